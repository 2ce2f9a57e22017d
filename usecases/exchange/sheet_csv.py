"""Lines of a CSV file: UTF-8, divided by commas, semicolons or tabs."""

import csv
from collections.abc import Iterator
from io import StringIO

from django.utils.translation import gettext as _

from usecases.exchange.sheet_faults import WrongSheet, wrong
from usecases.exchange.sheet_lines import (
    MOST_CHARACTERS,
    MOST_COLUMNS,
    SheetLine,
    too_many_columns,
)

_DELIMITERS = (",", ";", "\t")
_NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\x1f\x8b")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def csv_lines(data: bytes, known: frozenset[str]) -> Iterator[SheetLine]:
    """Yield the lines; the delimiter is the one that divides the header into known columns."""
    text = _decoded(data)
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text, known), strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _unreadable(number, str(error)) from error
        if cells is None:
            return
        if len(cells) > MOST_COLUMNS:
            raise too_many_columns()
        yield SheetLine(number, cells)


def _decoded(data: bytes) -> str:
    """Return the text of a file that is text."""
    if data.startswith(_NOT_TEXT):
        raise wrong("not-csv", _("The name says CSV, but this is no text file."))
    if data.startswith(_UTF_16):
        raise _other_encoding()
    if b"\0" in data:
        raise wrong("not-csv", _("The name says CSV, but the file holds bytes that are no text."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _other_encoding() from error


def _other_encoding() -> WrongSheet:
    text = _('The file is not in UTF-8. In a spreadsheet, save it as "CSV UTF-8".')
    return wrong("encoding", text)


def _delimiter(text: str, known: frozenset[str]) -> str:
    """Return the delimiter that finds most of the known columns; a comma if none does."""
    first = text.split("\n", 1)[0].strip("\r")

    def found(delimiter: str) -> int:
        cells = (cell.strip().strip('"').strip() for cell in first.split(delimiter))
        return sum(cell.casefold() in known for cell in cells)

    return max(_DELIMITERS, key=found)


def _unreadable(number: int, said: str) -> WrongSheet:
    if "field larger" in said:
        text = _("A cell has more than %(most)d characters.") % {"most": MOST_CHARACTERS}
        return wrong("too-long", text, row=number)
    return wrong("unreadable", _("This row cannot be read: look at its quotes."), row=number)
