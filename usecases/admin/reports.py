"""The reports of the console: a form for the scope, charts, the figures, and files of them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.admin.report_charts import charts_of
from usecases.admin.report_evidence import evidence_sheet
from usecases.admin.report_form import fields_of, labels_of, strangers
from usecases.admin.report_table import sheet
from usecases.exchange.writing import Sheet, csv_lines, write_workbook
from usecases.models.person import Person
from usecases.reporting.catalogue import REPORTS, Report
from usecases.reporting.dimensions import DIMENSIONS, FAIRNESS
from usecases.reporting.table import Table
from usecases.rules.missing import Missing
from usecases.rules.permissions import may
from usecases.selection.errors import BadParameters
from usecases.selection.phaseorder import recorded_phases
from usecases.templatetags.charts import standing_alone
from usecases.vocabulary.actions import Action

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OWN = ("format", "chart")


def reports_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """List the reports."""
    context = {**site.each_context(request), "title": _("Reports"), "reports": REPORTS.values()}
    return TemplateResponse(request, "admin/reports.html", context)


def report_view(site: AdminSite, request: HttpRequest, name: str) -> HttpResponse:
    """Show a report in the scope that the address names, or hand it over as a file."""
    report, person = REPORTS.get(name), person_of(request)
    if report is None:
        raise Http404
    asked = _asked(request)
    table, faults = _run(report, person, asked)
    form = request.GET.get("format")
    if form and table:
        return _file(request, table, person, form)
    fields = fields_of(report, person, asked, faults)
    context = {
        **site.each_context(request),
        "title": report.title,
        "report": report,
        "fields": fields,
        "strangers": strangers(fields, faults),
        "faults": faults,
        "table": table,
        "here": _address(request),
        **(_shown(table, person) if table else {}),
    }
    return TemplateResponse(request, "admin/report.html", context, status=400 if faults else 200)


def _asked(request: HttpRequest) -> dict[str, list[str]]:
    """Return what was filled in; an empty field asks for nothing."""
    lists = {name: [v for v in values if v] for name, values in request.GET.lists()}
    return {name: values for name, values in lists.items() if values and name not in _OWN}


def _address(request: HttpRequest) -> str:
    """Return the query of the page without what asks for a file, ready for more."""
    kept = request.GET.copy()
    for name in _OWN:
        kept.pop(name, None)
    return f"?{kept.urlencode()}&" if kept else "?"


def _run(
    report: Report, person: Person, asked: dict[str, list[str]]
) -> tuple[Table | None, tuple[Missing, ...]]:
    try:
        return report.run(person, asked), ()
    except BadParameters as error:
        return None, error.faults


def _shown(table: Table, person: Person) -> dict[str, Any]:
    phases, words = recorded_phases(person), words_of(table, person)
    made = evidence_sheet if table.name == "performance" else sheet
    shown = made(table, phases, words)
    kinds = {head.invented for head in shown.heads}
    return {
        "sheet": shown,
        "charts": charts_of(table, person, phases, words),
        "mixed": len(kinds) > 1 and not shown.total,
    }


def words_of(table: Table, person: Person) -> dict[str, str]:
    """Return the words for the codes of the dimension that a report is broken down by."""
    names = [column.name for column in table.columns if column.name in {**DIMENSIONS, **FAIRNESS}]
    return labels_of(names[0], person) if names else {}


def _file(request: HttpRequest, table: Table, person: Person, form: str) -> HttpResponse:
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


def _reads(person: Person) -> bool:
    return may(person, Action.READ_REPORTS)


PAGES = (
    ConsolePage("reports", "reports/", reports_view, _("Reports"), _("Phases"), _reads),
    ConsolePage("report", "reports/<slug:name>/", report_view, open_to=_reads),
)
