"""What went wrong in trials: how often for the time they ran, how bad, why, how soon put right."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from statistics import median
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from usecases.reporting.dimensions import Dimension
from usecases.reporting.incidentcounts import (
    ALL,
    BY_SEVERITY,
    FIGURES,
    OF_TRIALS,
    OPEN,
    OWN,
    TRIALS,
)
from usecases.reporting.parts import (
    BY,
    PARAMETERS,
    Counted,
    Key,
    Part,
    key_of,
    part_columns,
    part_dimension,
    part_total,
    parts_of,
)
from usecases.reporting.places import WHOLE, places, where_of
from usecases.reporting.rates import rounded
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Row
from usecases.reporting.trialdays import Ran, trials_ran
from usecases.selection.clock import days_between
from usecases.selection.periods import Period

__all__ = ("PARAMETERS", "columns", "rows")

FEWEST_DAYS = 100


@dataclass(frozen=True)
class Incident:
    """One incident as it is counted: where, and how long it took to resolve, if it is."""

    key: UUID
    case: UUID
    keys: frozenset[Key]
    days: float | None


def _by(scope: Scope) -> Dimension | None:
    return part_dimension(scope, {**OWN, **BY})


def _counted(by: Dimension | None) -> tuple[Counted, ...]:
    """Return the columns that are counted; by severity each severity has rows of its own."""
    severities = () if by and by.name == "severity" else BY_SEVERITY
    return (ALL, OPEN, *severities)


def columns(scope: Scope) -> tuple[Column, ...]:
    """Return the columns."""
    by = _by(scope)
    counts = (*_counted(by), TRIALS)
    return part_columns(scope, by, *(each.column for each in counts), *FIGURES)


def rows(scope: Scope) -> tuple[list[Row], Row | None]:
    """Return one row a phase or a period, or one for each value of the dimension in it."""
    by, own = _by(scope), scope.value("by") in OWN
    counted = _counted(by)
    counts = {each.name: each.counts(scope, by) for each in counted}
    of_case = None if own else by
    counts["trials"] = TRIALS.counts(scope, of_case)
    ran, found = trials_ran(scope, of_case), _incidents(scope, by)
    seen = [counts["incidents"], *([] if own else [counts["trials"], _ran_as(scope, ran)])]
    body = []
    for part in parts_of(scope, by, seen, _days(scope, ran)):
        of_trials = replace(part, by=of_case, value=None if own else part.value)
        told = {each.name: counts[each.name].get(part.key, 0) for each in counted}
        told["trials"] = counts["trials"].get(of_trials.key, 0)
        here = [each for each in ran if _where(scope, of_trials) in each.keys]
        mine = [each for each in found if part.key in each.keys]
        told |= _figures(part.place.scope, here, mine)
        row = part.row(told, counted)
        trials = of_trials.row({}, (TRIALS,)).records
        body.append(replace(row, records={**row.records, **trials}))
    return body, _whole(scope, (*counted, TRIALS), counts, ran, found)


def _whole(
    scope: Scope,
    counted: tuple[Counted, ...],
    counts: dict[str, dict[Key, int]],
    ran: list[Ran],
    found: list[Incident],
) -> Row | None:
    codes = {phase.code for phase in scope.phases()}
    wide = scope.every or scope.together
    inside = [each for each in ran if wide or any(where in codes for where, _v in each.keys)]
    return part_total(scope, _figures(scope, inside, found), counted, counts)


def _where(scope: Scope, part: Part) -> Key:
    """Return by what trials name a row: by event they stand in no one period."""
    return (WHOLE, part.value) if scope.every and scope.by_event else part.key


def _ran_as(scope: Scope, ran: list[Ran]) -> set[Key]:
    """Return where trials ran on, whenever they began: by event in every period until they end."""
    if not (scope.every and scope.by_event):
        return set()
    return {
        (place.where, value)
        for each in ran
        for place in places(scope, (), each.days)
        if each.within(place.scope.period) is not None
        for _whole, value in each.keys
    }


def _days(scope: Scope, ran: list[Ran]) -> list[date]:
    """Return the days between which a series goes, of trials that ran."""
    return [day for each in ran for day in each.days] if scope.by_event else []


def _incidents(scope: Scope, by: Dimension | None) -> list[Incident]:
    """Return what is counted, and how long it took, in two queries."""
    every = scope.select("incidents", **OF_TRIALS).order_by()
    resolved = scope.select("incidents", **OF_TRIALS, open="false").order_by()
    zone = "use_case__phase__programme__time_zone"
    took = {
        key: days_between(since, until, ZoneInfo(name))
        for key, since, until, name in resolved.values_list(
            "pk", "detected_at", "resolved_at", zone
        )
    }
    told = every.annotate(where=where_of(scope, "incidents", ALL.stage))
    columns = ("pk", "use_case", "where", *((by.part_path("incidents"),) if by else ()))
    found: dict[tuple[UUID, UUID], set[Key]] = {}
    for key, case, where, *value in told.values_list(*columns):
        found.setdefault((key, case), set()).add(key_of(where, *value))
    return [
        Incident(key, case, frozenset(keys), took.get(key)) for (key, case), keys in found.items()
    ]


def _figures(scope: Scope, ran: list[Ran], found: Iterable[Incident]) -> dict[str, Any]:
    period = scope.period if scope.by_event else Period()
    dated = {each.case: days for each in ran if (days := each.within(period)) is not None}
    days = sum(dated.values())
    inside = [each for each in found if each.case in dated]
    took = [each.days for each in found if each.days is not None]
    return {
        "dated_trials": len(dated),
        "trial_days": rounded(days, "0.1"),
        "per_100_days": rounded(100 * len(inside) / days) if days >= FEWEST_DAYS else None,
        "median_days_to_resolve": rounded(median(took)) if took else None,
    }
