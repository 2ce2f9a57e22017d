"""How long use cases took, what they follow from and what became of them, drawn."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from usecases.admin.report_drawn import USE_CASES, Drawn, point
from usecases.admin.report_table import named, written
from usecases.charts.chart import Chart, Kind, Line, Point
from usecases.reporting.table import Row
from usecases.vocabulary.casefile import LineageKind

_MOST_LINES = 12
DAYS = gettext_lazy("days")
# As many as there are colours; what was terminated stands beside in the table.
_OUTCOMES = (
    *("in_production", "production_planned", "further_trial"),
    *("stopped_technical", "stopped_business", "unknown"),
)


def _label(drawn: Drawn, row: Row) -> str:
    """Return what a row is about: its phase, and the value of a dimension."""
    told = [drawn.phase(row.values["phase"])] if "phase" in row.values else []
    if (by := _dimension(drawn)) is not None:
        told.append(named(row.values[by], drawn.words))
    return " · ".join(told)


def _dimension(drawn: Drawn) -> str | None:
    known = {"programme", "phase", "name", "follows", "earlier_stage", "period"}
    texts = [c.name for c in drawn.table.columns if c.type == "text" and c.name not in known]
    return texts[0] if texts else None


def durations(drawn: Drawn) -> list[Chart]:
    """From the median to the 90th percentile: to the decision, and in trial."""
    return [
        chart
        for name in ("close_to_decision", "in_trial")
        for chart in [_span(drawn, name)]
        if chart.lines
    ]


def _span(drawn: Drawn, name: str) -> Chart:
    rows = [row for row in drawn.rows if row.values[name]][:_MOST_LINES]
    lines = [
        Line(
            _label(drawn, row),
            (
                Point(middle, written(middle)),
                Point(text=f"{written(middle)} – {written(high)}", low=middle, high=high),
            ),
        )
        for row in rows
        for middle, high in [(row.values[f"{name}_median"], row.values[f"{name}_p90"])]
    ]
    title = {
        "close_to_decision": _("Days to a decision, from the later of submission and close"),
        "in_trial": _("Days in trial, suspensions left out"),
    }[name]
    series = (_("Median"), _("Median to 90th percentile"))
    return Chart(name, Kind.RANGE, title, DAYS, _("Use cases of"), series, tuple(lines))


def lineage(drawn: Drawn) -> list[Chart]:
    """How use cases of each phase follow from earlier ones."""
    labels = list(dict.fromkeys(_label(drawn, row) for row in drawn.rows))[:_MOST_LINES]
    lines = tuple(
        Line(label, tuple(_together(drawn, label, kind.value) for kind in LineageKind))
        for label in labels
    )
    series = tuple(str(kind.label) for kind in LineageKind)
    title = _("Links to earlier use cases")
    return [Chart("lineage", Kind.STACKED, title, _("links"), _("Phase"), series, lines)]


def _together(drawn: Drawn, label: str, kind: str) -> Point:
    """Add up the cells of one kind of link; a case with several such links is in each."""
    found = [r for r in drawn.rows if _label(drawn, r) == label and r.values["follows"] == kind]
    total: Any = sum(row.values["use_cases"] for row in found)
    return point(found[0], "use_cases") if len(found) == 1 else Point(total)


def outcomes(drawn: Drawn) -> list[Chart]:
    """What is told last of the use cases of each phase."""
    names = [name for name in _OUTCOMES if name in drawn.columns]
    rows = drawn.rows[:_MOST_LINES]
    lines = tuple(
        Line(_label(drawn, row), tuple(point(row, name) for name in names)) for row in rows
    )
    series = tuple(str(drawn.columns[name].label) for name in names)
    title = _("What became of use cases, as told last")
    return [Chart("outcomes", Kind.STACKED, title, USE_CASES, _("Phase"), series, lines)]
