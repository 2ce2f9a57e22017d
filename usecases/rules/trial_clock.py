"""The clock of a trial: when it began and ended, when it stood still, and how long it ran."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from usecases.models.trail import StageChange
from usecases.vocabulary.monitoring import RUNNING
from usecases.vocabulary.stages import Stage


@dataclass(frozen=True)
class Spell:
    """A time between two moves; still going on where `until` is empty."""

    move: StageChange
    until: datetime | None


@dataclass(frozen=True)
class Clock:
    """What the moves of a use case tell of its trial; suspensions do not count as run."""

    began: StageChange | None
    ended: StageChange | None
    ran: timedelta
    suspensions: tuple[Spell, ...]

    @property
    def days(self) -> float:
        """Days in trial, suspensions out."""
        return self.ran / timedelta(days=1)


def clock_of(moves: Iterable[StageChange], at: datetime) -> Clock:
    """Read the clock at a moment from moves that stand, in whatever order they come."""
    spells = _spells(moves, at)
    inside = [spell for spell in spells if spell.move.to_stage in RUNNING]
    running = [spell for spell in inside if spell.move.to_stage == Stage.TRIALLING]
    after = spells[spells.index(inside[-1]) + 1 :] if inside else []
    return Clock(
        began=running[0].move if running else None,
        ended=after[0].move if running and after else None,
        ran=sum(((s.until or at) - s.move.happened_on for s in running), timedelta()),
        suspensions=tuple(s for s in inside if s.move.to_stage == Stage.SUSPENDED),
    )


def _spells(moves: Iterable[StageChange], at: datetime) -> list[Spell]:
    past = sorted(
        (move for move in moves if move.happened_on <= at),
        key=lambda move: (move.happened_on, move.row),
    )
    ends = [*(move.happened_on for move in past[1:]), None]
    return [Spell(move, until) for move, until in zip(past, ends, strict=True)] if past else []
