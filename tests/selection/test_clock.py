"""The clock of a review: an oracle that counts hours, and where the days are shown and used."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import Freeze
from tests.factories.clarifications import asked
from tests.factories.phases import make_programme, open_phase
from tests.factories.usecases import use_case_at
from tests.people import auditor, officer
from usecases.audit.context import lived_at
from usecases.models.phases import Phase, Programme
from usecases.models.usecases import UseCase
from usecases.selection.clock import clock_of, clocks
from usecases.selection.deadlines import deadlines
from usecases.selection.waiting import select
from usecases.vocabulary.stages import Stage
from usecases.workflow import clarify

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
AFTER = {
    Stage.SUBMITTED: (Stage.SCREENING, Stage.WITHDRAWN, Stage.DRAFT),
    Stage.DRAFT: (Stage.SUBMITTED,),
    Stage.SCREENING: (Stage.CLARIFYING, Stage.ASSESSING, Stage.DECLINED, Stage.WITHDRAWN),
    Stage.CLARIFYING: (Stage.SCREENING, Stage.ASSESSING),
    Stage.ASSESSING: (Stage.CLARIFYING, Stage.ACCEPTED, Stage.DECLINED, Stage.WAITLISTED),
    Stage.DECLINED: (Stage.SCREENING,),
    Stage.WITHDRAWN: (Stage.SCREENING, Stage.SUBMITTED),
    Stage.WAITLISTED: (Stage.ACCEPTED, Stage.DECLINED),
    Stage.ACCEPTED: (Stage.TRIALLING,),
    Stage.TRIALLING: (Stage.COMPLETED,),
}
UNDECIDED = {
    *(Stage.SUBMITTED, Stage.SCREENING, Stage.CLARIFYING, Stage.ASSESSING, Stage.WAITLISTED),
}


def a_life(random: Random) -> list[tuple[Stage, datetime]]:
    """Make the moves of one use case, some hours apart."""
    stage, moment, moves = Stage.SUBMITTED, START, [(Stage.SUBMITTED, START)]
    for _number in range(random.randint(0, 9)):
        if stage not in AFTER:
            break
        stage, moment = random.choice(AFTER[stage]), moment + random.randint(1, 200) * HOUR
        moves.append((stage, moment))
    return moves


def counted(life: list[tuple[Stage, datetime]], at: datetime, stops: bool) -> tuple[int, int]:
    """Count, hour by hour, how old the case was when it was decided, and how long that ran."""
    hours, moment = list[Stage](), START
    while moment < at:
        hours.append(next(stage for stage, since in reversed(life) if since <= moment))
        moment += HOUR
    while hours and hours[-1] not in UNDECIDED:
        hours.pop()
    stands = {Stage.CLARIFYING} if stops else set()
    return len(hours), sum(1 for each in hours if each in UNDECIDED - stands)


@pytest.mark.parametrize("stops", [True, False])
def test_hours_counted_one_by_one(stops: bool) -> None:
    random = Random(7)  # noqa: S311 - a repeatable walk, no secret
    programme = Programme(time_zone="Asia/Hong_Kong", target_days=20)
    case = UseCase(phase=Phase(programme=programme, clock_stops=stops))
    for _number in range(150):
        life = a_life(random)
        at = life[-1][1] + random.randint(1, 50) * HOUR
        clock = clock_of(case, life, at)
        assert clock is not None
        age, ran = counted(life, at, stops)
        assert (round(clock.age * 24), round(clock.ran * 24)) == (age, ran)
        assert clock.late == (ran > 20 * 24)


def test_days_are_those_of_the_programmes_calendar() -> None:
    programme = Programme(time_zone="Europe/London")
    case = UseCase(phase=Phase(programme=programme))
    began = datetime(2026, 3, 28, 12, tzinfo=UTC)
    noon = datetime(2026, 3, 29, 11, tzinfo=UTC)  # in summer time by then
    clock = clock_of(case, [(Stage.SUBMITTED, began)], noon)
    assert clock is not None
    assert (clock.age, clock.due, clock.late) == (1.0, None, False)


def test_what_never_came_in_has_no_clock() -> None:
    case = UseCase(phase=Phase(programme=Programme(time_zone="UTC")))
    assert clock_of(case, [(Stage.ACCEPTED, START)], START + HOUR) is None


@pytest.mark.django_db
class TestStored:
    """What stands before the closing adds nothing; what stands after it moves the day."""

    @pytest.fixture(autouse=True)
    def _now(self, freeze: Freeze) -> None:
        freeze(START + timedelta(days=60))

    def test_days_that_it_stood_move_the_day_of_the_decision(self) -> None:
        programme = make_programme("TGT", target_days=30)
        phase = open_phase("TGT1", programme=programme, closes_at=None)
        plain = use_case_at(Stage.SCREENING, phase=phase, at=START)
        held = use_case_at(Stage.SCREENING, phase=phase, at=START)
        with lived_at(START + timedelta(days=10)):
            asked(held)
        at = START + timedelta(days=35)
        known = clocks([plain, held], at)
        told = [(each.days, each.days_stood, each.standing) for each in known.values()]
        assert sorted(told) == [(10, 25, True), (35, 0, False)]
        assert (known[plain.pk].late, known[held.pk].late) == (True, False)
        last = START + timedelta(days=60)
        assert list(select(auditor(), "late-decision")) == [plain]
        with lived_at(START + timedelta(days=45)):
            clarify.proceed(held, by=officer(), reason="No answer came.")
        assert list(select(auditor(), "late-decision")) == [plain]
        due = {
            row.record: row.day
            for row in deadlines(auditor(), date(2026, 3, 1), date(2026, 7, 1), last, ("TGT1",))
            if row.kind == "decision-due"
        }
        assert due == {plain.pk: date(2026, 4, 1), held.pk: date(2026, 5, 6)}

    def test_what_stood_before_the_closing_adds_nothing(self) -> None:
        programme = make_programme("TGT", target_days=30)
        closes = START + timedelta(days=20)
        phase = open_phase("TGT1", programme=programme, closes_at=closes)
        case = use_case_at(Stage.SCREENING, phase=phase, at=START)
        with lived_at(START + timedelta(days=5)):
            asked(case)
        with lived_at(START + timedelta(days=25)):
            clarify.proceed(case, by=officer(), reason="No answer came.")
        clock = clocks([case], START + timedelta(days=26))[case.pk]
        assert (clock.days, clock.days_stood) == (6, 20)
        assert clock.due == closes + timedelta(days=30 + 5)

    def test_many_in_one_query(self) -> None:
        for number in (1, 3):
            made = [use_case_at(Stage.SCREENING).pk for _each in range(number)]
            rows = UseCase.objects.filter(pk__in=made)
            cases = list(rows.select_related("phase__programme"))
            with CaptureQueriesContext(connection) as captured:
                assert len(clocks(cases, START + timedelta(days=90))) == number
            assert len(captured) == 1
        assert clocks([], START) == {}
