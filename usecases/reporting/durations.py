"""How long use cases took: to a decision, held against the target, to a trial, in it and beyond."""

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.reporting import periods
from usecases.reporting.dimensions import Dimension, dimension
from usecases.reporting.durationcolumns import COLUMNS, MEASURED
from usecases.reporting.quantiles import quantile
from usecases.reporting.rates import percentage
from usecases.reporting.scope import PERIOD, Scope
from usecases.reporting.table import Column, Records, Row, Type
from usecases.selection.happened import submitted_on
from usecases.selection.periods import Period
from usecases.selection.phaseorder import PhaseInfo
from usecases.selection.stretches import MET, MISSED, TARGET, Stretch
from usecases.selection.timed import in_period, stretches

PARAMETERS = (
    *("phase", "programme", "authority", "category", "institution", "sector", "technique", "by"),
    *PERIOD,
)


def columns(scope: Scope) -> tuple[Column, ...]:
    """Return the columns: the phase, or the dimension asked for, in a series the period."""
    by = dimension(scope)
    if by or scope.every:
        return (
            *((periods.COLUMN,) if scope.every else ()),
            *((by.column(),) if by else ()),
            *COLUMNS,
        )
    return (
        Column("programme", Type.TEXT, _("Code of the programme."), label=_("Programme")),
        Column("phase", Type.TEXT, _("Code of the phase."), label=_("Phase")),
        Column("name", Type.TEXT, _("Name of the phase."), label=_("Name")),
        *COLUMNS,
    )


def rows(scope: Scope) -> tuple[list[Row], Row | None]:
    """Return one row a phase, or a value of the dimension, and a total over the scope."""
    by, phases = dimension(scope), scope.phases()
    if by or scope.every:
        scope.refuse_mixed()
    if not phases:
        return [], None
    taken = Taken(scope)
    total = _row(scope, {}, {}, taken.found.values())
    if scope.every:
        return _series(scope, by, taken), total
    parts = taken.parts(by.path(scope) if by else "phase__code")
    if by is None:
        return [_of_phase(scope, phase, parts.get(phase.code, [])) for phase in phases], total
    return _broken_down(scope, by, parts), total


class Taken:
    """How long the use cases of a scope took, in a fixed number of queries."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        wide = scope if not scope.by_event else scope.during(Period())
        self.cases = scope.follow(wide.records("use-cases", phase=[p.code for p in scope.phases()]))
        self.found = stretches(self.cases, scope.times)

    def values(self, column: Any) -> list[tuple[Any, Stretch]]:
        """Return each case with the value of a column; with several, once for each."""
        told = self.cases.order_by().values_list("pk", column)
        return [(value, self.found[key]) for key, value in told if key in self.found]

    def parts(self, column: str) -> dict[Any, list[Stretch]]:
        """Return the cases by the values of a column."""
        parts: dict[Any, list[Stretch]] = {}
        for value, stretch in self.values(column):
            parts.setdefault(value, []).append(stretch)
        return parts


def _of_phase(scope: Scope, phase: PhaseInfo, found: list[Stretch]) -> Row:
    texts = {"programme": phase.programme, "phase": phase.code, "name": phase.name}
    return _row(scope, texts, {"phase": phase.code}, found)


def _broken_down(scope: Scope, by: Dimension, parts: dict[Any, list[Stretch]]) -> list[Row]:
    shown = sorted((v for v in parts if by.shows(scope, v)), key=lambda v: (v is None, v or ""))
    return [_row(scope, {by.name: v}, by.narrowed(v), parts[v]) for v in shown]


def _series(scope: Scope, by: Dimension | None, taken: Taken) -> list[Row]:
    """Return one row a period: of what was submitted in it, or of what came about in it."""
    every, path = scope.every, by.path(scope) if by else "phase__code"
    if scope.by_event:
        days = {day for each in taken.found.values() for day in each.ends.values()}
        told = periods.over(scope, days)
        parts = {period.name: taken.parts(path) for period in told}
    else:
        when = scope.begins(submitted_on(scope.times, "pk"), "phase__programme__code")
        begun = dict(taken.cases.annotate(begun=when).order_by().values_list("pk", "begun"))
        told = periods.periods_of(scope, {begun[key] for key in taken.found})
        parts = {}
        for key, value in taken.cases.order_by().values_list("pk", path):
            if key in taken.found:
                mine = parts.setdefault(periods.name_of(begun[key], every), {})
                mine.setdefault(value, []).append(taken.found[key])
    body: list[Row] = []
    for period in told:
        within = scope.during(period) if period.bounded else scope.undated()
        here = parts.get(period.name, {})
        if by:
            made = _broken_down(within, by, here)
        else:
            made = [_row(within, {}, {}, [each for some in here.values() for each in some])]
        body += [Row({"period": period.name or None, **row.values}, row.records) for row in made]
    return body


def _row(
    scope: Scope, texts: dict[str, Any], narrowed: dict[str, str], found: Iterable[Stretch]
) -> Row:
    mine = list(found)
    period = scope.period if scope.by_event else Period()
    values: dict[str, Any] = dict(texts)
    took, unknown = _measured(mine, period)
    for name in MEASURED:
        values[name] = len(took[name])
        values[f"{name}_median"] = quantile(took[name], Fraction(1, 2))
        values[f"{name}_p90"] = quantile(took[name], Fraction(9, 10))
        values[f"{name}_unknown"] = unknown[name]
    said = [each.target for each in mine if each.target and in_period(each, TARGET, period)]
    values["target_due"], values["target_met"] = len(said), said.count(MET)
    values["within_target"] = percentage(values["target_met"], values["target_due"])
    return Row(values, _records(scope, narrowed))


def _measured(
    found: list[Stretch], period: Period
) -> tuple[dict[str, list[timedelta]], dict[str, int]]:
    """Return what each thing took, sorted, and how often it came about on unknown dates."""
    took: dict[str, list[timedelta]] = {name: [] for name in MEASURED}
    unknown = dict.fromkeys(MEASURED, 0)
    bounded = period.bounded
    for each in found:
        for name, days in each.took.items():
            if not bounded or in_period(each, name, period):
                took[name].append(days)
        for name in each.unknown:
            if not bounded or in_period(each, name, period):
                unknown[name] += 1
    return {name: sorted(some) for name, some in took.items()}, unknown


def _records(scope: Scope, narrowed: dict[str, str]) -> dict[str, Records]:
    found = {}
    for name in MEASURED:
        found[name] = scope.records("use-cases", measured=name, **narrowed)
        found[f"{name}_unknown"] = scope.records("use-cases", unmeasured=name, **narrowed)
    due = [MET, MISSED]
    found["target_due"] = scope.records("use-cases", decision_target=due, **narrowed)
    found["target_met"] = scope.records("use-cases", decision_target=MET, **narrowed)
    return found
