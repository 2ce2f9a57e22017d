"""What became of use cases: by the latest outcome, and within a year of the end of the trial."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.reporting import periods
from usecases.reporting.dimensions import Dimension, dimension
from usecases.reporting.outcomecolumns import ASKED, COUNTS, PUBLIC
from usecases.reporting.outcomefates import Fate, fates
from usecases.reporting.rates import percentage
from usecases.reporting.scope import PERIOD, Scope
from usecases.reporting.table import Column, Row, Type
from usecases.selection.periods import Period

PARAMETERS = (
    *("phase", "programme", "authority", "category", "institution", "sector", "technique", "by"),
    *PERIOD,
)


def columns(scope: Scope) -> tuple[Column, ...]:
    """Return the columns; a dimension stands beside the phase, or the period of a series."""
    by = dimension(scope)
    where: tuple[Column, ...] = (
        Column("programme", Type.TEXT, _("Code of the programme."), label=_("Programme")),
        Column("phase", Type.TEXT, _("Code of the phase."), label=_("Phase")),
        Column("name", Type.TEXT, _("Name of the phase."), label=_("Name")),
    )
    counts = tuple(each for each in COUNTS if not scope.public or each.name in PUBLIC)
    return (
        *((periods.COLUMN,) if scope.every else () if scope.together else where),
        *((by.column(),) if by else ()),
        *counts,
    )


def rows(scope: Scope) -> tuple[list[Row], Row | None]:
    """Return one row a phase, or for each value of a dimension in it, and a total."""
    by, phases = dimension(scope), scope.phases()
    if scope.every:
        scope.refuse_mixed()
    if not phases:
        return [], None
    found = fates(scope, by)
    total = _row(scope, {}, {}, {each.key: each for each in found}.values())
    if scope.every:
        return _series(scope, by, found), total
    if scope.together:
        return _broken_down(scope, by, {}, {"phase": [p.code for p in phases]}, found), total
    body: list[Row] = []
    for phase in phases:
        texts = {"programme": phase.programme, "phase": phase.code, "name": phase.name}
        mine = [each for each in found if each.phase == phase.code]
        body += _broken_down(scope, by, texts, {"phase": phase.code}, mine)
    return body, total


def _broken_down(
    scope: Scope,
    by: Dimension | None,
    texts: dict[str, Any],
    narrowed: dict[str, Any],
    found: list[Fate],
) -> list[Row]:
    if by is None:
        return [_row(scope, texts, narrowed, found)]
    values = {each.value for each in found if by.shows(scope, each.value)}
    return [
        _row(
            scope,
            {**texts, by.name: value or None},
            {**narrowed, **by.narrowed(value)},
            [each for each in found if each.value == value],
        )
        for value in sorted(values, key=lambda value: (not value, value or ""))
    ]


def _series(scope: Scope, by: Dimension | None, found: list[Fate]) -> list[Row]:
    days: set[date | None] = set()
    for each in found:
        days |= set(each.days.values()) if scope.by_event else {each.submitted}
    told = periods.over(scope, [day for day in days if day])
    undated = not scope.by_event and None in days and not scope.period.bounded
    body: list[Row] = []
    for period in (*told, *([periods.UNDATED] if undated else [])):
        within = scope.during(period) if period.bounded else scope.undated()
        mine = found
        if not scope.by_event:
            mine = [each for each in found if _submitted_in(each, period)]
        body += _broken_down(within, by, {"period": period.name or None}, {}, mine)
    return body


def _submitted_in(fate: Fate, period: Period) -> bool:
    if fate.submitted is None or not period.bounded:
        return fate.submitted is None and not period.bounded
    return (period.first or fate.submitted) <= fate.submitted <= (period.last or fate.submitted)


def _row(
    scope: Scope, texts: dict[str, Any], narrowed: dict[str, Any], found: Iterable[Fate]
) -> Row:
    names = PUBLIC if scope.public else tuple(ASKED)
    period = scope.period if scope.by_event else Period()
    mine = list(found)
    counts = {name: sum(1 for each in mine if each.counts(name, period)) for name in names}
    values: dict[str, Any] = {**texts, **counts}
    if not scope.public:
        part, whole = counts["year_in_production"], counts["year_over"]
        values["within_12_months"] = percentage(part, whole)
    records = {name: scope.records("use-cases", **{**narrowed, **ASKED[name]}) for name in names}
    return Row(values, records)
