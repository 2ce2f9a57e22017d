"""The evidence explorer as a page shows it: a line for each metric, phase and technique or
category, and for each metric a drawing of how far its values reach.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from usecases.admin.report_drawn import Drawn
from usecases.admin.report_table import (
    Cell,
    Head,
    Measure,
    Sheet,
    cell,
    named,
    newest_first,
    written,
)
from usecases.charts.chart import Chart, Kind, Line, Point
from usecases.reporting.performance import BY
from usecases.reporting.table import Row, Table
from usecases.selection.phaseorder import PhaseInfo
from usecases.text.digest import plain
from usecases.vocabulary.trials import Direction, Unit

_COUNTS = ("results", "met", "missed", "undetermined", "no_result", "institutions")
_SPANS = (
    gettext_lazy("Values"),
    gettext_lazy("Median"),
    gettext_lazy("Change against baseline"),
    gettext_lazy("Samples"),
)
_MOST_LINES = 12


def evidence_sheet(table: Table, phases: list[PhaseInfo], words: dict[str, str]) -> Sheet:
    """Return the table: what is counted opens its records, what is measured keeps its unit."""
    columns = {column.name: column for column in table.columns}
    counted = [name for name in _COUNTS if name in columns]
    invented = {each.code for each in phases if each.invented}
    rows = newest_first(table.rows, phases)
    lines = [
        Measure(
            _label(row, words, invented),
            "",
            str(Direction(row.values["direction"]).label),
            (*(cell(row, columns[name]) for name in counted), *_spans(row)),
        )
        for row in rows
    ]
    if table.total:
        counts = (cell(table.total, columns[name]) for name in counted)
        lines.append(Measure(_("All in scope"), "", "", (*counts, *[Cell("")] * len(_SPANS))))
    heads = (*(Head(str(columns[name].label)) for name in counted), *(Head(str(s)) for s in _SPANS))
    return Sheet(_("What was measured"), heads, tuple(lines), total=False)


def _label(row: Row, words: dict[str, str], invented: set[str]) -> str:
    code = row.values["phase"]
    phase = f"{code} ({_('invented')})" if code in invented else code
    return " · ".join((phase, row.values["name"], *_value(row, words)))


def _value(row: Row, words: dict[str, str]) -> Sequence[str]:
    """Return the technique or category of a row, if it is of one."""
    return [named(row.values[name], words) for name in BY if name in row.values]


def _spans(row: Row) -> tuple[Cell, ...]:
    values = row.values
    unit = values["unit"]
    change = _span(values["change_lowest"], values["change_highest"], "%", signed=True)
    compared = _("{change} of {n}").format(change=change, n=values["compared"]) if change else "–"
    return (
        Cell(_span(values["lowest"], values["highest"], unit) or "–"),
        Cell("–" if values["middle"] is None else _in(plain(values["middle"]), unit)),
        Cell(compared, number=False),
        Cell(_samples(values), number=False),
    )


def _span(low: Any, high: Any, unit: str, *, signed: bool = False) -> str:
    """Write a range with its unit; nothing where there is none."""
    if low is None:
        return ""
    ends = [f"+{plain(each)}" if signed and each > 0 else plain(each) for each in (low, high)]
    if low == high:
        return _in(ends[0], unit)
    return _in(_("{low} to {high}").format(low=ends[0], high=ends[1]), unit)


def _in(text: Any, unit: str) -> str:
    """Write a value with its unit; a share of one stands alone."""
    return str(text) if unit == str(Unit.RATIO.label) else f"{text} {unit}"


def _samples(values: dict[str, Any]) -> str:
    if values["whole_sample"] is None:
        return "–"
    low, high = values["smallest_sample"], values["largest_sample"]
    told = written(low) if low == high else f"{written(low)} – {written(high)}"
    return _("{span}, {n} in all").format(span=told, n=written(values["whole_sample"]))


def performance(drawn: Drawn) -> list[Chart]:
    """One drawing for each metric, real and invented phases apart: they are not to be compared."""
    rows = [row for row in drawn.rows if row.values["lowest"] is not None]
    keys = dict.fromkeys(
        (row.values["metric"], row.values["phase"] in drawn.invented) for row in rows
    )
    return [
        _of_metric(
            drawn,
            f"{metric}-invented" if invented else metric,
            [
                row
                for row in rows
                if (row.values["metric"], row.values["phase"] in drawn.invented)
                == (metric, invented)
            ],
        )
        for metric, invented in sorted(keys)
    ]


def _of_metric(drawn: Drawn, name: str, rows: list[Row]) -> Chart:
    first = rows[0].values
    better = Direction(first["direction"]).label
    lines = [Line(_line(drawn, row), _points(row), _dots(row)) for row in rows[:_MOST_LINES]]
    return Chart(
        name,
        Kind.RANGE,
        _("{metric}: {better}; each ring a result").format(
            metric=first["name"], better=str(better).lower()
        ),
        _("as a share of one") if first["unit"] == str(Unit.RATIO.label) else first["unit"],
        _("Phase"),
        (_("Median"), _("Values")),
        tuple(lines),
    )


def _line(drawn: Drawn, row: Row) -> str:
    return " · ".join((drawn.phase(row.values["phase"]), *_value(row, drawn.words)))


def _points(row: Row) -> tuple[Point, Point]:
    """Return the median, and how far the values reach with what they rest on."""
    values = row.values
    number = values["results"]
    told = ngettext("{n} result", "{n} results", number).format(n=number)
    if values["whole_sample"] is not None:
        told = _("{results}, samples {n}").format(results=told, n=written(values["whole_sample"]))
    if number > 1:
        told = f"{_span(values['lowest'], values['highest'], values['unit'])} ({told})"
    middle = Point(values["middle"], _in(plain(values["middle"]), values["unit"]))
    return middle, Point(text=told, low=values["lowest"], high=values["highest"])


def _dots(row: Row) -> tuple[Point, ...]:
    """Return each result by itself; a range stands at its middle."""
    return tuple(Point((mark.low + mark.high) / 2, mark.said) for mark in row.marks)
