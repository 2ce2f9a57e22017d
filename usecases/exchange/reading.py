"""Reads CSV files into rows, and cells into values; every fault names file, line and column."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from usecases.exchange.faults import Fault, WrongCell, WrongFile
from usecases.text.normal import normal

T = TypeVar("T")


@dataclass(frozen=True)
class Row:
    """One line of a file, with its cells by column."""

    file: str
    line: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """Return a cell that may be empty."""
        return self.cells[column]

    def required(self, column: str) -> str:
        """Return a cell that may not be empty."""
        if not self.cells[column]:
            raise WrongCell(column, _("This may not be empty."))
        return self.cells[column]

    def several(self, column: str) -> list[str]:
        """Return the parts of a cell that holds a list."""
        return [part for each in self.cells[column].split(";") if (part := each.strip())]

    def number(self, column: str) -> int | None:
        """Return a whole number, or nothing."""
        cell = self.cells[column]
        if not cell:
            return None
        if not (cell.isascii() and cell.isdigit()):
            raise WrongCell(column, _("This is not a whole number."))
        return int(cell)

    def day(self, column: str) -> date | None:
        """Return a day written as 2026-01-31, or nothing."""
        cell = self.cells[column]
        try:
            return date.fromisoformat(cell) if cell else None
        except ValueError as error:
            raise WrongCell(column, _("This is not a day such as 2026-01-31.")) from error

    def one(self, column: str, known: Mapping[str, T]) -> T:
        """Return what a cell names."""
        return self._named(column, self.required(column), known)

    def one_or_none(self, column: str, known: Mapping[str, T]) -> T | None:
        """Return what a cell names, or nothing when it is empty."""
        return self.one(column, known) if self.cells[column] else None

    def many(self, column: str, known: Mapping[str, T]) -> list[T]:
        """Return everything that a cell names."""
        return [self._named(column, part, known) for part in self.several(column)]

    def in_order(self, *columns: str) -> None:
        """Refuse the first day that is before an earlier one."""
        last: date | None = None
        for column in columns:
            day = self.day(column)
            if day and last and day < last:
                raise WrongCell(column, _("This day is before an earlier one of the same row."))
            last = day or last

    @staticmethod
    def _named(column: str, name: str, known: Mapping[str, T]) -> T:
        if name not in known:
            raise WrongCell(column, _('There is no "%(name)s".') % {"name": name})
        return known[name]


def read(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """Return the rows of a file that must have exactly these columns, in any order."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _wrong(path, 0, "", _("This file cannot be read.")) from error
    except UnicodeDecodeError as error:
        raise _wrong(path, 0, "", _("This file is not in UTF-8.")) from error
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        _check_header(path, header, columns)
        return [
            Row(path.name, reader.line_num, _cells(path, reader.line_num, header, line))
            for line in reader
            if line
        ]
    except csv.Error as error:
        raise _wrong(path, reader.line_num, "", _("This line cannot be read.")) from error


def _check_header(path: Path, header: list[str], columns: tuple[str, ...]) -> None:
    faults = [
        *(Fault(path.name, 1, c, str(_("This column is missing."))) for c in columns
          if c not in header),
        *(Fault(path.name, 1, c, str(_("This column is not known."))) for c in header
          if c not in columns),
        *(Fault(path.name, 1, c, str(_("This column is there twice."))) for c in columns
          if header.count(c) > 1),
    ]  # fmt: skip
    if faults:
        raise WrongFile(faults)


def _cells(path: Path, number: int, header: list[str], line: list[str]) -> dict[str, str]:
    if len(line) != len(header):
        raise _wrong(path, number, "", _("This line has more or fewer cells than the header."))
    return {name: normal(cell).strip() for name, cell in zip(header, line, strict=True)}


def _wrong(path: Path, line: int, column: str, text: object) -> WrongFile:
    return WrongFile([Fault(path.name, line, column, str(text))])
