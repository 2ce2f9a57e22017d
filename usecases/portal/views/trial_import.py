"""A bank imports results of one trial from a file: every row is looked at before any is written."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext

from usecases.exchange.results import Checked, check, write
from usecases.exchange.results_columns import MOST_RESULTS, columns_of
from usecases.exchange.results_template import csv_template, xlsx_template
from usecases.exchange.sheet_faults import WrongSheet
from usecases.exchange.sheet_lines import MOST_BYTES, SheetFile
from usecases.exchange.sheet_staged import find, forget, keep
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.cases import own_case
from usecases.portal.forms.trial_results import SheetForm
from usecases.portal.trials import may_write, to_trial
from usecases.rules.visibility_trials import cycles_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import PAGE_SIZE
from usecases.workflow.errors import NotFound, WrongStage
from usecases.workflow.fetch import require

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = {"csv": (csv_template, "text/csv; charset=utf-8"), "xlsx": (xlsx_template, _SHEET)}


@bank_page("GET", "HEAD", "POST")
def choose(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Ask for the file, and keep it until it is confirmed."""
    case = _measured(person, key)
    posted = request.method == "POST"
    form = SheetForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        upload = form.cleaned_data["file"]
        file = SheetFile(upload.name, upload.read(MOST_BYTES + 1))
        return redirect("portal:trial-import-check", case.pk, keep(file, by=person))
    context = {
        "form": form,
        "columns": columns_of(one_case=True),
        "most_rows": MOST_RESULTS,
        "most_megabytes": MOST_BYTES // (1024 * 1024),
        "cycles": cycles_for(person).filter(use_case=case).exists(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if posted else HTTPStatus.OK
    return _page(request, person, case, "trial_import", status=status, context=context)


@bank_page("GET", "HEAD", "POST")
def preview(request: HttpRequest, person: Person, key: UUID, file: UUID) -> HttpResponse:
    """Show every row with everything that is wrong with it; write all of them, or none."""
    case = _measured(person, key)
    sheet = find(file, by=person)
    if sheet is None:
        raise NotFound
    status = HTTPStatus.OK
    if request.method == "POST":
        try:
            number = len(list(write(sheet, by=person, case=case)))
        except (WrongSheet, WrongStage):
            status = HTTPStatus.CONFLICT  # it changed since it was looked at: shown as it is now
        else:
            forget(file, by=person)
            told = ngettext("One result is written.", "{n} results are written.", number)
            messages.success(request, told.format(n=number))
            return redirect(to_trial(case))
    checked = check(sheet, by=person, case=case)
    context = {"file": sheet, "checked": checked, "page_obj": _paged(request, checked)}
    return _page(request, person, case, "trial_import_check", status=status, context=context)


@bank_page("GET", "HEAD")
def template(request: HttpRequest, person: Person, key: UUID, ending: str) -> HttpResponse:
    """Hand out the file to fill in, with a row for each target."""
    case = _measured(person, key)
    if ending not in _KINDS:
        raise Http404
    make, content_type = _KINDS[ending]
    response = HttpResponse(make(person, case), content_type=content_type)
    name = f"results-{case.reference}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _measured(person: Person, key: UUID) -> UseCase:
    """Return a use case of which the person measures the trial."""
    case = own_case(person, key)
    require(person, Action.WRITE_TRIAL, case)
    if not may_write(case, person):
        raise NotFound
    return case


def _paged(request: HttpRequest, checked: Checked) -> Any:
    rows: list[Any] = checked.faults or list(checked.rows)
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))


def _page(
    request: HttpRequest,
    person: Person,
    case: UseCase,
    name: str,
    *,
    status: HTTPStatus,
    context: dict[str, Any],
) -> HttpResponse:
    zone = case.phase.programme.time_zone
    shared = {"current": "use-cases", "case": case, "zone": zone}
    return page(request, person, name, {**shared, **context}, status=status)
