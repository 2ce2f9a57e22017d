"""Handing in: reference, frozen content, digest, receipt; and withdrawing."""

from datetime import timedelta
from typing import Any

import pytest

from tests.factories.institutions import bank_a, bank_b, make_institution, make_partner
from tests.factories.phases import (
    CLOSED,
    authority,
    closed_phase,
    make_authority,
    make_programme,
    open_phase,
    phase,
)
from tests.factories.usecases import empty_draft, use_case_at
from tests.people import ANONYMOUS, approver, editor, officer, signatory, system, viewer
from tests.workflow.refusals import (
    NOT_ALLOWED,
    NOT_FOUND,
    STALE,
    WRONG_STAGE,
    letters,
    life,
    refused,
)
from usecases.audit.context import lived_at
from usecases.models.phases import Participation
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.text.digest import digest
from usecases.vocabulary.sections import BANK_FIELDS, BY_CODE
from usecases.vocabulary.stages import Stage
from usecases.workflow import draft, edit, submit

pytestmark = pytest.mark.django_db


def test_submit() -> None:
    case = use_case_at(Stage.DRAFT)
    submission = submit.submit(case, by=signatory(), version=case.version)
    stored = UseCase.objects.get(pk=case.pk)
    assert (stored.stage, stored.reference, stored.version) == ("submitted", "GS1-001", 1)
    assert (stored.category, stored.authority) == (case.own_category, authority())
    assert (submission.number, submission.signed_by) == (1, signatory().user)
    assert life(case) == [("submit", "draft", "submitted", signatory().user)]
    change = case.stage_changes.get()
    assert (change.on_behalf_of, change.basis) == (bank_a(), "live")
    assert change.happened_on == submission.signed_at


def test_the_bank_applied() -> None:
    use_case_at(Stage.SUBMITTED)
    use_case_at(Stage.SUBMITTED)
    row = Participation.objects.get()
    assert (row.institution, row.phase, row.role, row.basis) == (
        bank_a(),
        phase(),
        "applicant",
        "live",
    )


def test_the_writers_of_the_bank_get_a_receipt_by_mail_and_in_the_portal() -> None:
    for person in (editor(), viewer(), signatory(bank_b())):
        assert person.user is not None
    case = use_case_at(Stage.SUBMITTED)
    assert letters(case) == [
        ("received", "mail", "editor@alpha-bank.example"),
        ("received", "mail", "signatory@alpha-bank.example"),
        ("received", "notice", "editor@alpha-bank.example"),
        ("received", "notice", "signatory@alpha-bank.example"),
    ]


def test_an_institutions_own_authority_gets_the_case() -> None:
    insurance = make_authority("IA")
    firm = make_institution("Delta Insurance", authority=insurance)
    assert use_case_at(Stage.SUBMITTED, institution=firm).authority == insurance


@pytest.mark.parametrize(
    ("who", "answer"),
    [
        (editor, NOT_ALLOWED),
        (viewer, NOT_ALLOWED),
        (lambda: signatory(bank_b()), NOT_FOUND),
        (officer, NOT_FOUND),
        (lambda: ANONYMOUS, NOT_FOUND),
        (system, NOT_ALLOWED),
    ],
)
def test_only_a_signatory_of_the_bank_submits(who: Any, answer: Any) -> None:
    case, by = use_case_at(Stage.DRAFT), who()
    assert refused(submit.submit, case, by=by) == answer


def test_what_is_missing_is_named() -> None:
    case = draft.write(use_case_at(Stage.DRAFT), fields={"risks": "", "autonomy": ""}, by=editor())
    faults = [("risks", "required"), ("autonomy", "required")]
    assert refused(submit.submit, case, by=signatory()) == faults


def test_nothing_is_submitted_twice() -> None:
    case = use_case_at(Stage.SUBMITTED)
    assert refused(submit.submit, case, by=signatory()) == WRONG_STAGE


def test_what_changed_since_it_was_read_is_not_signed() -> None:
    case = use_case_at(Stage.DRAFT)
    draft.write(case, fields={"risks": "None at all."}, by=editor())
    assert refused(submit.submit, case, by=signatory(), version=case.version) == STALE


def test_the_deadline_is_the_servers_and_its_last_moment_counts() -> None:
    closed = closed_phase()
    first, second = (use_case_at(Stage.DRAFT, phase=closed, at=CLOSED) for _ in range(2))
    with lived_at(CLOSED):
        assert submit.submit(first, by=signatory()).signed_at == CLOSED
    by = signatory()
    with lived_at(CLOSED + timedelta(microseconds=1)):
        assert refused(submit.submit, second, by=by) == [("phase", "closed")]
    assert refused(submit.submit, second, by=by) == [("phase", "closed")]


def references(*cases: UseCase) -> list[str]:
    return [UseCase.objects.get(pk=case.pk).reference for case in cases]


