"""The reports of the console: a form for the scope, charts, the figures, and files of them."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.admin.report_charts import charts_of
from usecases.admin.report_comparison import comparison_sheet
from usecases.admin.report_evidence import evidence_sheet
from usecases.admin.report_files import report_file, words_of
from usecases.admin.report_form import Group, fields_against, fields_of, moments_of, strangers
from usecases.admin.report_monitored import workload_sheet
from usecases.admin.report_saved import change_report, keep_report
from usecases.admin.report_table import sheet
from usecases.admin.saved_views import views_of
from usecases.models.person import Person
from usecases.reporting.catalogue import REPORTS
from usecases.reporting.chosen import PARAMETER, choosable, chosen
from usecases.reporting.report import Report
from usecases.reporting.table import Table
from usecases.rules.missing import Missing
from usecases.rules.permissions import may
from usecases.selection.errors import BadParameters
from usecases.selection.phaseorder import recorded_phases
from usecases.selection.savedreports import report_of, saved_reports_for, subject_of
from usecases.vocabulary.actions import Action

_OWN = ("format", "chart", PARAMETER)
_SHEETS = {"performance": evidence_sheet, "workload": workload_sheet}


def reports_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """List the reports."""
    saved = list(saved_reports_for(person_of(request)).select_related("user"))
    listed = [
        (each, [view for view in saved if report_of(view) == each.name])
        for each in REPORTS.values()
    ]
    context = {**site.each_context(request), "title": _("Reports"), "reports": listed}
    return TemplateResponse(request, "admin/reports.html", context)


def report_view(site: AdminSite, request: HttpRequest, name: str) -> HttpResponse:
    """Show a report in the scope that the address names, or hand it over as a file."""
    report, person = REPORTS.get(name), person_of(request)
    if report is None:
        raise Http404
    asked = _asked(request)
    wanted = request.GET.getlist(PARAMETER)
    whole, table, faults = _run(report, person, asked, wanted)
    form = request.GET.get("format")
    if form and whole and table:
        return report_file(request, whole if form == "svg" else table, person, form)
    fields = fields_of(report, person, asked, faults)
    others = fields_against(report, fields, asked, faults)
    context = {
        **site.each_context(request),
        "title": report.title,
        "report": report,
        "fields": fields,
        "others": others,
        "moments": moments_of(fields),
        "against": Group(tuple(others)),
        "strangers": strangers([*fields, *others], faults),
        "faults": faults,
        "table": table,
        "here": _address(request),
        "whole_query": _query(request),
        "columns": [(each, each.name in wanted) for each in choosable(whole)] if whole else (),
        "chosen_columns": len(wanted),
        "views": views_of(request, subject_of(name)),
        **(_shown(whole, table, person) if whole and table else {}),
    }
    return TemplateResponse(request, "admin/report.html", context, status=400 if faults else 200)


def _asked(request: HttpRequest) -> dict[str, list[str]]:
    """Return what was filled in; an empty field asks for nothing."""
    lists = {name: [v for v in values if v] for name, values in request.GET.lists()}
    return {name: values for name, values in lists.items() if values and name not in _OWN}


def _address(request: HttpRequest) -> str:
    """Return the query of the page without what asks for a file, ready for more."""
    kept = _query(request)
    return f"?{kept}&" if kept else "?"


def _query(request: HttpRequest) -> str:
    """Return the query that asks for this report again: its scope, and its columns."""
    kept = request.GET.copy()
    for name in ("format", "chart"):
        kept.pop(name, None)
    for name, values in list(kept.lists()):
        kept.setlist(name, [each for each in values if each])
    return kept.urlencode()


def _run(
    report: Report, person: Person, asked: dict[str, list[str]], wanted: list[str]
) -> tuple[Table | None, Table | None, tuple[Missing, ...]]:
    """Return the whole report, and the columns of it that are wanted."""
    try:
        whole = report.run(person, asked)
        return whole, chosen(whole, wanted), ()
    except BadParameters as error:
        return None, None, error.faults


def _shown(whole: Table, table: Table, person: Person) -> dict[str, Any]:
    phases, words = recorded_phases(person), words_of(table, person)
    if table.against:
        return {"sheet": comparison_sheet(table, words), "charts": []}
    if table.name == "performance":
        table = whole  # what it measures of a metric stands together, or not at all
    shown = _SHEETS.get(table.name, sheet)(table, phases, words)
    kinds = {head.invented for head in shown.heads}
    return {
        "sheet": shown,
        "charts": charts_of(whole, person, phases, words),
        "mixed": len(kinds) > 1 and not shown.total,
    }


def _reads(person: Person) -> bool:
    return may(person, Action.READ_REPORTS)


PAGES = (
    ConsolePage("reports", "reports/", reports_view, _("Reports"), _("Phases"), _reads),
    ConsolePage("report", "reports/<slug:name>/", report_view, open_to=_reads),
    ConsolePage("report-views", "reports/<slug:name>/views/", keep_report, open_to=_reads),
    ConsolePage(
        "report-saved", "reports/<slug:name>/views/<uuid:key>/", change_report, open_to=_reads
    ),
)
