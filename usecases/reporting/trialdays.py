"""How long trials ran: the days between their moves, suspensions out, an open one to the moment
asked about.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from usecases.reporting.dimensions import Dimension
from usecases.reporting.parts import Key
from usecases.reporting.scope import Scope
from usecases.selection.clock import days_between
from usecases.selection.history import stage_changes
from usecases.vocabulary.basis import Precision
from usecases.vocabulary.monitoring import RUNNING
from usecases.vocabulary.stages import Stage

_EXACT = (Precision.MOMENT, Precision.DAY)


@dataclass(frozen=True)
class Ran:
    """One trial of which the days are known: where it is counted, and how long it ran."""

    case: UUID
    keys: frozenset[Key]
    days: float


@dataclass(frozen=True)
class _Move:
    stage: str
    at: datetime
    exact: bool


def trials_ran(scope: Scope, by: Dimension | None) -> list[Ran]:
    """Return the trials of a scope whose days are known, in two queries.

    Of a trial recorded after the fact without a start, or dated by month or year, they are not.
    """
    until = scope.times.as_at or timezone.now()
    cases = scope.select("use-cases", reached=Stage.TRIALLING.value).order_by()
    path = by.part_path("use-cases") if by else "phase__code"
    keys: dict[UUID, set[Key]] = {}
    for case, code, value in cases.values_list("pk", "phase__code", path):
        keys.setdefault(case, set()).add((code, value if by else None))
    columns = ("to_stage", "happened_on", "precision", "use_case__phase__programme__time_zone")
    moves = stage_changes(scope.times).filter(use_case__in=cases.values("pk"))
    rows = moves.order_by("use_case", "happened_on", "row").values_list("use_case", *columns)
    found = []
    for case, group in groupby(rows, key=lambda row: row[0]):
        told = list(group)
        path_of = [_Move(stage, at, precision in _EXACT) for _c, stage, at, precision, _z in told]
        days = _days(path_of, until, ZoneInfo(told[0][-1]))
        if days is not None:
            found.append(Ran(case, frozenset(keys[case]), days))
    return found


def _days(moves: list[_Move], until: datetime, zone: ZoneInfo) -> float | None:
    """Return how long a trial ran; None where a day of it is not known."""
    ends = [*moves[1:], _Move("", until, exact=True)]
    inside = [(move, end) for move, end in zip(moves, ends, strict=True) if move.stage in RUNNING]
    if not inside or not all(move.exact and end.exact for move, end in inside):
        return None
    if inside[0][0].stage != Stage.TRIALLING:
        return None
    running = [(move, end) for move, end in inside if move.stage == Stage.TRIALLING]
    return sum(days_between(move.at, end.at, zone) for move, end in running)
