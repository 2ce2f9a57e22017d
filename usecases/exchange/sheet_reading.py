"""Reads a file into rows of named cells; a wrong header is refused at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from usecases.exchange.sheet_columns import Header
from usecases.exchange.sheet_csv import csv_lines
from usecases.exchange.sheet_faults import RowFault, WrongSheet, fault, wrong
from usecases.exchange.sheet_lines import (
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_ROWS,
    SheetLine,
    too_many_rows,
)
from usecases.exchange.sheet_xlsx import xlsx_lines
from usecases.text.cells import original
from usecases.text.normal import normal

SUFFIXES = (".csv", ".xlsx")


@dataclass(frozen=True)
class SheetRow:
    """One row that is not blank: its number, its cells by column, and which cannot be read."""

    number: int
    cells: Mapping[str, str]
    faults: tuple[RowFault, ...] = ()


def read_sheet(name: str, data: bytes, asked: Header) -> list[SheetRow]:
    """Return the rows of a file, or raise `WrongSheet` with what is wrong with the whole."""
    lines = _lines(name, data, asked)
    first = next(lines, None)
    if first is None:
        raise wrong("empty", _("The file is empty."))
    header = _header(first, asked)
    rows: list[SheetRow] = []
    for line in lines:
        if line.blank:
            continue
        if len(rows) == MOST_ROWS:
            raise too_many_rows()
        rows.append(_row(line, header))
    if not rows:
        raise wrong("empty", _("There is no row below the header."))
    return rows


def _lines(name: str, data: bytes, asked: Header) -> Iterator[SheetLine]:
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise wrong("suffix", _("Give a file whose name ends in .csv or .xlsx."))
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // (1024 * 1024)
        raise wrong("too-large", _("The file is larger than %(most)d MB.") % {"most": most})
    return xlsx_lines(data) if suffix == ".xlsx" else csv_lines(data, asked.names)


def _header(line: SheetLine, asked: Header) -> list[str]:
    """Return the names of the columns; trailing cells of the header that are empty are none."""
    names = [_clean(cell).casefold() for cell in line.cells]
    while names and not names[-1]:
        names.pop()
    missing = [name for name in asked.needed if name not in names]
    faults = [fault(1, name, "missing-column", _("This column is missing.")) for name in missing]
    for place, name in enumerate(names):
        if not name:
            text = _("Column %(number)d has no name.") % {"number": place + 1}
            faults.append(fault(1, "", "unnamed-column", text))
        elif name in names[:place]:
            faults.append(fault(1, name, "repeated-column", _("This column is there twice.")))
        elif name in asked.recorded:
            text = _("This column is for use cases that are recorded after the fact.")
            faults.append(fault(1, name, "recorded-column", text))
        elif name not in asked.allowed:
            faults.append(fault(1, name, "unknown-column", _("This column is not known.")))
    if faults:
        raise WrongSheet(faults)
    return names


def _row(line: SheetLine, header: list[str]) -> SheetRow:
    faults = [_no_value(line, header, place, code) for place, code in line.wrong.items()]
    cells = dict.fromkeys(header, "")
    for place, raw in enumerate(line.cells):
        if place >= len(header):
            if raw.strip():
                text = _("There is a value to the right of the last column.")
                faults.append(fault(line.number, "", "surplus", text, raw))
            continue
        if len(raw) > MOST_CHARACTERS:
            text = _("A cell has more than %(most)d characters.") % {"most": MOST_CHARACTERS}
            faults.append(fault(line.number, header[place], "too-long", text, raw))
        elif place not in line.wrong:
            cells[header[place]] = _clean(raw)
    if len(line.cells) < len(header):
        text = _("This row has fewer cells than the header.")
        faults.append(fault(line.number, "", "short", text))
    return SheetRow(line.number, cells, tuple(faults))


def _no_value(line: SheetLine, header: list[str], place: int, code: str) -> RowFault:
    column = header[place] if place < len(header) else ""
    texts = {
        "formula": _("This is a formula. Paste its value instead."),
        "error-value": _("The spreadsheet shows an error here."),
    }
    return fault(line.number, column, code, texts[code], line.cells[place])


def _clean(cell: str) -> str:
    """Return a cell as it was before an export made it harmless, normalised, without margins."""
    return normal(original(cell)).strip()
