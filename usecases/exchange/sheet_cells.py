"""Cells of one row as values; whatever cannot be read is collected, never raised."""

from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from usecases.exchange.sheet_faults import RowFault, fault
from usecases.exchange.sheet_names import Names
from usecases.exchange.sheet_reading import SheetRow

T = TypeVar("T")
_TRUE = frozenset({"yes", "true", "1", "y", "是"})
_DIGITS = 18
_FALSE = frozenset({"no", "false", "0", "n", "否"})


class Cells:
    """One row while it is read: its values, and everything that is wrong with it."""

    def __init__(self, row: SheetRow) -> None:
        self.number, self._cells = row.number, row.cells
        self.faults: list[RowFault] = list(row.faults)
        self._broken = {each.column for each in row.faults}

    def text(self, column: str) -> str:
        """Return what stands there; a column that the file lacks is empty."""
        return self._cells.get(column, "")

    def fault(self, column: str, code: str, text: Promise | str, value: str | None = None) -> None:
        """Collect what is wrong with a cell; of one that could not be read, only that."""
        if column not in self._broken or not column:
            shown = self.text(column) if value is None else value
            self.faults.append(fault(self.number, column, code, text, shown))

    def required(self, column: str) -> str:
        """Return what stands there and must."""
        if not self.text(column):
            self.fault(column, "required", _("This may not be empty."))
        return self.text(column)

    def one(self, column: str, known: Names[T]) -> T | None:
        """Return what a cell names, if it is empty or wrong nothing."""
        return self.named(column, self.text(column), known)

    def many(self, column: str, known: Names[T]) -> list[T]:
        """Return everything that a list names, each thing once."""
        parts = [part for each in self.text(column).split(";") if (part := each.strip())]
        found: list[T] = []
        for part in parts:
            thing = self.named(column, part, known)
            if thing is None:
                continue
            if thing in found:
                self.fault(column, "repeated", _("This is named twice."), part)
            else:
                found.append(thing)
        return found

    def truth(self, column: str, *, empty: bool | None = None) -> bool | None:
        """Return whether a cell says yes."""
        cell = self.text(column)
        if cell and cell.casefold() not in _TRUE | _FALSE:
            self.fault(column, "invalid", _("Write yes or no."))
        return cell.casefold() in _TRUE if cell else empty

    def whole(self, column: str) -> int | None:
        """Return the whole number that stands there."""
        cell = self.text(column)
        if cell and not (cell.isascii() and cell.isdigit() and len(cell) <= _DIGITS):
            self.fault(column, "invalid", _("This is not a whole number."))
            return None
        return int(cell) if cell else None

    def decimal(self, column: str, given: str | None = None) -> Decimal | None:
        """Return the number that stands there, or in what was taken from it."""
        cell = self.text(column) if given is None else given
        try:
            value = Decimal(cell) if cell else None
        except InvalidOperation:
            value = Decimal("NaN")
        if value is not None and not (value.is_finite() and cell.isascii() and "_" not in cell):
            self.fault(column, "invalid", _("This is not a number such as 120 or 120.5."))
            return None
        return value

    def named(self, column: str, name: str, known: Names[T]) -> T | None:
        """Return what a name in a cell is that of; nothing, or one of several, is collected."""
        found = known.get(name) if name else []
        if len(found) == 1:
            return found[0]
        if found:
            self.fault(column, "ambiguous", _("This name is that of several."), name)
        elif name:
            self.fault(column, "unknown", _no_such(name, known), name)
        return None


def _no_such(name: str, known: Names[Any]) -> str:
    """Say that nothing has this name, and what was meant or what there is."""
    if like := known.like(name):
        return _("There is no such name. Is it %(like)s?") % {"like": like}
    if known.accepted:
        return _("There is no such name. Accepted: %(names)s.") % {"names": known.accepted}
    return _("There is no such name.")
