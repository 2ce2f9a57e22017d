"""Who declared which conflict of interest, in which phase: counted, listed, taken along."""

from io import BytesIO
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.exchange.writing import Cell, Row, Sheet, csv_lines, write_workbook
from usecases.models.interests import Interest
from usecases.rules.visibility_register import phases_for
from usecases.selection.interests import by_person, conflicts, declared, reads_interests
from usecases.workflow import viewings

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD = (
    *(_("Phase"), _("Person"), _("Kind"), _("Conflict in"), _("Why"), _("Declared by")),
    _("Declared"),
)


def about(interest: Interest) -> tuple[str, str]:
    """Return what a declaration is about: its kind in words, and its name."""
    if interest.institution is not None:
        return str(_("Institution")), str(interest.institution)
    if interest.partner is not None:
        return str(_("Technology partner")), str(interest.partner)
    case = interest.use_case
    return str(_("Use case")), f"{case.reference} {case.title}" if case else ""


def interests_report(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show what stands declared, or hand over the list of conflicts."""
    person = person_of(request)
    phases = list(phases_for(person).filter(interests__isnull=False).distinct())
    asked = [code for code in request.GET.getlist("phase") if code]
    if set(asked) - {each.code for each in phases}:
        raise Http404
    rows = declared(person, asked)
    found = conflicts(rows)
    if ending := request.GET.get("format"):
        answer = _file(found, ending)
        viewings.exported(Interest, dict(request.GET.lists()), found.count(), by=person)
        return answer
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": _("Conflicts of interest"),
        "phases": [(each, each.code in asked) for each in phases],
        "counts": by_person(rows),
        "conflicts": [(each, *about(each)) for each in found],
        "query": f"?phase={asked[0]}&" if asked else "?",
    }
    return TemplateResponse(request, "admin/interests_report.html", context)


def _row(interest: Interest) -> Row:
    kind, name = about(interest)
    cells: list[Cell] = [interest.phase.code, str(interest.person), kind, name]
    return [*cells, interest.why, str(interest.declared_by), interest.declared_at]


def _file(found: QuerySet[Interest], ending: str) -> HttpResponse:
    head, rows = [str(each) for each in _HEAD], [_row(each) for each in found]
    if ending == "csv":
        content, kind = "".join(csv_lines(head, rows, bom=True)).encode(), "text/csv; charset=utf-8"
    elif ending == "xlsx":
        file = BytesIO()
        write_workbook(file, [Sheet(str(_("Conflicts of interest")), head, rows, styled=True)])
        content, kind = file.getvalue(), _XLSX
    else:
        raise Http404
    answer = HttpResponse(content, content_type=kind)
    moment = timezone.localtime().strftime("%Y-%m-%d-%H%M")
    answer["Content-Disposition"] = f'attachment; filename="conflicts-{moment}.{ending}"'
    return answer


PAGE = ConsolePage(
    "interests-report",
    "reports/interests/",
    interests_report,
    _("Conflicts of interest"),
    _("Phases"),
    reads_interests,
)
