"""What became of use cases: the latest outcome, and whether production came within a year."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from usecases.models.outcomes import Outcome
from usecases.models.usecases import UseCase
from usecases.selection.history import Times, stage_changes
from usecases.selection.periods import Period
from usecases.selection.steps import local
from usecases.vocabulary.stages import UNCOUNTED, Stage
from usecases.vocabulary.terms import OutcomeResult

# Parameters of use cases that are applied here, together.
ENDED = ("outcome", "first_year")
# What the first year after the trial came to, once it is over.
PRODUCED, OTHER, UNKNOWN = "in-production", "other", "unknown"
FIRST_YEARS = (PRODUCED, OTHER, UNKNOWN)
_UNTOLD = ("", OutcomeResult.NO_REPLY)


@dataclass(frozen=True)
class Ending:
    """What is told last, and when; how the first year went, and when it was over. Moments are
    those of the programme's calendar.
    """

    outcome: str = ""
    told: datetime | None = None
    first_year: str = ""
    over: datetime | None = None

    def year_in(self, period: Period) -> bool:
        """Whether the first year was over in a period."""
        return _inside(self.over, period)


def _inside(moment: datetime | None, period: Period) -> bool:
    if moment is None or not period.bounded:
        return moment is not None
    day = moment.date()
    return (period.first or day) <= day <= (period.last or day)


def endings(cases: QuerySet[UseCase], times: Times) -> dict[UUID, Ending]:
    """Return what became of those of these use cases of which something is told, or which
    completed; in three queries.
    """
    keys = cases.order_by().values("pk")
    moves = stage_changes(times).filter(use_case__in=keys, to_stage=Stage.COMPLETED)
    ordered = moves.order_by("-happened_on", "-row").values_list("use_case", "happened_on")
    completed = dict(ordered)
    told: dict[UUID, list[tuple[str, datetime]]] = {key: [] for key in completed}
    rows = Outcome.objects.filter(times.by(), use_case__in=keys)
    rows = rows.order_by("happened_on", "recorded_at")
    for key, result, moment in rows.values_list("use_case", "result", "happened_on"):
        told.setdefault(key, []).append((result, moment))
    places = UseCase.objects.filter(pk__in=keys).filter(
        Q(pk__in=moves.values("use_case")) | Q(pk__in=rows.order_by().values("use_case"))
    )
    zones = dict(places.values_list("pk", "phase__programme__time_zone"))
    at = times.as_at or timezone.now()
    return {
        key: ending_of(some, completed.get(key), ZoneInfo(zones[key]), at)
        for key, some in told.items()
        if key in zones
    }


def latest_outcome(times: Times) -> Subquery:
    """Return what was told last of the use case of an outer query."""
    return _latest(times, "result")


def _latest(times: Times, column: str) -> Subquery:
    told = Outcome.objects.filter(times.by(), use_case=OuterRef("pk"))
    return Subquery(told.order_by("-happened_on", "-recorded_at").values(column)[:1])


def ending_of(
    told: list[tuple[str, datetime]], completed: datetime | None, zone: ZoneInfo, at: datetime
) -> Ending:
    """Return what became of one use case, from its outcomes, the first one first."""
    result, moment = told[-1] if told else ("", None)
    ending = Ending(result, local(moment, zone) if moment else None)
    if completed is None:
        return ending
    over = a_year_after(local(completed, zone))
    if over > local(at, zone):
        return ending
    produced = any(
        each == OutcomeResult.IN_PRODUCTION and local(when, zone) <= over for each, when in told
    )
    said = PRODUCED if produced else UNKNOWN if result in _UNTOLD else OTHER
    return Ending(ending.outcome, ending.told, said, over)


def a_year_after(moment: datetime) -> datetime:
    """Return the same day of the next year; of the 29th of February the 28th."""
    if (moment.month, moment.day) == (2, 29):
        moment = moment.replace(day=28)
    return moment.replace(year=moment.year + 1)


def ended_filters(
    rows: QuerySet[Any], wanted: dict[str, Any], times: Times, happened: Period
) -> QuerySet[Any]:
    """Apply `outcome` and `first_year` to placed use cases; of a period, what came about in it."""
    outcomes, years = (set(wanted.get(name) or ()) for name in ENDED)
    if not (outcomes or years):
        return rows
    alive = rows.exclude(stage_then__in=UNCOUNTED)
    if outcomes:
        last = {"last_told": _latest(times, "result"), "told_on": _latest(times, "happened_on")}
        then = happened.during("told_on", "phase__programme")
        alive = alive.alias(**last).filter(then, last_told__in=outcomes)
    if not years:
        return alive
    kept = [
        key
        for key, found in endings(alive, times).items()
        if found.first_year in years and found.year_in(happened)
    ]
    return alive.filter(pk__in=kept)
