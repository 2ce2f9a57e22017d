"""A report as a file: its rows as text or as a workbook, one of its charts as a drawing."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from usecases.admin.report_charts import charts_of
from usecases.admin.report_form import labels_of
from usecases.exchange.writing import Sheet, csv_lines, write_workbook
from usecases.models.person import Person
from usecases.reporting.dimensions import DIMENSIONS, FAIRNESS
from usecases.reporting.incidentcounts import OWN
from usecases.reporting.partnership import BY as PARTNER
from usecases.reporting.table import Table, Type
from usecases.reporting.waits import WAITS
from usecases.selection.phaseorder import recorded_phases
from usecases.templatetags.charts import standing_alone

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def words_of(table: Table, person: Person) -> dict[str, str]:
    """Return the words for the codes of the dimension that a report is broken down by."""
    if table.name == "workload":
        return {each.name: str(each.label) for each in WAITS}
    if table.name == "participation" and table.columns[0].name == PARTNER:
        return {row.values[PARTNER]: row.values["name"] for row in table.rows if row.values}
    known = {*DIMENSIONS, *FAIRNESS, *OWN, *(("metric",) if table.against else ())}
    names = [c.name for c in table.columns if c.name in known and c.type == Type.TEXT]
    return {code: label for name in names for code, label in labels_of(name, person).items()}


def report_file(request: HttpRequest, table: Table, person: Person, form: str) -> HttpResponse:
    """Hand over a report in one of the forms there are."""
    make = _FILES.get(form)
    if make is None:
        raise Http404
    content, kind = make(request, table, person)
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{table.name}.{form}"'
    return answer


def _csv(request: HttpRequest, table: Table, person: Person) -> tuple[bytes, str]:
    """Return the same rows as the API's."""
    return "".join(csv_lines(_names(table), _rows(table))).encode(), "text/csv; charset=utf-8"


def _xlsx(request: HttpRequest, table: Table, person: Person) -> tuple[bytes, str]:
    """Return the same rows as the API's, and what the columns mean."""
    told = [
        [c.name, str(c.label), c.type.value, str(c.unit), str(c.definition)] for c in table.columns
    ]
    sheets = (
        Sheet(table.name, _names(table), _rows(table)),
        Sheet("columns", ("name", "label", "type", "unit", "definition"), told),
    )
    file = BytesIO()
    write_workbook(file, sheets)
    return file.getvalue(), _XLSX


def _svg(request: HttpRequest, table: Table, person: Person) -> tuple[bytes, str]:
    """Return one chart as a drawing that stands alone."""
    drawn_from = (recorded_phases(person), words_of(table, person))
    charts = {each.name: each for each in charts_of(table, person, *drawn_from)}
    chart = charts.get(request.GET.get("chart", ""))
    if chart is None or chart.empty:
        raise Http404
    drawn = render_to_string("charts/file.svg", standing_alone(chart))
    return drawn.encode(), "image/svg+xml"


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _rows(table: Table) -> list[list[Any]]:
    return [[row.values.get(name) for name in _names(table)] for row in table.rows]


_FILES: dict[str, Callable[[HttpRequest, Table, Person], tuple[bytes, str]]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "svg": _svg,
}
