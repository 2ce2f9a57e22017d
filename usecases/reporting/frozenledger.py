"""All cells that the tables of a programme tell or withhold, and how they add up.

A cell that rests on the same as it did in an earlier table is the same cell: what was told of it
then is told still, and what was withheld stays so. One that rests on something else is another.
"""

from dataclasses import dataclass, field

from usecases.reporting.frozenforms import FrozenForm
from usecases.rules.cells import Cell, Parts, Relation, Why, difference, together

# By row and column: what each institution adds, under a pseudonym.
Behind = dict[str, dict[str, dict[str, int]]]


def total_row(codes: tuple[str, ...]) -> str:
    """Return the name of the row that counts all of these phases."""
    return f"total:{','.join(sorted(codes))}"


def together_of(behind: Behind, rows: list[str], name: str) -> dict[str, int]:
    """Return what each institution adds to several rows of a column."""
    return together(Cell("", behind[row][name]) for row in rows)


@dataclass
class _Known:
    """One cell as some table has it."""

    key: str
    parts: Parts
    told: bool = False
    withheld: bool = False
    printed: bool = False
    changes: tuple[Parts, ...] = ()


@dataclass
class Ledger:
    """Grows by a table at a time, the first one first; the last is the one to be frozen."""

    relations: list[Relation] = field(default_factory=list)
    _known: dict[tuple[str, str], list[_Known]] = field(default_factory=dict)
    _last: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(
        self,
        form: FrozenForm,
        by: str,
        codes: tuple[str, ...],
        behind: Behind,
        withheld: dict[str, frozenset[str]] | None,
    ) -> None:
        """Add a table: one that is out, with what it withheld, or the one that is to be frozen."""
        keys: dict[tuple[str, str], str] = {}
        for row, columns in behind.items():
            for name, parts in columns.items():
                cell = self._cell(form, name, _named(row, by), parts)
                if withheld is None:
                    cell.printed = True
                    cell.changes = self._changes(form, name, _named(row, by), cell)
                    self._last[row, name] = cell.key
                elif name in withheld[row]:
                    cell.withheld = True
                else:
                    cell.told = True
                keys[row, name] = cell.key
        self._tie(form, codes, behind, keys, fresh=withheld is None)

    def cells(self) -> dict[str, Cell]:
        """Return every cell by its key."""
        return {
            each.key: Cell(
                each.key,
                each.parts,
                each.printed,
                each.told,
                each.withheld and not each.told,
                each.changes,
            )
            for versions in self._known.values()
            for each in versions
        }

    def printed(self, form: FrozenForm, row: str, withheld: dict[str, Why]) -> dict[str, Why]:
        """Return why columns of a row of the last table are withheld."""
        keys = {column.name: self._last[row, column.name] for column in form.columns}
        return {name: withheld[key] for name, key in keys.items() if key in withheld}

    def _cell(self, form: FrozenForm, name: str, row: str, parts: Parts) -> _Known:
        """Return the cell of this question and row that rests on these, a new one if need be."""
        question = (form.question(name), row)
        versions = self._known.setdefault(question, [])
        for each in versions:
            if each.parts == parts:
                return each
        versions.append(_Known(f"{question[0]} {row} {len(versions)}", parts))
        return versions[-1]

    def _changes(self, form: FrozenForm, name: str, row: str, cell: _Known) -> tuple[Parts, ...]:
        """Return by what it differs from each reading that was told before."""
        versions = self._known[form.question(name), row]
        return tuple(difference(cell.parts, each.parts) for each in versions if each.told)

    def _tie(
        self,
        form: FrozenForm,
        codes: tuple[str, ...],
        behind: Behind,
        keys: dict[tuple[str, str], str],
        *,
        fresh: bool,
    ) -> None:
        """Say how the cells of a table add up, over its rows and over its columns.

        What the rows of a phase add up to is a cell, too, though it stands in no row.
        """
        whole, known = total_row(codes), dict(keys)
        for name in (column.name for column in form.columns):
            for code in codes:
                rows = [row for row in behind if row.startswith(f"{code}|")]
                if rows:
                    cell = self._cell(form, name, code, together_of(behind, rows, name))
                    if fresh:
                        cell.changes = self._changes(form, name, code, cell)
                    known[code, name] = cell.key
                    self._sum(cell.key, [keys[row, name] for row in rows])
            self._sum(keys[whole, name], [known[code, name] for code in codes])
        for row in dict.fromkeys(row for row, _name in known):
            for one, several, exact in form.sums:
                self._sum(known[row, one], [known[row, each] for each in several], exact=exact)

    def _sum(self, whole: str, parts: list[str], *, exact: bool = True) -> None:
        relation = Relation(whole, tuple(parts), exact)
        if relation not in self.relations:
            self.relations.append(relation)


def _named(row: str, by: str) -> str:
    """Return the name of a row among all tables: a value is one of its dimension."""
    phase, bar, value = row.partition("|")
    return f"{phase}|{by}={value}" if bar else row
