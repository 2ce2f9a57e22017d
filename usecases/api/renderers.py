"""A report's rows as CSV and as a workbook: the same rows as in JSON."""

import io
from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer

from usecases.exchange.writing import Sheet, csv_lines, write_workbook


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
        names, rows = _table(data)
        return "".join(csv_lines(names, rows)).encode()


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
        names, rows = _table(data)
        said = ("name", "label", "type", "unit", "definition")
        columns = [[column[each] for each in said] for column in data["columns"]]
        written = io.BytesIO()
        write_workbook(
            written, [Sheet(data["report"], names, rows), Sheet("columns", said, columns)]
        )
        return written.getvalue()


def _table(data: Any) -> tuple[list[str], list[list[Any]]]:
    """Return the names of the columns, and the rows."""
    names = [column["name"] for column in data["columns"]]
    return names, [[row[name] for name in names] for row in data["rows"]]
