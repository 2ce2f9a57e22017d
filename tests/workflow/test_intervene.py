"""The approver's hand: lapse, suspend, resume, terminate, reopen."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.factories.base import system
from tests.factories.institutions import bank_a
from tests.factories.usecases import recorded_case, use_case_at
from tests.people import approver, auditor, officer, signatory
from tests.reporting.asked import counted
from tests.workflow.refusals import NOT_ALLOWED, STALE, WRONG_STAGE, letters, life, refused
from usecases.models.usecases import UseCase
from usecases.rules.readiness import for_many
from usecases.vocabulary.stages import Stage
from usecases.workflow import intervene, moves
from usecases.workflow.record import Reached

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def stage(case: UseCase) -> str:
    return UseCase.objects.get(pk=case.pk).stage


def told(case: UseCase, letter: str) -> set[str]:
    return {channel for name, channel, _to in letters(case) if name == letter}


@pytest.mark.parametrize(
    ("verb", "before", "after", "letter"),
    [
        ("lapse", Stage.ACCEPTED, Stage.LAPSED, "lapsed"),
        ("lapse", Stage.WAITLISTED, Stage.LAPSED, "lapsed"),
        ("suspend", Stage.TRIALLING, Stage.SUSPENDED, "suspended"),
        ("terminate", Stage.TRIALLING, Stage.TERMINATED, "terminated"),
        ("reopen", Stage.DECLINED, Stage.SCREENING, "reopened"),
    ],
)
class TestEach:
    def test_moves_leaves_a_row_and_tells(
        self, verb: str, before: Stage, after: Stage, letter: str
    ) -> None:
        case = use_case_at(before)
        moves.move(case, verb, by=approver(), reason="Because.", version=case.version)
        assert (stage(case), life(case)[-1][:3]) == (after, (verb, before, after))
        assert told(case, letter) == {"mail", "notice"}

    def test_asks_why(self, verb: str, before: Stage, after: Stage, letter: str) -> None:
        case = use_case_at(before)
        again = refused(moves.move, case, verb, by=approver(), reason=" ")
        assert again == [("reason", "required")]

    def test_is_no_banks_and_no_auditors(
        self, verb: str, before: Stage, after: Stage, letter: str
    ) -> None:
        case = use_case_at(before)
        for person in (signatory(bank_a()), auditor()):
            assert refused(moves.move, case, verb, by=person, reason="Because.") == NOT_ALLOWED

    def test_knows_when_somebody_was_faster(
        self, verb: str, before: Stage, after: Stage, letter: str
    ) -> None:
        case = use_case_at(before)
        old = case.version - 1
        found = refused(moves.move, case, verb, by=approver(), reason="Because.", version=old)
        assert found == STALE


@pytest.mark.parametrize("verb", ["lapse", "terminate", "reopen"])
def test_an_officer_does_not(verb: str) -> None:
    before = {"lapse": Stage.ACCEPTED, "terminate": Stage.TRIALLING, "reopen": Stage.DECLINED}
    case = use_case_at(before[verb])
    assert refused(moves.move, case, verb, by=officer(), reason="Because.") == NOT_ALLOWED


class TestSuspension:
    def test_an_officer_suspends_for_48_hours(self) -> None:
        with time_machine.travel(NOW, tick=False):
            case = use_case_at(Stage.TRIALLING)
            change = intervene.suspend(case, by=officer(), reason="Odd answers.")
        assert change.until == NOW + timedelta(hours=48)

    def test_an_approver_without_end(self) -> None:
        change = intervene.suspend(use_case_at(Stage.TRIALLING), by=approver(), reason="Odd.")
        assert change.until is None

    def test_an_officer_takes_back_an_officers_only(self) -> None:
        mine, theirs = use_case_at(Stage.TRIALLING), use_case_at(Stage.TRIALLING)
        intervene.suspend(mine, by=officer(), reason="Odd.")
        intervene.suspend(theirs, by=approver(), reason="Odd.")
        intervene.resume(mine, by=officer("second"), reason="Explained.")
        assert refused(intervene.resume, theirs, by=officer(), reason="Explained.") == NOT_ALLOWED
        intervene.resume(theirs, by=approver(), reason="Explained.")
        assert [stage(mine), stage(theirs)] == [Stage.TRIALLING, Stage.TRIALLING]

    def test_an_approver_upholds_it_once(self) -> None:
        case = use_case_at(Stage.TRIALLING)
        intervene.suspend(case, by=officer(), reason="Odd.")
        assert refused(intervene.suspend, case, by=officer(), reason="Still.") == NOT_ALLOWED
        assert intervene.suspend(case, by=approver(), reason="Still.").until is None
        found = refused(intervene.suspend, case, by=approver(), reason="Still.")
        assert found == [("stage", "suspended")]
        assert refused(intervene.resume, case, by=officer(), reason="Now.") == NOT_ALLOWED

    def test_what_nobody_upheld_goes_on_when_its_time_is_over(self) -> None:
        with time_machine.travel(NOW, tick=False) as clock:
            over, upheld = use_case_at(Stage.TRIALLING), use_case_at(Stage.TRIALLING)
            for case in (over, upheld):
                intervene.suspend(case, by=officer(), reason="Odd.")
            intervene.suspend(upheld, by=approver(), reason="Still.")
            clock.shift(timedelta(hours=47))
            assert intervene.resume_due(by=system()) == []
            clock.shift(timedelta(hours=2))
            assert intervene.resume_due(by=system()) == [over]
            assert intervene.resume_due(by=system()) == []
        assert [stage(over), stage(upheld)] == [Stage.TRIALLING, Stage.SUSPENDED]
        row = over.stage_changes.order_by("row").last()
        assert row is not None
        assert (row.verb, row.happened_on) == ("resume", NOW + timedelta(hours=48))

    def test_the_buttons_say_the_same(self) -> None:
        case = use_case_at(Stage.TRIALLING)
        intervene.suspend(case, by=approver(), reason="Odd.")
        case.refresh_from_db()
        steps = {
            who: {str(s.move.verb): s.allowed for s in for_many([case], by, NOW)[case]}
            for who, by in {"officer": officer(), "approver": approver()}.items()
        }
        names = ("suspend", "resume", "terminate")
        assert [steps["officer"][name] for name in names] == [False, False, False]
        assert [steps["approver"][name] for name in names] == [False, True, True]


class TestReopening:
    @pytest.mark.parametrize(
        "before", [Stage.SUBMITTED, Stage.ASSESSING, Stage.WAITLISTED, Stage.TRIALLING]
    )
    def test_leads_back_to_where_it_was_withdrawn_from(self, before: Stage) -> None:
        case = use_case_at(before)
        moves.move(case, "withdraw", by=signatory(bank_a()), reason="No time.")
        moves.move(case, "reopen", by=approver(), reason="They found the time.")
        assert stage(case) == before

    def test_of_a_recorded_case(self) -> None:
        days = [datetime(2024, 1, day, tzinfo=UTC) for day in (1, 2)]
        case = recorded_case(stages=[Reached("withdrawn", days[0])])
        moves.move(case, "reopen", by=approver(), reason="They came back.")
        assert stage(case) == Stage.SCREENING

    def test_takes_the_decision_away(self) -> None:
        case = use_case_at(Stage.DECLINED)
        assert counted(officer())["decided_declined"] == 1
        intervene.reopen(case, by=approver(), reason="New facts.")
        found = counted(officer())
        assert found == {"submitted": 1, "assessing": 1, "pending": 1, "applicants": 1}

    def test_starts_nowhere_else(self) -> None:
        case = use_case_at(Stage.COMPLETED)
        found = refused(intervene.reopen, case, by=approver(), reason="Again.")
        assert found == WRONG_STAGE
