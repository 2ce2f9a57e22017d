"""The pages on which results are imported: choose a file, look at every row, confirm."""

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

from usecases.admin.importing_form import SheetForm
from usecases.admin.importing_stream import Importing, import_now
from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.exchange.results import Checked, Written, check, write
from usecases.exchange.results_columns import MOST_RESULTS, columns_of
from usecases.exchange.results_template import csv_template, xlsx_template
from usecases.exchange.sheet_lines import MOST_BYTES, SheetFile
from usecases.exchange.sheet_staged import find, forget, keep
from usecases.models.person import Person
from usecases.models.results import Result
from usecases.models.usecases import UseCase
from usecases.rules.permissions import may
from usecases.rules.visibility import use_cases_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.stages import Stage

_PAGE = 100
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = {"csv": (csv_template, "text/csv; charset=utf-8"), "xlsx": (xlsx_template, _SHEET)}


def _open_to(person: Person) -> bool:
    return may(person, Action.HANDLE)


def _case(request: HttpRequest) -> UseCase | None:
    """Return the one use case that is meant, if one is named."""
    asked = request.GET.get("use_case", "")
    if not asked:
        return None
    try:
        rows = use_cases_for(person_of(request)).exclude(stage=Stage.DRAFT).filter(pk=UUID(asked))
    except ValueError as error:
        raise Http404 from error
    case = rows.first()
    if case is None:
        raise Http404
    return case


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, site: Any) -> HttpResponse:
    """Ask for the file, and keep it until it is confirmed."""
    case = _case(request)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SheetForm(data, files)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        file = SheetFile(upload.name, upload.read(MOST_BYTES + 1))
        key = keep(file, by=person_of(request))
        return HttpResponseRedirect(_address("import_check", case, key))
    context = {
        "title": _("Import results"),
        "form": form,
        "case": case,
        "columns": columns_of(one_case=case is not None),
        "most_rows": MOST_RESULTS,
        "most_megabytes": MOST_BYTES // (1024 * 1024),
        "templates": [(kind.upper(), _address(f"import_{kind}", case)) for kind in ("xlsx", "csv")],
    }
    return _page(request, site, "choose", context)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, site: Any, key: UUID) -> HttpResponseBase:
    """Show every row and every error before anything is written; then write."""
    case, by = _case(request), person_of(request)
    file = find(key, by=by)
    if file is None:
        raise Http404
    if request.method == "POST":
        return import_now(request, site, _importing(file, key, by, case))
    checked = check(file, by=by, case=case)
    shown = _shown(request, checked)
    rows: list[Any] = checked.faults if shown == "errors" else list(checked.rows)
    context = {
        "title": _("Check before importing"),
        "file": file,
        "case": case,
        "checked": checked,
        "shown": shown,
        "page_obj": Paginator(rows, _PAGE).get_page(request.GET.get("page")),
        "cases": sorted({row.use_case for row in checked.new}),
        "wrong_rows": sum(bool(row.faults) for row in checked.rows),
        "again": _address("import", case),
    }
    return _page(request, site, "preview", context)


@require_safe
def template(request: HttpRequest, site: Any, kind: str) -> HttpResponse:
    """Hand out the file to fill in."""
    make, content_type = _KINDS[kind]
    case = _case(request)
    response = HttpResponse(make(person_of(request), case), content_type=content_type)
    name = f"results-{case.reference}" if case else "results"
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _importing(file: SheetFile, key: UUID, by: Person, case: UseCase | None) -> Importing:
    """Return what is imported, and what is said of it at the end."""
    done: list[Written] = []

    def rows() -> Iterator[Written]:
        for written in write(file, by=by, case=case):
            done.append(written)
            yield written

    def result() -> dict[str, Any]:
        return {"number": len(done), "case": case, "again": _address("import", case)}

    forgotten = partial(forget, key, by=by)
    return Importing(file.name, Result._meta, rows, forgotten, f"{_PLACE}/result.html", result)


def _shown(request: HttpRequest, checked: Checked) -> str:
    """Return which table is shown: the errors first, if there are any."""
    asked = request.GET.get("show", "")
    return asked if asked in ("rows", "errors") else "errors" if checked.faults else "rows"


def _address(name: str, case: UseCase | None, *args: UUID) -> str:
    address = reverse(f"admin:usecases_result_{name}", args=args)
    return f"{address}?use_case={case.pk}" if case else address


def _page(request: HttpRequest, site: Any, name: str, context: dict[str, Any]) -> HttpResponse:
    around = {**site.each_context(request), "opts": Result._meta}
    return TemplateResponse(request, f"{_PLACE}/{name}.html", {**around, **context})


def _called(view: Any) -> Any:
    """Return the view as the site calls its pages: the site first."""
    return lambda site, request, **route: view(request, site, **route)


_PLACE = "admin/import/results"
_ROUTE = "usecases/result/import/"
RESULT_PAGES = (
    ConsolePage("usecases_result_import", _ROUTE, _called(choose), open_to=_open_to),
    *(
        ConsolePage(
            f"usecases_result_import_{kind}",
            f"{_ROUTE}template.{kind}",
            _called(partial(template, kind=kind)),
            open_to=_open_to,
        )
        for kind in _KINDS
    ),
    ConsolePage(
        "usecases_result_import_check", f"{_ROUTE}<uuid:key>/", _called(preview), open_to=_open_to
    ),
)
