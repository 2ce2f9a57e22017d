"""Mending what was entered wrongly: a move replaced or voided, a whole case void."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories.institutions import bank_a, make_partner
from tests.factories.phases import phase
from tests.factories.publications import published
from tests.factories.usecases import recorded_case, use_case_at
from tests.people import approver, auditor, officer, signatory
from tests.reporting.asked import counted, unexplained
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, STALE, WRONG_STAGE, letters, refused
from usecases.models.phases import Participation
from usecases.models.publications import Publication
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.selection.subjects import SUBJECTS
from usecases.vocabulary.stages import Stage
from usecases.workflow.correct import Truth, correct, void
from usecases.workflow.record import Reached, record_stages

pytestmark = pytest.mark.django_db

DAY = datetime(2024, 3, 1, 15, 59, 59, 999999, tzinfo=UTC)
FIVE = ("submitted", "screening", "assessing", "accepted", "trialling")


def day(number: int) -> datetime:
    return DAY + timedelta(days=number)


def five_stages() -> UseCase:
    return recorded_case(stages=[Reached(each, day(n)) for n, each in enumerate(FIVE)])


def row(case: UseCase, stage: str) -> StageChange:
    return case.stage_changes.standing().get(to_stage=stage)


def standing(case: UseCase) -> list[tuple[str, datetime]]:
    rows = case.stage_changes.standing().order_by("happened_on", "row")
    return list(rows.values_list("to_stage", "happened_on"))


def stage(case: UseCase) -> str:
    return UseCase.objects.get(pk=case.pk).stage


class TestReplacing:
    def test_a_stage(self) -> None:
        case = five_stages()
        wrong = row(case, "trialling")
        truth = Truth("lapsed", day(4), "day")
        correct(wrong, truth, by=approver(), reason="It never started.")
        assert stage(case) == "lapsed"
        assert standing(case)[-2:] == [("accepted", day(3)), ("lapsed", day(4))]
        added = case.stage_changes.get(voids=wrong)
        assert (added.verb, added.reason, added.basis) == (
            "correct",
            "It never started.",
            "recorded",
        )

    def test_a_day(self) -> None:
        case = five_stages()
        correct(row(case, "accepted"), Truth("accepted", day(2)), by=approver(), reason="Typo.")
        assert [when for _stage, when in standing(case)] == [day(0), day(1), day(2), day(2), day(4)]
        assert [each for each, _when in standing(case)] == list(FIVE)

    def test_keeps_the_order_of_a_day(self) -> None:
        stages = [
            Reached("submitted", day(0)),
            Reached("assessing", day(0)),
            Reached("accepted", day(1)),
        ]  # reads as one line of a history
        case = recorded_case(stages=stages)
        correct(row(case, "submitted"), Truth("screening", day(0)), by=approver(), reason="Typo.")
        assert [each for each, _when in standing(case)] == ["screening", "assessing", "accepted"]
        assert stage(case) == "accepted"

    def test_of_a_live_case_tells_the_bank(self) -> None:
        case = use_case_at(Stage.ASSESSING)
        wrong = row(case, "assessing")
        correct(wrong, None, by=approver(), reason="Sent too early.")
        assert stage(case) == "screening"
        assert {name for name, _channel, _to in letters(case)} == {"received", "corrected"}

    def test_nothing_is_rewritten(self) -> None:
        case = five_stages()
        before = list(StageChange.objects.order_by("row").values())
        correct(row(case, "trialling"), None, by=approver(), reason="It never started.")
        assert list(StageChange.objects.order_by("row").values())[: len(before)] == before

    def test_a_correction_is_corrected(self) -> None:
        case = five_stages()
        for truth in (Truth("lapsed", day(4)), Truth("trialling", day(5))):
            last = case.stage_changes.standing().order_by("happened_on", "row").last()
            assert last is not None
            correct(last, truth, by=approver(), reason="Once more.")
        assert standing(case)[-1] == ("trialling", day(5))


class TestFigures:
    def test_follow_and_what_was_known_stays_known(self) -> None:
        case = five_stages()
        before = case.stage_changes.order_by("row").last()
        assert before is not None
        correct(row(case, "trialling"), Truth("lapsed", day(4)), by=approver(), reason="Never.")
        now, then = counted(officer()), counted(officer(), known_at=before.recorded_at.isoformat())
        assert "trialling" not in now
        assert then["trialling"] == 1
        assert unexplained(officer(), "funnel") == []
        assert unexplained(officer(), "funnel", known_at=before.recorded_at.isoformat()) == []

    def test_participations_follow(self) -> None:
        partner = make_partner()
        stages = [Reached("submitted", day(0)), Reached("accepted", day(1))]
        case = recorded_case(stages=stages, partners=[partner])
        accepted = row(case, "accepted")
        moment = accepted.recorded_at.isoformat()
        truth = Truth("declined", day(1))
        correct(accepted, truth, by=approver(), reason="It was declined.")
        for name in ("institutions", "technology-partners"):
            subject, asked = SUBJECTS[name], {"phase": [case.phase.code]}
            assert subject.select(officer(), asked).count() == 0
            assert subject.select(officer(), {**asked, "known_at": [moment]}).count() == 1
        listed = SUBJECTS["participations"]
        assert listed.select(officer(), {}).count() == 0
        assert listed.select(officer(), {"known_at": [moment]}).count() == 2

    def test_a_participation_begins_when_the_acceptance_does(self) -> None:
        case = recorded_case("accepted", happened_on=day(5))
        correct(row(case, "accepted"), Truth("accepted", day(2)), by=approver(), reason="Typo.")
        rows = Participation.objects.filter(institution=case.institution, role="participant")
        assert [(each.since, each.voided_at is None) for each in rows.order_by("recorded_at")] == [
            (day(5), False),
            (day(2), True),
        ]

    def test_another_case_keeps_a_bank_in_its_phase(self) -> None:
        case, other = recorded_case("accepted"), recorded_case("accepted")
        assert case.phase == other.phase == phase()
        void(case, by=approver(), reason="Entered twice.")
        asked = {"phase": [phase().code]}
        assert SUBJECTS["institutions"].select(officer(), asked).count() == 1


class TestRefusals:
    def test_who(self) -> None:
        case = five_stages()
        for person in (officer(), auditor()):
            found = refused(correct, row(case, "accepted"), None, by=person, reason="Wrong.")
            assert found == NOT_ALLOWED
        found = refused(correct, row(case, "accepted"), None, by=signatory(), reason="Wrong.")
        assert found == NOT_ALLOWED

    def test_why(self) -> None:
        found = refused(correct, row(five_stages(), "accepted"), None, by=approver(), reason=" ")
        assert found == [("reason", "required")]

    @pytest.mark.parametrize(
        ("wrong", "truth", "fault"),
        [
            ("trialling", Truth("submitted", day(4)), ("stage", "impossible")),
            ("accepted", Truth("completed", day(3)), ("stage", "impossible")),
            ("submitted", Truth("submitted", day(9)), ("stage", "impossible")),
            ("trialling", Truth("draft", day(4)), ("stage", "impossible")),
            ("trialling", Truth("trialling", datetime(2200, 1, 1, tzinfo=UTC)),
             ("happened_on", "future")),
            ("trialling", Truth("trialling", day(4), "day"), ("stage", "same")),
        ],
    )  # fmt: skip
    def test_an_impossible_history(self, wrong: str, truth: Truth, fault: tuple[str, str]) -> None:
        change = row(five_stages(), wrong)
        assert refused(correct, change, truth, by=approver(), reason="Wrong.") == [fault]

    def test_the_last_row_left(self) -> None:
        case = recorded_case("accepted")
        found = refused(correct, row(case, "accepted"), None, by=approver(), reason="Wrong.")
        assert found == [("change", "empty")]

    def test_a_live_case_keeps_its_submission(self) -> None:
        case = use_case_at(Stage.SCREENING)
        found = refused(correct, row(case, "submitted"), None, by=approver(), reason="Wrong.")
        assert found == [("change", "submission")]

    def test_a_live_case_takes_no_short_cut(self) -> None:
        change = row(use_case_at(Stage.TRIALLING), "accepted")
        found = refused(correct, change, None, by=approver(), reason="Wrong.")
        assert found == [("stage", "impossible")]

    def test_twice_the_same_row(self) -> None:
        case = five_stages()
        change = row(case, "trialling")
        correct(change, None, by=approver(), reason="Wrong.")
        assert refused(correct, change, None, by=approver(), reason="Wrong.") == NOT_FOUND

    def test_somebody_was_faster(self) -> None:
        case = five_stages()
        change, old = row(case, "trialling"), case.version
        correct(row(case, "accepted"), Truth("accepted", day(2)), by=approver(), reason="Typo.")
        found = refused(correct, change, None, by=approver(), reason="Wrong.", version=old)
        assert found == STALE


class TestVoid:
    def test_counts_nowhere_at_any_moment(self) -> None:
        case = five_stages()
        moment = case.stage_changes.latest("row").recorded_at.isoformat()
        change = void(case, by=approver(), reason="Entered twice.")
        assert (stage(case), change.from_stage) == (Stage.VOID, "trialling")
        for asked in ({}, {"as_at": day(30).isoformat()}):
            assert counted(officer(), **asked) == {}
            assert unexplained(officer(), "funnel", **asked) == []
            assert unexplained(officer(), "matrix", **asked) == []
        assert counted(officer(), known_at=moment)["trialling"] == 1

    def test_keeps_its_reference_and_stays_visible(self) -> None:
        case = five_stages()
        void(case, by=approver(), reason="Entered twice.")
        assert SUBJECTS["use-cases"].select(officer(), {"reference": [case.reference]}).count() == 1

    def test_is_public_no_longer(self) -> None:
        case = five_stages()
        published(case)
        void(case, by=approver(), reason="Entered twice.")
        assert Publication.objects.filter(record=case.pk, withdrawn_at=None).count() == 0

    def test_is_taken_back_by_a_correction(self) -> None:
        case = five_stages()
        void(case, by=approver(), reason="Entered twice.")
        correct(row(case, Stage.VOID), None, by=approver(), reason="It was the other one.")
        assert (stage(case), counted(officer())["trialling"]) == ("trialling", 1)

    def test_nothing_is_recorded_of_it_any_more(self) -> None:
        case = five_stages()
        void(case, by=approver(), reason="Entered twice.")
        later = [Reached("completed", day(9))]
        found = refused(record_stages, case, later, source="A call.", by=officer())
        assert found == WRONG_STAGE

    def test_a_voided_move_does_not_date_the_next(self) -> None:
        case = five_stages()
        correct(row(case, "trialling"), None, by=approver(), reason="It never started.")
        record_stages(case, [Reached("lapsed", day(3))], source="A call.", by=officer())
        assert stage(case) == "lapsed"

    def test_no_draft_and_not_twice(self) -> None:
        case = use_case_at(Stage.SUBMITTED)
        void(case, by=approver(), reason="Entered twice.")
        assert refused(void, case, by=approver(), reason="Again.") == WRONG_STAGE
        draft = use_case_at(Stage.DRAFT)
        assert refused(void, draft, by=approver(), reason="Again.") == NOT_FOUND
        assert draft.institution == bank_a()
