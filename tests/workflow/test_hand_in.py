"""Handed in, signed off, sent back: in order, with what came."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.factories.institutions import bank_b
from tests.factories.monitoring import due_deliverable, due_end_report, handed_in, signed_off
from tests.factories.outcomes import told_outcome
from tests.factories.trials import final_results
from tests.factories.usecases import use_case_at
from tests.people import approver, auditor, officer, signatory, viewer
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, WRONG_STAGE, letters, refused
from usecases.models.casefile import Attachment
from usecases.models.monitoring import Deliverable
from usecases.models.trail import Change
from usecases.vocabulary.stages import Stage
from usecases.workflow import attach, conclude
from usecases.workflow.deliverables import waive
from usecases.workflow.hand_in import hand_in, send_back, sign_off

pytestmark = pytest.mark.django_db

SHEET = b"metric,value\nprecision,0.9\n"


def upload(name: str = "report.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, SHEET)


def running() -> Deliverable:
    return due_deliverable(use_case_at(Stage.TRIALLING))


def test_a_text_is_handed_in() -> None:
    row = hand_in(running(), text="  It works.\n", by=officer())
    stored = Deliverable.objects.get(pk=row.pk)
    assert (stored.text, stored.handed_in_by, stored.file) == ("It works.", officer().user, None)
    assert stored.handed_in_at is not None


def test_a_new_file_is_kept_with_it() -> None:
    row = running()
    with attach.prepare(upload()) as prepared:
        hand_in(row, upload=prepared, by=officer())
    kept = Attachment.objects.get()
    assert Deliverable.objects.get(pk=row.pk).file == kept
    assert (kept.kind, kept.internal, kept.description) == ("report", False, "First results")


def test_a_file_of_the_case_is_handed_in_and_no_other() -> None:
    row = running()
    own = attach.attach(row.use_case, upload(), kind="report", by=officer())
    hidden = attach.attach(row.use_case, upload(), kind="report", by=officer(), internal=True)
    other = attach.attach(
        use_case_at(Stage.TRIALLING, institution=bank_b()), upload(), kind="report", by=officer()
    )
    for foreign in (hidden, other):
        assert refused(hand_in, row, file=foreign, by=officer()) == NOT_FOUND
    assert hand_in(row, file=own, by=officer()).file == own


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({}, ("text", "required")),
        ({"text": " \n"}, ("text", "required")),
        ({"text": "x" * 10_001}, ("text", "too-long")),
    ],
)
def test_nothing_is_not_handed_in(fields: dict[str, Any], fault: tuple[str, str]) -> None:
    assert refused(hand_in, running(), by=officer(), **fields) == [fault]


@pytest.mark.parametrize(("days", "code"), [(1, "future"), (-1, "before-start")])
def test_it_came_during_the_trial(days: int, code: str) -> None:
    moment = timezone.now() + timedelta(days=days)
    found = refused(hand_in, running(), text="x", handed_in_at=moment, by=officer())
    assert found == [("handed_in_at", code)]


def test_who_writes_it_down() -> None:
    row = running()
    for person in (approver(), auditor(), viewer()):
        assert refused(hand_in, row, text="x", by=person) == NOT_ALLOWED
    assert refused(hand_in, row, text="x", by=signatory(bank_b())) == NOT_FOUND


def test_before_the_start_nothing_comes() -> None:
    row = due_deliverable(use_case_at(Stage.ACCEPTED))
    assert refused(hand_in, row, text="x", by=officer()) == WRONG_STAGE


def test_it_is_handed_in_once_and_signed_off_once() -> None:
    row = running()
    assert refused(sign_off, row, by=officer()) == [("", "not-handed-in")]
    handed_in(row)
    assert refused(hand_in, row, text="x", by=officer()) == [("", "handed-in")]
    signed = sign_off(row, by=officer())
    assert (signed.signed_off_by, signed.signed_off_at is None) == (officer().user, False)
    assert ("signed-off", "mail", "signatory@alpha-bank.example") in letters(row.use_case)
    for act in (sign_off, lambda row, by: hand_in(row, text="x", by=by)):
        assert refused(act, row, by=officer()) == [("", "signed-off")]
    assert refused(send_back, row, by=officer(), reason="x") == [("", "signed-off")]


def test_what_is_waived_is_not_handed_in() -> None:
    row = running()
    waive(row, by=approver(), reason="No need.")
    assert refused(hand_in, row, text="x", by=officer()) == [("", "waived")]


def test_it_is_sent_back_with_a_reason_and_comes_again() -> None:
    row = handed_in(running(), text="First try.")
    assert refused(send_back, row, by=officer(), reason=" ") == [("reason", "required")]
    back = send_back(row, by=officer(), reason="Part two is missing.")
    assert (back.handed_in_at, back.handed_in_by, back.text) == (None, None, "First try.")
    assert Change.objects.filter(kind="deliverable").first().reason == "Part two is missing."  # type: ignore[union-attr]  # there is one
    assert ("sent-back", "mail", "signatory@alpha-bank.example") in letters(row.use_case)
    assert hand_in(row, text="Second try.", by=officer()).text == "Second try."


def test_completion_waits_for_the_end_report() -> None:
    case = use_case_at(Stage.TRIALLING)
    final_results(case)
    told_outcome(case)

    def missing() -> list[tuple[str, str]]:
        return refused(conclude.complete, case, by=officer())

    row = Deliverable.objects.get(use_case=case)
    assert missing() == [("end_report", "not-handed-in")]
    handed_in(row)
    assert missing() == [("end_report", "not-signed-off")]
    sign_off(row, by=officer())
    second = due_end_report(case)
    assert missing() == [("end_report", "not-handed-in")]
    waive(second, by=approver(), reason="One is enough.")
    conclude.complete(case, by=officer())


def test_a_waived_end_report_is_no_end_report() -> None:
    case = use_case_at(Stage.TRIALLING)
    final_results(case)
    told_outcome(case)
    waive(Deliverable.objects.get(use_case=case), by=approver(), reason="Later.")
    assert refused(conclude.complete, case, by=officer()) == [("end_report", "required")]


def test_other_deliverables_hold_nothing_up() -> None:
    case = use_case_at(Stage.TRIALLING)
    final_results(case)
    told_outcome(case)
    due_deliverable(case)
    signed_off(Deliverable.objects.get(use_case=case, kind="end-report"))
    assert conclude.complete(case, by=officer()).to_stage == Stage.COMPLETED
