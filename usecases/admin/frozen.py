"""Tables for outsiders: frozen here, with what is withheld of them and why."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.frozen_forms import TableForm
from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.models.frozen import FrozenTable
from usecases.models.person import Person
from usecases.models.publications import Publication
from usecases.rules.cells import Why
from usecases.rules.frozen import frozen_tables_for, may_freeze, overtaken
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action
from usecases.workflow import freeze
from usecases.workflow.errors import Refused

_WHY: dict[str, Any] = dict(Why.choices)


@dataclass(frozen=True)
class Shown:
    """One cell: the figure, or why there is none."""

    value: int | None
    why: str = ""


@dataclass(frozen=True)
class Line:
    """One row: what it is about, and its cells."""

    label: str
    cells: list[Shown]


def tables_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """List the tables, with where each stands."""
    person = person_of(request)
    tables = list(frozen_tables_for(person))
    stands = _publications(tables)
    context = {
        **site.each_context(request),
        "title": _("Tables for outsiders"),
        "tables": [(table, stands.get(table.pk), _withheld(table)) for table in tables],
        "may_freeze": may_freeze(person),
    }
    return TemplateResponse(request, "admin/frozen/tables.html", context)


def table_view(site: AdminSite, request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a table as outsiders read it, and why what is withheld is."""
    table = frozen_tables_for(person_of(request)).filter(pk=key).first()
    if table is None:
        raise Http404
    publication = _publications([table]).get(table.pk)
    waits = publication is not None and publication.published_at is None
    context = {
        **site.each_context(request),
        **shown(table),
        "title": table.title,
        "table": table,
        "publication": publication,
        "overtaken": waits and overtaken(table.pk),
    }
    return TemplateResponse(request, "admin/frozen/table.html", context)


def freeze_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show a table as it would be frozen; propose it when it is posted."""
    person, fault = person_of(request), ""
    if not may_freeze(person):
        raise Http404
    given = request.POST if request.method == "POST" else request.GET
    form = TableForm(given or None, person=person)
    looked: dict[str, Any] = {}
    if form.is_valid():
        try:
            if request.method == "POST":
                return _propose(request, form, person)
            looked = _preview(form)
        except Refused as refusal:
            fault = str(refusal)
    context = {
        **site.each_context(request),
        **looked,
        "title": _("Freeze a table"),
        "form": form,
        "fault": fault,
    }
    return TemplateResponse(request, "admin/frozen/freeze.html", context)


def _propose(request: HttpRequest, form: TableForm, person: Person) -> HttpResponse:
    title, split = form.cleaned_data["title"], form.cleaned_data["by"]
    row = freeze.propose(**form.asked(), split=split, title=title, by=person)
    messages.success(request, _("Frozen. Another person publishes it."))
    return HttpResponseRedirect(reverse("admin:frozen-table", args=[row.record]))


def _preview(form: TableForm) -> dict[str, Any]:
    asked, split = form.asked(), form.cleaned_data["by"]
    drafted = freeze.prepare(**asked, by=split, known_at=timezone.now())
    return {**shown(drafted.record(form.cleaned_data["title"])), "preview": True}


def shown(table: FrozenTable) -> dict[str, Any]:
    """Return the lines of a table, with a word for every withheld cell."""
    names = [column["name"] for column in table.columns]
    lines = [
        Line(
            _label(table, row),
            [Shown(row[name], str(_WHY.get(why.get(name, ""), ""))) for name in names],
        )
        for row, why in zip(table.rows, table.reasons, strict=True)
    ]
    return {"columns": table.columns, "lines": lines, "withheld": _withheld(table)}


def _label(table: FrozenTable, row: dict[str, Any]) -> str:
    if row["phase"] is None:
        return str(_("All of these phases"))
    if not table.by:
        return str(row["phase"])
    return f"{row['phase']} · {row[table.by] or _('None')}"


def _withheld(table: FrozenTable) -> int:
    return sum(len(row["withheld"]) for row in table.rows)


def _publications(tables: list[FrozenTable]) -> dict[UUID, Publication]:
    rows = Publication.objects.filter(record__in=[each.pk for each in tables])
    return {row.record: row for row in rows}


def _reads(person: Person) -> bool:
    return may(person, Action.READ_REPORTS)


PAGES = (
    ConsolePage(
        "frozen-tables",
        "reports/tables/",
        tables_view,
        _("Tables for outsiders"),
        _("Phases"),
        _reads,
    ),
    ConsolePage("freeze-table", "reports/tables/freeze/", freeze_view, open_to=may_freeze),
    ConsolePage("frozen-table", "reports/tables/<uuid:key>/", table_view, open_to=_reads),
)
