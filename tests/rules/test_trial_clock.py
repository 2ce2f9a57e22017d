"""The clock of a trial, against a count of minute after minute."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.factories.usecases import use_case_at
from tests.people import approver
from usecases.audit.context import lived_at
from usecases.models.trail import StageChange
from usecases.rules.trial_clock import clock_of
from usecases.vocabulary.stages import Stage
from usecases.workflow import intervene

START = datetime(2026, 1, 5, tzinfo=UTC)
STAGES = ("accepted", "trialling", "suspended", "trialling", "completed", "withdrawn")


def move(row: int, stage: str, minute: int) -> StageChange:
    return StageChange(row=row, to_stage=stage, happened_on=START + timedelta(minutes=minute))


@settings(max_examples=200, deadline=None)
@given(
    some.lists(some.tuples(some.sampled_from(STAGES), some.integers(0, 60)), max_size=8),
    some.integers(0, 70),
    some.randoms(),
)
def test_the_clock_counts_the_minutes_in_trial(
    lived: list[tuple[str, int]], now: int, luck: Random
) -> None:
    ordered = sorted(lived, key=lambda each: each[1])
    moves = [move(row, stage, minute) for row, (stage, minute) in enumerate(ordered)]
    luck.shuffle(moves)
    at = START + timedelta(minutes=now)
    minutes = 0
    for minute in range(now):
        past = [stage for stage, when in ordered if when <= minute]
        minutes += bool(past) and past[-1] == "trialling"
    assert clock_of(moves, at).ran == timedelta(minutes=minutes)


def test_a_trial_has_begun_is_suspended_and_ended() -> None:
    moves = [
        move(1, "accepted", 0),
        move(2, "trialling", 10),
        move(3, "suspended", 20),
        move(4, "trialling", 25),
        move(5, "suspended", 40),
        move(6, "terminated", 60),
    ]
    clock = clock_of(moves, START + timedelta(days=9))
    assert (clock.began, clock.ended) == (moves[1], moves[5])
    assert [(each.move, each.until) for each in clock.suspensions] == [
        (moves[2], moves[3].happened_on),
        (moves[4], moves[5].happened_on),
    ]
    assert clock.days == 25 / 24 / 60


def test_without_a_trial_nothing_ran() -> None:
    clock = clock_of([move(1, "accepted", 0), move(2, "withdrawn", 5)], START + timedelta(days=1))
    assert (clock.began, clock.ended, clock.days, clock.suspensions) == (None, None, 0, ())
    assert clock_of([], START).days == 0


def test_what_goes_on_after_a_reopening_has_not_ended() -> None:
    moves = [move(1, "trialling", 0), move(2, "withdrawn", 5), move(3, "trialling", 8)]
    clock = clock_of(moves, START + timedelta(minutes=10))
    assert (clock.ended, clock.ran) == (None, timedelta(minutes=7))


@pytest.mark.django_db
def test_the_moves_of_a_case_tell_its_clock() -> None:
    case = use_case_at(Stage.TRIALLING, at=START)
    with lived_at(START + timedelta(days=10)):
        intervene.suspend(case, by=approver(), reason="A fault.")
    with lived_at(START + timedelta(days=14)):
        intervene.resume(case, by=approver(), reason="Mended.")
    clock = clock_of(case.stage_changes.standing(), START + timedelta(days=20))
    assert (clock.days, len(clock.suspensions), clock.ended) == (16, 1, None)