def test_references_run_within_a_phase_and_leave_no_gap_after_a_failure() -> None:
    other = open_phase("GS2")
    first = use_case_at(Stage.SUBMITTED, phase=other)
    incomplete = empty_draft()
    refused(submit.submit, incomplete, by=signatory())
    second, third = use_case_at(Stage.SUBMITTED), use_case_at(Stage.WITHDRAWN)
    fourth = use_case_at(Stage.SUBMITTED)
    assert references(first, second, third, fourth) == [
        "GS2-001",
        "GS3-001",
        "GS3-002",
        "GS3-003",
    ]


def test_references_follow_the_programmes_pattern() -> None:
    programme = make_programme("X", reference_pattern="{number:04d}/{phase}")
    case = use_case_at(Stage.SUBMITTED, phase=open_phase("X1", programme=programme))
    assert case.reference == "0001/X1"


def test_a_reference_is_never_reused_when_a_phase_is_renamed() -> None:
    first = use_case_at(Stage.SUBMITTED)
    code = phase().code
    edit.change(phase(), {"code": "OLD"}, by=officer())
    again = use_case_at(Stage.SUBMITTED, phase=open_phase(code))
    assert (first.reference, again.reference) == (f"{code}-001", f"{code}-002")


def test_everything_is_frozen_and_describes_itself() -> None:
    case = use_case_at(Stage.SUBMITTED, title="As signed", partners=[make_partner("Cloud")])
    content = case.submissions.get().content
    answers = content.pop("answers")  # PostgreSQL keeps no order of its keys
    rows = [row for code in BY_CODE for row in answers[code]]
    assert content == {
        "reference": case.reference,
        "phase": phase().code,
        "institution": "Alpha Bank Limited",
        "parties": ["Cloud"],
    }
    assert [row["field"] for row in rows] == list(BANK_FIELDS)
    told = {row["field"]: (row["label"], row["value"]) for row in rows}
    assert told["title"] == ("Title", "As signed")
    assert told["compute_asked"] == ("Compute asked (GPU hours)", "120.5")
    assert told["own_category"] == ("Own category", "risk-management")
    assert told["customer_facing"] == ("Customer facing", False)


def test_the_digest_is_that_of_the_stored_content() -> None:
    use_case_at(Stage.SUBMITTED)
    submission = Submission.objects.get()
    assert submission.digest == digest(submission.content)


def test_two_cases_alike_have_two_digests() -> None:
    for _ in range(2):
        use_case_at(Stage.SUBMITTED, title="The same")
    assert len({each.digest for each in Submission.objects.all()}) == 2


def test_the_regulators_edits_leave_the_submission_as_it_was() -> None:
    case = use_case_at(Stage.SUBMITTED)
    before = case.submissions.get()
    edit.change(case, {"public_title": "Nicer"}, by=officer(), reason="for the public")
    after = case.submissions.get()
    assert (after.content, after.digest, after.updated_at) == (
        before.content, before.digest, before.updated_at,
    )  # fmt: skip


WITHDRAWABLE = ["submitted", "screening", "assessing", "waitlisted", "accepted", "trialling"]


@pytest.mark.parametrize("stage", WITHDRAWABLE)
def test_withdraw(stage: str) -> None:
    case = use_case_at(stage)
    submit.withdraw(case, by=signatory(), reason="Our plans changed.", version=case.version)
    stored = UseCase.objects.get(pk=case.pk)
    assert (stored.stage, stored.reference) == ("withdrawn", case.reference)
    assert life(case)[-1] == ("withdraw", stage, "withdrawn", signatory().user)
    assert case.stage_changes.latest("row").reason == "Our plans changed."
    assert [row for row in letters(case) if row[0] == "withdrawn"] == [
        ("withdrawn", "mail", "signatory@alpha-bank.example"),
        ("withdrawn", "notice", "signatory@alpha-bank.example"),
    ]


@pytest.mark.parametrize("stage", ["draft", "completed", "declined", "withdrawn"])
def test_there_is_nothing_to_withdraw(stage: str) -> None:
    case = use_case_at(stage)
    assert refused(submit.withdraw, case, by=signatory(), reason="x") == WRONG_STAGE


def test_withdrawing_needs_a_reason() -> None:
    case = use_case_at(Stage.SUBMITTED)
    for reason in ("", " \n"):
        answer = refused(submit.withdraw, case, by=signatory(), reason=reason)
        assert answer == [("reason", "required")]


@pytest.mark.parametrize(
    ("who", "answer"),
    [
        (editor, NOT_ALLOWED),
        (viewer, NOT_ALLOWED),
        (lambda: signatory(bank_b()), NOT_FOUND),
        (officer, NOT_ALLOWED),
        (approver, NOT_ALLOWED),
    ],
)
def test_only_a_signatory_of_the_bank_withdraws(who: Any, answer: Any) -> None:
    case, by = use_case_at(Stage.SUBMITTED), who()
    assert refused(submit.withdraw, case, by=by, reason="x") == answer
    assert refused(submit.withdraw, case, by=signatory(), reason="x", version=7) == STALE
