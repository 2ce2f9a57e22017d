"""Applies to use cases what depends on moments: where they stood, what was decided, and when."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.selection.descent import DESCENT, descent_filters
from usecases.selection.endings import ENDED, ended_filters, latest_outcome
from usecases.selection.happened import (
    decided_in,
    moved_in,
    period_of,
    reached_in,
    submitted_in,
    undated,
)
from usecases.selection.history import Times, any_of, decided, decision, placed, reached
from usecases.selection.periods import Period
from usecases.selection.timed import TIMED, timed_filters

# Parameters of use cases that are applied here, together.
APPLIED = (
    *("stage", "reached", "decision", "as_at", "known_at", "undated"),
    *("submitted_from", "submitted_to", "happened_from", "happened_to"),
    *(*TIMED, *ENDED, *DESCENT),
)


def moment_filters(
    rows: QuerySet[UseCase], wanted: dict[str, Any], person: Person
) -> QuerySet[UseCase]:
    """Apply `stage`, `reached` and `decision` as they stood at `as_at` and `known_at`, and the
    periods in which cases were submitted, or in which what is asked of them happened: the move to
    the stage where they stand, else the decision in force, or that they reached a stage.
    """
    times = Times(wanted.get("as_at"), wanted.get("known_at"))
    submitted, happened = period_of(wanted, "submitted"), period_of(wanted, "happened")
    stages, names, decisions = (wanted.get(name) for name in ("stage", "reached", "decision"))
    rows = placed(rows, times)
    if not times.now:
        rows = rows.annotate(outcome_then=latest_outcome(times))
    if stages:
        rows = rows.filter(Q(stage_then__in=stages))
    then = Period() if stages else happened
    if names:
        rows = rows.filter(
            any_of([reached(e, times) & _then(reached_in, then, e, times) for e in names])
        )
    if decisions:
        held = [decision(e) & _then(decided_in, then, e, times) for e in decisions]
        rows = decided(rows, times).filter(any_of(held))
    asked = names or decisions or any(wanted.get(name) for name in (*TIMED, *ENDED))
    if happened.bounded and (stages or not asked):
        rows = rows.filter(moved_in(happened, times))
    if submitted.bounded:
        rows = rows.filter(pk__in=submitted_in(submitted, times))
    if wanted.get("undated") in (True, False):
        rows = rows.filter(undated(times) if wanted["undated"] else ~undated(times))
    rows = ended_filters(descent_filters(rows, wanted, person, times), wanted, times, then)
    return timed_filters(rows, wanted, times, then)


def _then(condition: Callable[..., Q], period: Period, name: str, times: Times) -> Q:
    return condition(period, name, times) if period.bounded else Q()
