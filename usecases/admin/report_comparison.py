"""Two scopes side by side as a page shows them: each figure twice, and the difference."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from usecases.admin.figures import figure_url
from usecases.admin.report_table import Cell, Head, Measure, Sheet, named, written
from usecases.reporting.table import Row, Table
from usecases.vocabulary.casefile import LineageKind
from usecases.vocabulary.stages import Stage

# The words for what tells lines apart and is no dimension of use cases.
_WORDS: dict[str, dict[str, Promise]] = {
    "stage": dict(Stage.choices),
    "earlier_stage": dict(Stage.choices),
    "follows": dict(LineageKind.choices),
}


def comparison_sheet(table: Table, words: dict[str, str]) -> Sheet:
    """Return a line for each figure; of rates with their intervals, and what rests on few."""
    names = [column.name for column in table.columns]
    own = names[: names.index("measure")]
    heads = (
        Head(_("This scope")),
        Head(_("Other scope")),
        Head(_("Difference"), _("of rates in percentage points")),
        Head(_("Small numbers")),
    )
    lines = tuple(
        Measure(
            " · ".join((*(_key(row, name, words) for name in own), row.values["name"])),
            row.values["unit"],
            "",
            (
                _figure(row, "value"),
                _figure(row, "against"),
                _figure(row, "difference"),
                Cell(row.values.get("small_numbers") or "", number=False),
            ),
        )
        for row in table.rows
    )
    return Sheet(_("Figure"), heads, lines, total=False, phases=False)


def _key(row: Row, name: str, words: dict[str, str]) -> str:
    value = row.values[name]
    return str(_WORDS[name].get(value, value)) if name in _WORDS else named(value, words)


def _figure(row: Row, name: str) -> Cell:
    """Return a figure, with the interval in which it lies where it is a rate."""
    records = row.records.get(name)
    return Cell(_told(row, name), figure_url(records) if records else "")


def _told(row: Row, name: str) -> str:
    value: Any = row.values.get(name)
    signed = name == "difference" and value is not None and value > 0
    told = f"+{written(value)}" if signed else written(value)
    low, high = (row.values.get(f"{name}_{end}") for end in ("low", "high"))
    if low is None:
        return told
    return _("{figure} ({low} to {high})").format(figure=told, low=low, high=high)
