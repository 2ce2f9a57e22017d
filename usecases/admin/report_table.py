"""A report as a page shows it: what is compared side by side, every figure with its records."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin.figures import figure_url
from usecases.reporting.table import Column, Row, Table, Type
from usecases.selection.phaseorder import PhaseInfo
from usecases.vocabulary.casefile import LineageKind
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import Coverage

_WORDS: dict[str, dict[str, Any]] = {
    "stage": dict(Stage.choices),
    "coverage": dict(Coverage.choices),
    "follows": dict(LineageKind.choices),
    "earlier_stage": dict(Stage.choices),
}
# What says where a row belongs, beside the dimension that it is of.
_PLACES = ("programme", "phase", "name", "coverage")
# Texts that are figures of their own, and not what a row is about.
_WORDED = ("coverage", "small_numbers")
_OF_PHASE = ("programme", "phase", "name", *_WORDED)
NOBODY = _("None")


@dataclass(frozen=True)
class Cell:
    """A figure as it is written, and where its records are."""

    text: str
    url: str = ""
    number: bool = True


@dataclass(frozen=True)
class Head:
    """What stands on top of a column: a phase, or a value of the dimension."""

    label: str
    note: str = ""
    invented: bool = False


@dataclass(frozen=True)
class Measure:
    """One line: what is measured, what that means, and a figure for each column."""

    label: Promise | str
    unit: Promise | str
    definition: Promise | str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """The whole table."""

    heading: Promise | str
    heads: tuple[Head, ...]
    lines: tuple[Measure, ...]
    total: bool
    phases: bool = True


def newest_first(rows: list[Row], phases: list[PhaseInfo]) -> list[Row]:
    """Return rows of phases with the newest in front; other rows as they stand."""
    known = {each.code: each for each in phases}
    if not all("phase" in row.values for row in rows):
        return rows

    def age(row: Row) -> tuple[date, int]:
        phase = known[row.values["phase"]]
        return phase.announced_on or date.max, phase.number

    return sorted(rows, key=age, reverse=True)


def sheet(table: Table, phases: list[PhaseInfo], words: dict[str, str]) -> Sheet:
    """Return the report with its rows side by side and its measures below each other."""
    if table.name in ("matrix", "lineage"):
        return _pivot(table, phases, words)
    rows = newest_first(table.rows, phases)
    invented = {each.code for each in phases if each.invented}
    keys = [c for c in table.columns if c.type == Type.TEXT or c.name == "phases_taken"]
    measures = [c for c in table.columns if c not in keys or c.name in _WORDED]
    whole = [table.total] if table.total else []
    return Sheet(
        heading=_("Figure"),
        heads=(
            *(_head(row, keys, invented, words) for row in rows),
            *(Head(str(_("All in scope"))) for _row in whole),
        ),
        lines=tuple(
            Measure(
                column.label or column.name,
                column.unit,
                column.definition,
                tuple(cell(row, column) for row in (*rows, *whole)),
            )
            for column in measures
        ),
        total=bool(whole),
        phases=any(column.name == "phase" for column in keys),
    )


def _head(row: Row, keys: list[Column], invented: set[str], words: dict[str, str]) -> Head:
    values = row.values
    if "phase" in values:
        by = [named(values[k.name], words) for k in keys if k.name not in _OF_PHASE]
        label = " · ".join((values["phase"], *by))
        return Head(label, values["name"], values["phase"] in invented)
    if "period" in values:
        told = [named(values[key.name], words) for key in keys[1:] if key.name not in _WORDED]
        return Head(str(values["period"] or _("Day not known")), " · ".join(told))
    value = values[keys[0].name]
    return Head(named(value, words), str(keys[0].label))


def named(value: Any, words: dict[str, str]) -> str:
    """Return the word for a value of a dimension."""
    return str(NOBODY) if value is None else words.get(value, str(value))


def cell(row: Row, column: Column) -> Cell:
    """Return one figure; a dash where there is none, or where none can be said."""
    value, records = row.values.get(column.name), row.records.get(column.name)
    number = column.type not in (Type.TEXT, Type.DATE)
    if column.type == Type.DATE and value is not None:
        return Cell(date_format(date.fromisoformat(value), "DATE_FORMAT"), number=False)
    return Cell(written(value, column.name), figure_url(records) if records else "", number)


def written(value: Any, name: str = "") -> str:
    """Return a value as people read it."""
    if value is None:
        return "–"
    if isinstance(value, int | Decimal):
        return f"{value:,}"
    return str(_WORDS.get(name, {}).get(value, value))


def _pivot(table: Table, phases: list[PhaseInfo], words: dict[str, str]) -> Sheet:
    """Return a table of one count: phases, or the periods of a series, side by side, and below
    each other what it is broken down by.
    """
    keys = [column for column in table.columns[:-1] if column.name not in (*_PLACES, "period")]
    where = "period" if table.columns[0].name == "period" else "phase"
    known = {each.code: each for each in phases}
    rows = table.rows if where == "period" else newest_first(table.rows, phases)
    places = list(dict.fromkeys(row.values[where] for row in rows))
    found = {
        (*(row.values[key.name] for key in keys), row.values[where]): row for row in table.rows
    }
    lines = sorted({key[:-1] for key in found}, key=lambda key: [_order(each) for each in key])
    count = table.columns[-1]
    return Sheet(
        heading=keys[0].label,
        heads=tuple(
            Head(code, known[code].name, known[code].invented)
            if code in known
            else Head(str(code or _("Day not known")))
            for code in places
        ),
        lines=tuple(
            Measure(
                " · ".join(_worded(v, key.name, words) for v, key in zip(line, keys, strict=True)),
                "",
                "",
                tuple(
                    cell(row, count) if (row := found.get((*line, place))) else Cell("0")
                    for place in places
                ),
            )
            for line in lines
        ),
        total=False,
        phases=where == "phase",
    )


def _worded(value: Any, name: str, words: dict[str, str]) -> str:
    return written(value, name) if name in _WORDS else named(value, words)


def _order(value: Any) -> tuple[int, str]:
    """Sort stages by their order in a life, everything else by its code."""
    return _PLACE.get(value or "", -1), value or ""


_PLACE = {stage.value: place for place, stage in enumerate(Stage)}
