"""Figures of a frozen report as tables: withheld ones say so, counted ones lead to records."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from usecases.exchange.phase_report_blocks import Cell, Links, Table, Text
from usecases.reporting.table import Type
from usecases.vocabulary.stages import PLAIN
from usecases.vocabulary.trials import Direction

_TEXTS = (Type.TEXT, Type.DATE)


@dataclass(frozen=True)
class Figures:
    """One part of a frozen report, with how its columns are called."""

    part: dict[str, Any]
    columns: dict[str, dict[str, str]]
    words: dict[str, dict[str, str]]
    links: Links

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows, as they were frozen."""
        rows: list[dict[str, Any]] = self.part["rows"]
        return rows

    @property
    def keys(self) -> list[str]:
        """The columns that say what a row is about."""
        return [name for name in self.part["columns"] if self.columns[name]["type"] in _TEXTS]

    @property
    def measures(self) -> list[str]:
        """The columns that hold figures."""
        return [name for name in self.part["columns"] if name not in self.keys]

    def label(self, name: str) -> str:
        """Return how a column is called."""
        return self.columns[name]["label"]

    def word(self, name: str, value: Any) -> str:
        """Return a value of a key in words."""
        if value is None:
            return _("None")
        if name == "stage":
            return str(PLAIN[value][0])
        if name == "direction":
            return str(Direction(value).label)
        return self.words.get(name, {}).get(value, str(value))

    def withheld(self, row: int, name: str) -> bool:
        """Whether a figure rests on too few institutions, or would let one be worked out."""
        return name in (self.part.get("withheld") or [[]] * len(self.rows))[row]

    def figure(self, row: int, name: str) -> Cell:
        """Return one figure."""
        if self.withheld(row, name):
            return Cell(_("withheld"), number=True, withheld=True)
        records = (self.part.get("records") or [{}] * len(self.rows))[row].get(name)
        value = self.rows[row].get(name)
        url = self.links.figure(*records) if records and value else ""
        return Cell(written(value, self.columns[name]), url, number=True)


def written(value: Any, column: dict[str, str]) -> str:
    """Return a figure as people read it, with its unit where that is a sign."""
    if value is None:
        return "–"
    if column["type"] == Type.BOUND:
        return str(value)
    text = f"{number(value):,}" if number(value) is not None else str(value)
    return f"{text} %" if column["type"] == Type.PERCENTAGE else text


def number(value: Any) -> int | Decimal | None:
    """Return a frozen value as the number that it is."""
    if isinstance(value, int) or value is None:
        return value
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def below_each_other(figures: Figures, title: Text, note: Text = "") -> Table:
    """Return the figures of the one row there is, each with what it says."""
    lines = [
        (Cell(figures.label(name)), figures.figure(0, name), Cell(_said(figures, name)))
        for name in figures.measures
    ]
    heads = (Cell(_("Figure")), Cell(_("Value"), number=True), Cell(_("What it counts")))
    return Table(figures.part["name"], title, heads, tuple(lines), note)


def row_by_row(figures: Figures, title: Text, note: Text = "") -> Table:
    """Return every row as a line, its figures beside each other."""
    keys, measures = figures.keys, figures.measures
    heads = (
        *(Cell(figures.label(name)) for name in keys),
        *(Cell(figures.label(name), number=True) for name in measures),
    )
    lines = [
        (
            *(Cell(figures.word(name, row[name])) for name in keys),
            *(figures.figure(n, name) for name in measures),
        )
        for n, row in enumerate(figures.rows)
    ]
    return Table(figures.part["name"], title, heads, tuple(lines), note)


def phase_by_phase(figures: Figures, title: Text, note: Text = "") -> Table:
    """Return the phases beside each other, their figures below each other."""
    heads = (Cell(_("Figure")), *(Cell(row["phase"], number=True) for row in figures.rows))
    lines = [
        (
            Cell(figures.label(name)),
            *(figures.figure(n, name) for n in range(len(figures.rows))),
        )
        for name in figures.measures
    ]
    return Table(figures.part["name"], title, heads, tuple(lines), note)


def recorded_beside_announced(figures: Figures, title: Text, note: Text = "") -> Table:
    """Return, of the one phase there is, each measure as recorded, as announced, and the gap."""
    heads = (_("Measure"), _("Recorded"), _("Announced"), _("Gap"))
    applications = figures.figure(0, "announced_applications")
    none = Cell("–", number=True)
    lines: list[tuple[Cell, ...]] = [(Cell(_("Applications")), none, applications, none)]
    for name, label in measured():
        names = (name, f"announced_{name}", f"gap_{name}")
        lines.append((Cell(label), *(figures.figure(0, each) for each in names)))
    cells = tuple(Cell(text, number=n > 0) for n, text in enumerate(heads))
    return Table(figures.part["name"], title, cells, tuple(lines), note)


def measured() -> tuple[tuple[str, str], ...]:
    """Return what phases are measured by, each with its word."""
    return (
        ("use_cases", _("Use cases")),
        ("institutions", _("Institutions")),
        ("partners", _("Technology partners")),
    )


def crossed(figures: Figures, title: Text, note: Text = "") -> Table:
    """Return two keys against each other: the first down the side, the second along the top."""
    down, along = figures.keys[:2]
    name = figures.measures[0]
    sides = list(dict.fromkeys(row[down] for row in figures.rows))
    tops = list(dict.fromkeys(row[along] for row in figures.rows))
    places = {(row[down], row[along]): n for n, row in enumerate(figures.rows)}
    heads = (
        Cell(figures.label(down)),
        *(Cell(figures.word(along, top), number=True) for top in tops),
    )
    lines = [
        (
            Cell(figures.word(down, side)),
            *(
                figures.figure(places[side, top], name)
                if (side, top) in places
                else Cell("0", number=True)
                for top in tops
            ),
        )
        for side in sides
    ]
    return Table(figures.part["name"], title, heads, tuple(lines), note)


def _said(figures: Figures, name: str) -> str:
    return figures.columns[name]["definition"]
