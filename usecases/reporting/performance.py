"""What trials measured against what they aimed at, by metric and phase: the evidence explorer.

A row is of one metric, and so of one unit: unlike things are never averaged, nor put in one range.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.reporting.dimensions import DIMENSIONS, Dimension
from usecases.reporting.measurements import SPREAD, Measured, marks, measurements, spread
from usecases.reporting.places import WHOLE
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Records, Row, Type
from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters
from usecases.vocabulary.trials import Verdict

PARAMETERS = (
    *("phase", "programme", "authority", "category", "institution", "sector", "technique"),
    *("metric", "by", "from", "to"),
)
BY = ("technique", "category")
JUDGED: dict[str, Verdict] = {
    "met": Verdict.MET,
    "missed": Verdict.MISSED,
    "undetermined": Verdict.UNDETERMINED,
}

_KEYS = (
    Column("programme", Type.TEXT, _("Code of the programme."), label=_("Programme")),
    Column("phase", Type.TEXT, _("Code of the phase."), label=_("Phase")),
    Column("metric", Type.TEXT, _("Code of the metric."), label=_("Metric code")),
    Column("name", Type.TEXT, _("Name of the metric."), label=_("Metric")),
    Column("unit", Type.TEXT, _("What its values are given in."), label=_("Unit")),
    Column("direction", Type.TEXT, _("Which way is better."), label=_("Better")),
)
COUNTS = (
    Column(
        "results",
        Type.COUNT,
        _("Results by which a target is judged: the final one, else the last before the end."),
        label=_("Results"),
    ),
    Column("met", Type.COUNT, _("Wholly beyond the target."), label=_("Met")),
    Column("missed", Type.COUNT, _("Wholly short of the target."), label=_("Missed")),
    Column(
        "undetermined",
        Type.COUNT,
        _("Straddling the target, or approximate."),
        label=_("Cannot be told"),
    ),
    Column(
        "no_result",
        Type.COUNT,
        _("Targets of started trials without a result; by technique there are none."),
        label=_("Without result"),
    ),
)


def columns(scope: Scope) -> tuple[Column, ...]:
    """Return the columns, with the dimension asked for behind the metric."""
    by = _by(scope)
    counts = COUNTS[:-1] if _of_techniques(by) else COUNTS
    keys = _KEYS[2:] if scope.together else _KEYS
    return (*keys, *((by.column(),) if by else ()), *counts, *SPREAD)


def rows(scope: Scope) -> tuple[list[Row], Row | None]:
    """Return one row for each metric, phase and value of the dimension that occurs."""
    by = _by(scope)
    found = measurements(scope, by.name if by else "")
    phases = {phase.code: phase for phase in scope.phases()}
    order = {code: place for place, code in enumerate(phases)}
    groups: dict[tuple[str, str, str | None], list[Measured]] = {}
    for each in found:
        for value in each.values:
            if each.phase in phases and (by is None or by.shows(scope, value)):
                phase = WHOLE if scope.together else each.phase
                groups.setdefault((phase, each.metric.code, value), []).append(each)

    def place(key: tuple[str, str, str | None]) -> tuple[int, int, str, bool, str]:
        metric = groups[key][0].metric
        return order.get(key[0], 0), metric.order, metric.code, key[2] is None, key[2] or ""

    body = [_row(scope, by, key, groups[key], phases) for key in sorted(groups, key=place)]
    counted = [each for each in found if each.phase in phases]
    return body, _total(scope, by, counted, [*phases]) if phases else None


def _by(scope: Scope) -> Dimension | None:
    """Return the dimension that `by` names: technique or category."""
    name = scope.value("by")
    if name is not None and name not in BY:
        text = _("This report can be broken down by: {names}.")
        raise BadParameters(Missing("by", "invalid", str(text).format(names=", ".join(BY))))
    return DIMENSIONS[name] if name else None


def _of_techniques(by: Dimension | None) -> bool:
    """Whether a target without a result has no row: nothing was tried on it."""
    return by is not None and by.name == "technique"


def _row(
    scope: Scope,
    by: Dimension | None,
    key: tuple[str, str, str | None],
    group: list[Measured],
    phases: dict[str, Any],
) -> Row:
    code, metric, value = key
    first = group[0].metric
    where = {} if scope.together else {"programme": phases[code].programme, "phase": code}
    told: dict[str, Any] = {
        **where,
        "metric": metric,
        "name": first.label,
        "unit": str(first.get_unit_display()),
        "direction": first.direction,
    }
    here = [*phases] if scope.together else code
    narrowed = {"phase": here, "metric": metric, **(by.narrowed(value) if by else {})}
    own = {by.name: value} if by else {}
    values = {**told, **own, **_counts(by, group), **spread(group)}
    return Row(values, _records(scope, by, narrowed), marks(group))


def _total(scope: Scope, by: Dimension | None, group: list[Measured], codes: list[str]) -> Row:
    """Count all of the scope, each result once; there is no value of unlike metrics."""
    counts = _counts(by, group)
    return Row(dict(counts), _records(scope, by, {"phase": codes}))


def _counts(by: Dimension | None, group: Iterable[Measured]) -> dict[str, int]:
    said = [each.verdict for each in group]
    counts = {name: said.count(told) for name, told in JUDGED.items()}
    counts["results"] = sum(counts.values())
    return counts if _of_techniques(by) else {**counts, "no_result": said.count(Verdict.NO_RESULT)}


def _records(scope: Scope, by: Dimension | None, narrowed: dict[str, Any]) -> dict[str, Records]:
    deciding = {"deciding": "true", **narrowed}
    found = {
        name: scope.records("results", verdict=str(said), **deciding)
        for name, said in JUDGED.items()
    }
    found["results"] = scope.records("results", **deciding)
    if not _of_techniques(by):
        none = {"verdict": str(Verdict.NO_RESULT), "locked": "true", **narrowed}
        found["no_result"] = scope.records("targets", **none)
    return found
