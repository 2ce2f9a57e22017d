"""Lines of the first sheet of an XLSX workbook: values only, no formula is ever computed."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from usecases.exchange.sheet_archive import check_archive
from usecases.exchange.sheet_faults import WrongSheet, wrong
from usecases.exchange.sheet_lines import (
    MOST_COLUMNS,
    MOST_ROWS,
    SheetLine,
    too_many_columns,
)

_BROKEN = (ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError)
_NO_VALUE = {"f": "formula", "e": "error-value"}


def xlsx_lines(data: bytes) -> Iterator[SheetLine]:
    """Yield the lines of the first sheet that holds cells."""
    check_archive(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
        try:
            if not book.worksheets:
                raise wrong("not-xlsx", _("The workbook has no sheet."))
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            wide = 0
            for number, row in enumerate(sheet.iter_rows(), 1):
                wide += len(row) > MOST_COLUMNS
                if wide > MOST_ROWS or any(c.value is not None for c in row[MOST_COLUMNS:]):
                    raise too_many_columns()
                yield _line(number, row[:MOST_COLUMNS])
        finally:
            book.close()
    except WrongSheet:
        raise
    except _BROKEN as error:
        raise wrong("not-xlsx", _("The workbook is damaged and cannot be read.")) from error


def _line(number: int, row: tuple[Any, ...]) -> SheetLine:
    broken = {
        place: _NO_VALUE[cell.data_type]
        for place, cell in enumerate(row)
        if cell.value is not None and cell.data_type in _NO_VALUE
    }
    cells = [_percent(cell) or _text(cell.value) for cell in row]
    return SheetLine(number, cells + [""] * (MOST_COLUMNS - len(cells)), broken)


def _percent(cell: Any) -> str:
    """Return what a cell shows that holds a hundredth of it: 92 % is 0.92 with a format."""
    number = cell.value
    if isinstance(number, bool) or not isinstance(number, int | float):
        return ""
    if "%" not in str(cell.number_format):
        return ""
    return f"{(Decimal(repr(number)) * 100).normalize():f}%"


def _text(value: object) -> str:
    """Return a value as somebody would have typed it into a text file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
