"""Rows of plain values as CSV and as a workbook: streamed, dated, and harmless in a spreadsheet.

A text that a spreadsheet would run gets an apostrophe; `text.cells.original` takes it off again.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.utils import timezone

from usecases.text.cells import harmless

# A text, a number, a day or a moment; what is not known is None.
Cell = str | int | float | Decimal | date | None
Row = Sequence[Cell]

BOM = "\ufeff"  # by which Excel knows that a CSV is UTF-8
MOST_ROWS = 1_048_575  # below the headings of a sheet
_LONGEST = 32_767  # characters in a cell of a workbook
_CHUNK = 200
_FIRST_YEAR = 1900  # before which a workbook knows no day
_SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: its name, its headings, its rows, one by one."""

    name: str
    head: Sequence[str]
    rows: Iterable[Row]
    styled: bool = False


class _Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(head: Sequence[str], rows: Iterable[Row], *, bom: bool = False) -> Iterator[str]:
    """Return the text of a CSV, many lines at a time."""
    writer = csv.writer(_Line())
    held = [(BOM if bom else "") + str(writer.writerow([_in_csv(name) for name in head]))]
    for row in rows:
        held.append(str(writer.writerow([_in_csv(value) for value in row])))
        if len(held) == _CHUNK:
            yield "".join(held)
            held = []
    yield "".join(held)


def write_workbook(file: IO[bytes], sheets: Iterable[Sheet]) -> None:
    """Write a workbook, row by row, so that it does not fill the memory."""
    with xlsxwriter.Workbook(file, _SAFE) as book:
        formats = {
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        }
        for sheet in sheets:
            _fill(book.add_worksheet(sheet.name), sheet, formats)


def _fill(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    if sheet.styled:
        page.freeze_panes(1, 0)
        page.set_column(0, max(0, len(sheet.head) - 1), 20)
    for column, name in enumerate(sheet.head):
        page.write_string(0, column, harmless(name), *([formats["head"]] * sheet.styled))
    for at, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            _put(page, (at, column), value, formats)


def _put(page: Any, place: tuple[int, int], value: Cell, formats: dict[str, Any]) -> None:
    if isinstance(value, bool):
        page.write_boolean(*place, value)
    elif isinstance(value, int | float | Decimal):
        page.write_number(*place, float(value))
    elif isinstance(value, datetime) and value.year >= _FIRST_YEAR:
        page.write_datetime(*place, _local(value).replace(tzinfo=None), formats["moment"])
    elif isinstance(value, date) and value.year >= _FIRST_YEAR:
        page.write_datetime(*place, value, formats["day"])
    elif value is not None and value != "":
        page.write_string(*place, _fitting(harmless(_as_text(value))))


def _fitting(text: str) -> str:
    """Return as much of a text as a cell holds, and a sign that there was more."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _in_csv(value: Cell) -> Any:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else _as_text(value)


def _as_text(value: Cell) -> str:
    if isinstance(value, datetime):
        return _local(value).isoformat(timespec="seconds")
    if isinstance(value, Decimal):
        return str(float(value))  # as JSON says it
    return value.isoformat() if isinstance(value, date) else str(value)


def _local(moment: datetime) -> datetime:
    """Return a moment in the zone in use; one without a zone stands as it is."""
    return moment if timezone.is_naive(moment) else timezone.localtime(moment)
