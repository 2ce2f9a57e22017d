"""The clock of a review: how old a use case is, how long the clock stood, when it is due.

It runs from the first submission until the decision: what is waitlisted is pending. It stands while
the bank is asked, where the phase says so, and while a case is out of the regulator's hands: taken
back as a draft, or declined or withdrawn before it was taken up again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from usecases.models.usecases import UseCase
from usecases.rules.deadlines import decision_due
from usecases.selection.history import Times, stage_changes
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import Stage

DAY = timedelta(days=1)
# Where the regulator has a case in hand and has not decided.
RUNNING: tuple[str, ...] = (Stage.SUBMITTED, Stage.SCREENING, Stage.ASSESSING, Stage.WAITLISTED)
UNDECIDED: tuple[str, ...] = (*RUNNING, Stage.CLARIFYING)
# After these the clock can have stood.
STANDING: tuple[str, ...] = (Stage.CLARIFYING, Stage.DRAFT, Stage.DECLINED, Stage.WITHDRAWN)


@dataclass(frozen=True)
class Clock:
    """Days of the programme's calendar, with fractions: since it came in, and as they count."""

    began: datetime
    ended: datetime | None
    age: float
    stood: float
    standing: bool
    due: datetime | None
    late: bool

    @property
    def ran(self) -> float:
        """How long the clock ran: the age, less what it stood."""
        return self.age - self.stood

    @property
    def days(self) -> int:
        """Whole days that it ran."""
        return int(self.ran)

    @property
    def days_old(self) -> int:
        """Whole days since it came in."""
        return int(self.age)

    @property
    def days_stood(self) -> int:
        """Whole days that it stood."""
        return int(self.stood)


@dataclass(frozen=True)
class _Spell:
    stage: str
    since: datetime
    until: datetime

    def after(self, moment: datetime) -> timedelta:
        """How much of it lies after a moment."""
        return max(timedelta(), self.until - max(self.since, moment))


def clocks(cases: Iterable[UseCase], at: datetime) -> dict[UUID, Clock]:
    """Read the clocks of use cases at a moment, in one query; of what never came in, none.

    Each needs its `phase` and the phase's `programme`.
    """
    known = {case.pk: case for case in cases}
    if not known:
        return {}
    rows = stage_changes(Times(as_at=at)).filter(use_case__in=known)
    moves = rows.order_by("use_case", "happened_on", "row")
    told = moves.values_list("use_case", "to_stage", "happened_on")
    found = {
        key: clock_of(known[key], [(stage, moment) for _case, stage, moment in group], at)
        for key, group in groupby(told, key=lambda each: each[0])
    }
    return {key: clock for key, clock in found.items() if clock is not None}


def clock_of(case: UseCase, moves: Sequence[tuple[Any, datetime]], at: datetime) -> Clock | None:
    """Read the clock of one use case from its moves, the first one first."""
    ends = [*(moment for _stage, moment in moves[1:]), at]
    spells = [
        _Spell(stage, since, until) for (stage, since), until in zip(moves, ends, strict=True)
    ]
    first = next((n for n, each in enumerate(spells) if each.stage == Stage.SUBMITTED), None)
    if first is None:
        return None
    last = max(n for n, each in enumerate(spells) if each.stage in UNDECIDED)
    began, until = spells[first].since, spells[last].until
    runs = RUNNING if case.phase.clock_stops else UNDECIDED
    stood = [each for each in spells[first : last + 1] if each.stage not in runs]
    is_open = last == len(spells) - 1
    due = _due(case, began, stood)
    zone = ZoneInfo(case.phase.programme.time_zone)
    return Clock(
        began=began,
        ended=None if is_open else until,
        age=days_between(began, until, zone),
        stood=sum(days_between(each.since, each.until, zone) for each in stood),
        standing=is_open and spells[last].stage not in runs,
        due=due,
        late=due is not None and due < until,
    )


def _due(case: UseCase, began: datetime, stood: Sequence[_Spell]) -> datetime | None:
    """Return by when it is to be decided; what stood before the closing adds nothing."""
    plain = decision_due(case.phase, began) if case.basis == Basis.LIVE else None
    if plain is None:
        return None
    start = max(began, case.phase.closes_at or began)
    return plain + sum((each.after(start) for each in stood), timedelta())


def days_between(since: datetime, until: datetime, zone: ZoneInfo) -> float:
    """Return days between two moments as the calendar of a place has them, with fractions."""
    local = (each.astimezone(zone).replace(tzinfo=None) for each in (until, since))
    return (next(local) - next(local)) / DAY
