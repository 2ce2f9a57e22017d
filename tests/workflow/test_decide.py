"""Decisions: proposed by one, confirmed by another, released on the day."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from tests import people
from tests.factories.access import make_grant
from tests.factories.base import add
from tests.factories.institutions import bank_a, bank_b, make_partner
from tests.factories.phases import make_authority, phase
from tests.factories.reviews import confirmed_decision, proposed_decision, released_decision
from tests.factories.usecases import use_case_at
from tests.factories.words import make_term, reason
from tests.people import ANONYMOUS, approver, officer, signatory
from tests.workflow.refusals import (
    NOT_ALLOWED,
    NOT_FOUND,
    STALE,
    WRONG_STAGE,
    letters,
    life,
    refused,
)
from usecases.models.person import Person, person_for
from usecases.models.phases import Participation
from usecases.models.reviews import Decision
from usecases.models.submissions import Submission
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import decide, submit

pytestmark = pytest.mark.django_db

OPEN_ALREADY = [("", "open-decision")]
VOID = [("", "void")]


@pytest.fixture
def case() -> UseCase:
    return use_case_at(Stage.ASSESSING)


def stage(case: UseCase) -> str:
    return UseCase.objects.get(pk=case.pk).stage


def second_submission(case: UseCase) -> None:
    """Hand in another version, as the verbs of a later issue will."""
    first = case.submissions.get()
    add(
        Submission(
            use_case=case,
            number=2,
            content={"changed": True},
            digest="d" * 64,
            signed_by=first.signed_by,
            signed_at=first.signed_at,
        )
    )


def promoted(person: Person) -> Person:
    """Make an officer an approver as well."""
    assert person.user is not None
    make_grant(person.user, "approver")
    return person_for(person.user)


def test_propose(case: UseCase) -> None:
    decision = decide.propose(
        case, outcome="accept", by=officer(), text="Good.", conditions="Small.", rank=2
    )
    submission = case.submissions.get()
    assert (decision.submission, decision.digest) == (submission, submission.digest)
    assert (decision.proposed_by, decision.rank, decision.basis) == (officer().user, 2, "live")
    assert (decision.confirmed_at, decision.released_at, stage(case)) == (None, None, "assessing")


@pytest.mark.parametrize(
    ("at", "outcomes"),
    [
        ("submitted", []),
        ("screening", ["decline"]),
        ("assessing", ["accept", "waitlist", "decline"]),
        ("waitlisted", ["accept", "decline"]),
        ("accepted", []),
        ("declined", []),
    ],
)
def test_what_may_be_proposed_at_a_stage(at: str, outcomes: list[str]) -> None:
    found = use_case_at(at)
    for outcome in ("accept", "waitlist", "decline"):
        words: dict[str, Any] = {"outcome": outcome, "by": officer(), "reason": reason()}
        if outcome in outcomes:
            decision = decide.propose(found, **words)
            decide.refuse(decision, by=officer(), reason="next")
        else:
            assert refused(decide.propose, found, **words) == WRONG_STAGE


def test_a_proposal_that_cannot_be_is_refused(case: UseCase) -> None:
    by, stale = officer(), case.version - 1
    for outcome in ("", "lapse", "Accept", "submit"):
        answer = refused(decide.propose, case, outcome=outcome, by=by)
        assert answer == [("outcome", "invalid")]
    assert refused(decide.propose, case, outcome="decline", by=by) == [("reason", "required")]
    assert refused(decide.propose, case, outcome="accept", by=by, version=stale) == STALE
    sector = make_term("sector")
    answer = refused(decide.propose, case, outcome="decline", by=by, reason=sector)
    assert answer == [("reason", "invalid")]


def test_one_decision_about_a_submission_is_open_at_a_time(case: UseCase) -> None:
    first = proposed_decision(case)
    again: dict[str, Any] = {"outcome": "waitlist", "by": approver()}
    assert refused(decide.propose, case, **again) == OPEN_ALREADY
    decide.confirm(first, by=approver())
    assert refused(decide.propose, case, **again) == OPEN_ALREADY
    decide.refuse(first, by=approver(), reason="Not yet.")
    assert decide.propose(case, **again).outcome == "waitlist"


def test_confirm(case: UseCase) -> None:
    decision = decide.confirm(proposed_decision(case), by=approver())
    assert (decision.confirmed_by, decision.released_at) == (approver().user, None)
    assert stage(case) == "assessing"
    assert refused(decide.confirm, decision, by=approver("second")) == WRONG_STAGE


def test_the_proposer_never_confirms(case: UseCase) -> None:
    decision = proposed_decision(case, by=approver())
    assert refused(decide.confirm, decision, by=approver()) == NOT_ALLOWED
    assert decide.confirm(decision, by=approver("second")).confirmed_at is not None


def test_the_proposer_never_confirms_in_a_new_role_either(case: UseCase) -> None:
    decision = proposed_decision(case)
    assert refused(decide.confirm, decision, by=officer()) == NOT_ALLOWED
    assert refused(decide.confirm, decision, by=promoted(officer())) == NOT_ALLOWED


def test_refuse(case: UseCase) -> None:
    decision = decide.refuse(proposed_decision(case), by=approver(), reason="Too early.")
    assert (decision.refused_by, decision.refusal) == (approver().user, "Too early.")
    for verb in (decide.confirm, decide.refuse):
        words = {"reason": "x"} if verb is decide.refuse else {}
        assert refused(verb, decision, by=approver(), **words) == WRONG_STAGE
    assert refused(decide.release, [decision], by=approver()) == WRONG_STAGE


def test_refusing_needs_a_reason_and_the_right(case: UseCase) -> None:
    decision = proposed_decision(case)
    assert refused(decide.refuse, decision, by=approver(), reason=" ") == [("reason", "required")]
    other = officer("second")
    assert refused(decide.refuse, decision, by=other, reason="x") == NOT_ALLOWED
    assert decide.refuse(decision, by=officer(), reason="Mine again.").refused_at is not None


def test_what_is_released_is_not_refused(case: UseCase) -> None:
    decision = released_decision(case)
    assert refused(decide.refuse, decision, by=approver(), reason="x") == WRONG_STAGE
    assert refused(decide.release, [decision], by=approver()) == WRONG_STAGE


@pytest.mark.parametrize(
    ("outcome", "target"),
    [("accept", "accepted"), ("waitlist", "waitlisted"), ("decline", "declined")],
)
def test_release(case: UseCase, outcome: str, target: str) -> None:
    confirmed = confirmed_decision(case, outcome, text="As discussed.")
    assert [each for each in letters(case) if each[0] == "decided"] == []
    released = decide.release([confirmed], by=approver("second"))
    assert [each.released_by for each in released] == [approver("second").user]
    assert stage(case) == target
    assert life(case)[-1] == (outcome, "assessing", target, approver("second").user)
    assert case.stage_changes.latest("row").reason == "As discussed."
    assert [each for each in letters(case) if each[0] == "decided"] == [
        ("decided", "mail", "signatory@alpha-bank.example"),
        ("decided", "notice", "signatory@alpha-bank.example"),
    ]


def test_the_accepted_take_part_with_their_partners() -> None:
    partner = make_partner()
    found = use_case_at(Stage.ASSESSING, partners=[partner])
    released_decision(found)
    use_case_at(Stage.ACCEPTED)
    rows = Participation.objects.filter(phase=phase()).exclude(role="applicant")
    assert {(row.role, row.institution, row.partner) for row in rows} == {
        ("participant", bank_a(), None),
        ("partner", None, partner),
    }
    assert rows.count() == 2


def test_the_declined_do_not_take_part() -> None:
    use_case_at(Stage.DECLINED)
    assert [row.role for row in Participation.objects.all()] == ["applicant"]


def test_a_decision_must_be_confirmed_to_be_released(case: UseCase) -> None:
    assert refused(decide.release, [proposed_decision(case)], by=approver()) == WRONG_STAGE
    assert stage(case) == "assessing"


def test_all_are_released_or_none(case: UseCase) -> None:
    good, other = confirmed_decision(case), use_case_at(Stage.ASSESSING)
    proposed = proposed_decision(other)
    assert refused(decide.release, [good, proposed], by=approver()) == WRONG_STAGE
    assert refused(decide.release, [good, good], by=approver()) == WRONG_STAGE
    good.refresh_from_db()
    assert (stage(case), stage(other), good.released_at) == ("assessing", "assessing", None)
    decide.confirm(proposed, by=approver())
    released = decide.release([good, proposed], by=approver())
    moments = {
        row.happened_on
        for each in (case, other)
        for row in each.stage_changes.filter(verb="accept")
    }
    assert (stage(case), stage(other), len(moments)) == ("accepted", "accepted", 1)
    assert {each.released_at for each in released} == moments


def test_a_decision_about_a_superseded_submission_is_void(case: UseCase) -> None:
    decision = proposed_decision(case)
    other = use_case_at(Stage.ASSESSING)
    confirmed = confirmed_decision(other)
    second_submission(case)
    second_submission(other)
    assert refused(decide.confirm, decision, by=approver()) == VOID
    assert refused(decide.release, [confirmed], by=approver()) == VOID
    fresh = proposed_decision(case)
    assert (fresh.digest, fresh.submission.number if fresh.submission else 0) == ("d" * 64, 2)


def test_a_withdrawn_case_is_not_decided(case: UseCase) -> None:
    decision = confirmed_decision(case)
    submit.withdraw(case, by=signatory(), reason="Our plans changed.")
    assert refused(decide.release, [decision], by=approver()) == WRONG_STAGE
    assert stage(case) == "withdrawn"


@pytest.mark.parametrize(
    ("who", "propose", "confirm", "release"),
    [
        ("auditor", NOT_ALLOWED, NOT_ALLOWED, NOT_ALLOWED),
        ("assessor", NOT_FOUND, NOT_FOUND, NOT_ALLOWED),
        ("administrator", NOT_FOUND, NOT_FOUND, NOT_ALLOWED),
        ("signatory", NOT_ALLOWED, NOT_FOUND, NOT_ALLOWED),
        ("stranger", NOT_FOUND, NOT_FOUND, NOT_ALLOWED),
        ("elsewhere", NOT_FOUND, NOT_FOUND, NOT_FOUND),
        ("anonymous", NOT_FOUND, NOT_FOUND, NOT_ALLOWED),
    ],
)
def test_others_decide_nothing(
    case: UseCase, who: str, propose: Any, confirm: Any, release: Any
) -> None:
    others: dict[str, Callable[[], Person]] = {
        "auditor": people.auditor,
        "assessor": people.assessor,
        "administrator": people.administrator,
        "signatory": signatory,
        "stranger": lambda: signatory(bank_b()),
        "elsewhere": lambda: approver(authority=make_authority("SFC")),
        "anonymous": lambda: ANONYMOUS,
    }
    by = others[who]()
    assert refused(decide.propose, case, outcome="accept", by=by) == propose
    decision = proposed_decision(case)
    assert refused(decide.confirm, decision, by=by) == confirm
    assert refused(decide.refuse, decision, by=by, reason="x") == confirm
    confirmed = decide.confirm(decision, by=approver())
    assert refused(decide.release, [confirmed], by=by) == release


def test_officers_propose_and_do_not_release(case: UseCase) -> None:
    decision = confirmed_decision(case)
    assert refused(decide.release, [decision], by=officer()) == NOT_ALLOWED


def test_a_decision_that_is_not_there() -> None:
    missing = Decision(pk=uuid4())
    by = approver()
    assert refused(decide.confirm, missing, by=by) == NOT_FOUND
    assert refused(decide.release, [missing], by=by) == NOT_FOUND


def test_before_the_release_nothing_of_the_case_has_changed(case: UseCase) -> None:
    before = UseCase.objects.filter(pk=case.pk).values().get()
    told, moves = letters(case), life(case)
    confirmed_decision(case)
    assert UseCase.objects.filter(pk=case.pk).values().get() == before
    assert (letters(case), life(case)) == (told, moves)
    assert not Change.objects.filter(kind="decision", on_behalf_of__isnull=False).exists()
