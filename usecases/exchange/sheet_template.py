"""A file to fill in: its columns, its first rows, what each column holds, what is accepted."""

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from usecases.exchange.sheet_columns import Column
from usecases.exchange.sheet_lines import MOST_ROWS
from usecases.text.cells import harmless

Accepted = dict[str, list[str]]


def csv_file(columns: Iterable[Column], rows: Iterable[Iterable[str]]) -> bytes:
    """Return the header and the first rows, as spreadsheets read them."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in columns])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def workbook(
    title: str,
    columns: tuple[Column, ...],
    rows: Iterable[Iterable[str]],
    accepted: Accepted,
    *,
    offered: Accepted,
) -> bytes:
    """Return a workbook: the sheet to fill in, the explanation, the accepted values."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        sheet = book.add_worksheet(title[:31])
        about = book.add_worksheet(_("Explanation")[:31])
        values = book.add_worksheet(_("Accepted values")[:31])
        _write(sheet, 0, [column.name for column in columns], bold)
        for place, row in enumerate(rows, 1):
            _write(sheet, place, row)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, 22)
        _explain(about, columns, bold, wrap)
        values.set_row(0, None, bold)
        _list(sheet, values, columns, accepted, offered)
    return file.getvalue()


def _write(sheet: Any, row: int, cells: Iterable[str], form: Any = None) -> None:
    for place, cell in enumerate(cells):
        sheet.write_string(row, place, cell, form)


def _explain(sheet: Any, columns: Iterable[Column], bold: Any, wrap: Any) -> None:
    _write(sheet, 0, [_("Column"), _("Required"), _("What it holds")], bold)
    for row, column in enumerate(columns, 1):
        required = _("yes") if column.required else ""
        _write(sheet, row, [column.name, required, str(column.about)], wrap)
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, 2, 90)
    sheet.freeze_panes(1, 0)


def _list(
    sheet: Any, values: Any, columns: Iterable[Column], accepted: Accepted, offered: Accepted
) -> None:
    """Write the accepted values, and offer them in the cells below their header."""
    names = [column.name for column in columns]
    for place, (name, codes) in enumerate(accepted.items()):
        for row, cell in enumerate([name, *codes]):
            values.write_string(row, place, cell)
        if codes and name in offered:
            source = ["", *codes]
            area = f"='{values.get_name()}'!{_area(place, len(source) - 1)}"
            rule = {"validate": "list", "source": area, "error_type": "warning"}
            sheet.data_validation(1, names.index(name), MOST_ROWS, names.index(name), rule)
    values.set_column(0, len(accepted) - 1, 24)
    values.freeze_panes(1, 0)


def _area(place: int, length: int) -> str:
    column = chr(ord("A") + place)
    return f"${column}$2:${column}${length + 1}"
