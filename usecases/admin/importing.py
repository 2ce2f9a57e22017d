"""The pages on which use cases are imported: choose a file, look at every row, confirm."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from usecases.admin.importing_form import ImportForm
from usecases.admin.importing_stream import Importing, import_now
from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.exchange.sheet_lines import MOST_BYTES, MOST_ROWS, SheetFile
from usecases.exchange.sheet_staged import find, forget, keep
from usecases.exchange.use_cases import Checked, Written, check, write
from usecases.exchange.use_cases_columns import columns_for
from usecases.exchange.use_cases_template import csv_template, xlsx_template
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action

_PAGE = 100
_LINKS = 200
_KINDS = {
    "csv": (csv_template, "text/csv; charset=utf-8"),
    "xlsx": (
        xlsx_template,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


def _imports(person: Person) -> bool:
    return may(person, Action.IMPORT)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, site: Any) -> HttpResponse:
    """Ask for the file, and keep it until it is confirmed."""
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ImportForm(data, files)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        told = form.cleaned_data["what"] == "record"
        file = SheetFile(upload.name, upload.read(MOST_BYTES + 1), told)
        key = keep(file, by=person_of(request))
        return HttpResponseRedirect(reverse("admin:usecases_usecase_import_check", args=[key]))
    context = {
        "title": _("Import use cases"),
        "form": form,
        "columns": columns_for(record=True),
        "most_rows": MOST_ROWS,
        "most_megabytes": MOST_BYTES // (1024 * 1024),
    }
    return _page(request, site, "choose", context)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, site: Any, key: UUID) -> HttpResponseBase:
    """Show every row and every error before anything is written; then write."""
    file = find(key, by=person_of(request))
    if file is None:
        raise Http404
    if request.method == "POST":
        return import_now(request, site, _importing(file, key, person_of(request)))
    checked = check(file, by=person_of(request))
    shown = _shown(request, checked)
    context = {
        "title": _("Check before importing"),
        "file": file,
        "checked": checked,
        "shown": shown,
        "page_obj": _paged(request, checked, shown),
        "banks": sorted({row.institution for row in checked.new}),
        "wrong_rows": sum(bool(row.faults) for row in checked.rows),
    }
    return _page(request, site, "preview", context)


@require_safe
def template(request: HttpRequest, site: Any, kind: str) -> HttpResponse:
    """Hand out the file to fill in."""
    make, content_type = _KINDS[kind]
    record = request.GET.get("what") == "record"
    content = make(person_of(request), record=record)
    response = HttpResponse(content, content_type=content_type)
    name = "recorded-use-cases" if record else "drafts"
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _shown(request: HttpRequest, checked: Checked) -> str:
    """Return which table is shown: the errors first, if there are any."""
    asked = request.GET.get("show", "")
    return asked if asked in ("rows", "errors") else "errors" if checked.faults else "rows"


def _paged(request: HttpRequest, checked: Checked, shown: str) -> Any:
    rows: list[Any] = checked.faults if shown == "errors" else list(checked.rows)
    return Paginator(rows, _PAGE).get_page(request.GET.get("page"))


def _page(request: HttpRequest, site: Any, name: str, context: dict[str, Any]) -> HttpResponse:
    every = {**site.each_context(request), "opts": UseCase._meta, **context}
    return TemplateResponse(request, f"admin/import/{name}.html", every)


def _importing(file: SheetFile, key: UUID, by: Person) -> Importing:
    """Return what is imported, and what is said of it at the end."""
    cases: list[UseCase] = []

    def rows() -> Iterator[Written]:
        for written in write(file, by=by):
            cases.append(written.case)
            yield written

    def result() -> dict[str, Any]:
        return {
            "file": file,
            "number": len(cases),
            "cases": cases[:_LINKS] if file.record else [],
            "more": max(0, len(cases) - _LINKS) if file.record else 0,
            "banks": sorted({str(case.institution) for case in cases}),
        }

    forgotten = partial(forget, key, by=by)
    template = "admin/import/result.html"
    return Importing(file.name, UseCase._meta, rows, forgotten, template, result)


def _called(view: Any) -> Any:
    """Return the view as the site calls its pages: the site first."""
    return lambda site, request, **route: view(request, site, **route)


_ROUTE = "usecases/usecase/import/"
IMPORT_PAGES = (
    ConsolePage("usecases_usecase_import", _ROUTE, _called(choose), open_to=_imports),
    *(
        ConsolePage(
            f"usecases_usecase_import_{kind}",
            f"{_ROUTE}template.{kind}",
            _called(partial(template, kind=kind)),
            open_to=_imports,
        )
        for kind in _KINDS
    ),
    ConsolePage(
        "usecases_usecase_import_check",
        f"{_ROUTE}<uuid:key>/",
        _called(preview),
        open_to=_imports,
    ),
)
