"""A report's rows as CSV and as a workbook: the same rows as in JSON."""

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import xlsxwriter
from rest_framework.renderers import BaseRenderer

from usecases.text.cells import harmless

_SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


class CsvRenderer(BaseRenderer):
    """Rows as comma separated values, with the names of the columns on top."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """Return the rows; a text that a spreadsheet would run is made harmless."""
        names = [column["name"] for column in data["columns"]]
        written = io.StringIO(newline="")
        writer = csv.writer(written)
        writer.writerow(names)
        writer.writerows([_cell(row[name]) for name in names] for row in data["rows"])
        return written.getvalue().encode()


class XlsxRenderer(BaseRenderer):
    """Rows as a workbook: one sheet of figures, one that says what the columns mean."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = "xlsx"
    charset = None
    render_style = "binary"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """Return the workbook; numbers are numbers in it."""
        names = [column["name"] for column in data["columns"]]
        written = io.BytesIO()
        with xlsxwriter.Workbook(written, _SAFE) as book:
            _fill(book, data["report"], [names, *([row[n] for n in names] for row in data["rows"])])
            said = ("name", "label", "type", "unit", "definition")
            columns = [[column[each] for each in said] for column in data["columns"]]
            _fill(book, "columns", [list(said), *columns])
        return written.getvalue()


def _fill(book: Any, name: str, rows: list[list[Any]]) -> None:
    sheet = book.add_worksheet(name)
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                sheet.write_number(at, column, float(value))
            elif value is not None:
                sheet.write_string(at, column, harmless(str(value)))


def _cell(value: Any) -> Any:
    return "" if value is None else harmless(value) if isinstance(value, str) else value
