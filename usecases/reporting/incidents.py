"""What went wrong in trials: how often for the time they ran, how bad, why, how soon put right."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
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
    part_columns,
    part_dimension,
    part_keys,
    part_row,
    part_total,
)
from usecases.reporting.rates import rounded
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Row
from usecases.reporting.trialdays import Ran, trials_ran
from usecases.selection.clock import days_between

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
    """Return one row a phase, or one for each value of the dimension that occurs in it."""
    by, own = _by(scope), scope.value("by") in OWN
    counted = _counted(by)
    counts = {each.name: each.counts(scope, by) for each in counted}
    of_case = None if own else by
    counts["trials"] = TRIALS.counts(scope, of_case)
    ran, found = trials_ran(scope, of_case), _incidents(scope, by)
    seen = [counts["incidents"], *([] if own else [counts["trials"]])]
    body = []
    for key in part_keys(scope, by, seen):
        place = (key[0], None) if own else key
        told = {each.name: counts[each.name].get(key, 0) for each in counted}
        told["trials"] = counts["trials"].get(place, 0)
        here = [each for each in ran if place in each.keys]
        told |= _figures(here, [each for each in found if key in each.keys])
        row = part_row(scope, by, key, told, counted)
        trials = TRIALS.records(scope, _narrowed(by, key, own=own))
        records = {**row.records, "trials": trials}
        body.append(replace(row, records=records))
    codes = {phase.code for phase in scope.phases()}
    inside = [each for each in ran if any(code in codes for code, _value in each.keys)]
    return body, part_total(scope, _figures(inside, found), (*counted, TRIALS))


def _narrowed(by: Dimension | None, key: Key, *, own: bool) -> dict[str, str]:
    """Return what asks for the trials of a row: of a phase, or of a part of it."""
    return {"phase": key[0], **(by.narrowed(key[1]) if by and not own else {})}


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
    path = by.part_path("incidents") if by else "pk"
    places: dict[tuple[UUID, UUID], set[Key]] = {}
    for key, case, code, value in every.values_list(
        "pk", "use_case", "use_case__phase__code", path
    ):
        places.setdefault((key, case), set()).add((code, value if by else None))
    return [
        Incident(key, case, frozenset(keys), took.get(key)) for (key, case), keys in places.items()
    ]


def _figures(ran: list[Ran], found: Iterable[Incident]) -> dict[str, Any]:
    days = sum(each.days for each in ran)
    dated = {each.case for each in ran}
    inside = [each for each in found if each.case in dated]
    took = [each.days for each in found if each.days is not None]
    return {
        "dated_trials": len(ran),
        "trial_days": rounded(days, "0.1"),
        "per_100_days": rounded(100 * len(inside) / days) if days >= FEWEST_DAYS else None,
        "median_days_to_resolve": rounded(median(took)) if took else None,
    }
