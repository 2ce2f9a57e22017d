"""How long trials ran: the days between their moves, suspensions out, an open one to the moment
asked about.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from usecases.reporting.dimensions import Dimension
from usecases.reporting.parts import Key, key_of
from usecases.reporting.places import WHOLE, where_of
from usecases.reporting.scope import Scope
from usecases.selection.history import stage_changes
from usecases.selection.periods import Period
from usecases.selection.steps import local
from usecases.selection.zoned import in_zone, shown
from usecases.vocabulary.basis import Precision
from usecases.vocabulary.monitoring import RUNNING
from usecases.vocabulary.stages import Stage

_EXACT = (Precision.MOMENT, Precision.DAY)
_DAY = timedelta(days=1)
# From when until when, by the calendar of the programme.
Spell = tuple[datetime, datetime]


@dataclass(frozen=True)
class Ran:
    """One trial of which the days are known: where it is counted, and when it ran."""

    case: UUID
    keys: frozenset[Key]
    spells: tuple[Spell, ...]

    def within(self, period: Period) -> float | None:
        """Return on how many days of a period it ran; None where it did not run in it at all."""
        cut = list(self.spells)
        if period.first:
            first = datetime.combine(period.first, time.min)
            cut = [(max(since, first), until) for since, until in cut]
        if period.last:
            last = datetime.combine(period.last, time.min) + _DAY
            cut = [(since, min(until, last)) for since, until in cut]
        inside = [until - since for since, until in cut if since <= until]
        return sum(inside, timedelta()) / _DAY if inside else None

    @property
    def days(self) -> list[date]:
        """The first and the last day on which it ran."""
        return [self.spells[0][0].date(), self.spells[-1][1].date()]


@dataclass(frozen=True)
class _Move:
    stage: str
    at: datetime
    exact: bool


def trials_ran(scope: Scope, by: Dimension | None) -> list[Ran]:
    """Return the trials of a scope whose days are known, in two queries.

    Of a trial recorded after the fact without a start, or dated by month or year, they are not.
    By event these are all of the scope, in one place; when they ran tells in which periods.
    """
    until = scope.times.as_at or timezone.now()
    stage = Stage.TRIALLING.value
    wide = scope.during(Period()) if scope.by_event else scope
    cases = wide.select("use-cases", reached=stage).order_by()
    where = "" if scope.by_event and scope.every else "where"
    told = cases.annotate(where=where_of(scope, "use-cases", stage)) if where else cases
    columns = [name for name in (where, by.part_path("use-cases") if by else "") if name]
    keys: dict[UUID, set[Key]] = {}
    for case, *values in told.values_list("pk", *columns):
        place = values.pop(0) if where else WHOLE
        keys.setdefault(case, set()).add(key_of(place, *values))
    zoned = "use_case__phase__programme__time_zone"
    told_of = ("to_stage", in_zone("happened_on", zoned), "precision", zoned)
    moves = stage_changes(scope.times).filter(use_case__in=cases.values("pk"))
    rows = moves.order_by("use_case", "happened_on", "row").values_list("use_case", *told_of)
    found = []
    for case, group in groupby(rows, key=lambda row: row[0]):
        moved = list(group)
        zone = ZoneInfo(moved[0][-1])
        path = [_Move(s, shown(at, zone), precise in _EXACT) for _c, s, at, precise, _z in moved]
        spells = _spells(path, local(until, zone))
        if spells is not None:
            found.append(Ran(case, frozenset(keys[case]), spells))
    return found


def _spells(moves: list[_Move], until: datetime) -> tuple[Spell, ...] | None:
    """Return when a trial ran; None where a day of it is not known."""
    ends = [*moves[1:], _Move("", until, exact=True)]
    inside = [(move, end) for move, end in zip(moves, ends, strict=True) if move.stage in RUNNING]
    if not inside or not all(move.exact and end.exact for move, end in inside):
        return None
    if inside[0][0].stage != Stage.TRIALLING:
        return None
    return tuple((move.at, end.at) for move, end in inside if move.stage == Stage.TRIALLING)
