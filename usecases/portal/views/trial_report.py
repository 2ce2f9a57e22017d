"""The end report: written section by section, read as a whole, handed in, printed."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from usecases.models.monitoring import Deliverable
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.cases import own_case
from usecases.portal.forms.faults import DONE, take_faults, tried
from usecases.portal.forms.trial_events import HandInReportForm, ReportForm
from usecases.portal.trials import due_of, trial_of
from usecases.rules.aimed import frozen
from usecases.rules.report_form import missing_in, stamps, whole
from usecases.rules.visibility_plans import report_drafts_for
from usecases.rules.visibility_trials import deliverables_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.end_report import REPORT_BY_CODE, REPORT_SECTIONS
from usecases.vocabulary.trials import DeliverableKind
from usecases.workflow import end_report
from usecases.workflow.attach import prepare
from usecases.workflow.errors import Invalid, NotReady, Refused, Stale, WrongStage
from usecases.workflow.fetch import fetch, require


@bank_page("GET", "HEAD", "POST")
def write(request: HttpRequest, person: Person, key: UUID, deliverable: UUID) -> HttpResponse:
    """Write the report, all of it on one page; what is handed in is read."""
    case, row = _found(person, key, deliverable)
    require(person, Action.WRITE_TRIAL, case)
    known = _content(row, person)
    if request.method == "POST":
        return _write(request, person, case, row)
    if row.handed_in_at or not due_of(row, case, timezone.now())["open"]:
        return redirect("portal:trial-due", case.pk, row.pk)
    return _page(request, person, case, row, ReportForm(stamps(known), initial=known))


def _write(request: HttpRequest, person: Person, case: UseCase, row: Deliverable) -> HttpResponse:
    """Keep what was typed, or give the page back with everything still on it."""
    known = _content(row, person)
    form = ReportForm(stamps(known), data=request.POST)
    if not form.is_valid():
        return _page(request, person, case, row, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        end_report.write_report(row, texts=form.texts(), seen=form.seen(), by=person)
    except Stale as refused:
        return _conflict(request, person, case, row, refused)
    except (Invalid, NotReady, WrongStage) as refused:
        take_faults(form, refused)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, person, case, row, form, status=status)
    messages.success(request, _("The report is saved. Only your institution sees it so far."))
    if request.POST.get("then") == "check":
        return redirect("portal:trial-report-check", case.pk, row.pk)
    return redirect("portal:trial-report", case.pk, row.pk)


def _conflict(
    request: HttpRequest, person: Person, case: UseCase, row: Deliverable, refused: Refused
) -> HttpResponse:
    """Keep what was typed beside what a colleague saved; saving again puts it in its place."""
    theirs, data = _content(row, person), request.POST.copy()
    _stamp_anew(data, stamps(theirs), [fault.field for fault in refused.faults])
    form = ReportForm(stamps(theirs), data=data)
    take_faults(form, refused)
    told = [
        (REPORT_BY_CODE[fault.field].title, theirs.get(fault.field, ""))
        for fault in refused.faults
        if fault.field in REPORT_BY_CODE
    ]
    return _page(request, person, case, row, form, status=HTTPStatus.CONFLICT, theirs=told)


def _stamp_anew(data: QueryDict, known: dict[str, str], codes: list[str]) -> None:
    for code in codes:
        data[f"seen_{code}"] = known.get(code, "")


@bank_page("GET", "HEAD", "POST")
def check(request: HttpRequest, person: Person, key: UUID, deliverable: UUID) -> HttpResponse:
    """Read the report as the regulator will, with what it lacks, and hand it in."""
    case, row = _found(person, key, deliverable)
    require(person, Action.WRITE_TRIAL, case)
    if row.handed_in_at:
        return redirect("portal:trial-due", case.pk, row.pk)
    known, status = _content(row, person), DONE
    form = HandInReportForm(initial={"read": whole(known)})
    if request.method == "POST":
        data = request.POST.copy()
        form = HandInReportForm(data, request.FILES)
        status = tried(form, lambda told: _handed(row, person, **told))
        if status == DONE:
            messages.success(request, _("The end report is handed in. Your case officer is told."))
            return redirect("portal:trial-due", case.pk, row.pk)
        known = _content(row, person)
        data["read"] = whole(known)
    context = {
        "report": {
            "sections": [
                {"title": each.title, "text": known.get(each.code, "")} for each in REPORT_SECTIONS
            ],
            "targets": frozen(trial_of(case, person)["aimed"]),
        },
        "missing": missing_in(known),
        "form": form,
    }
    return _shown(request, person, case, row, "trial_report_check", status=status, context=context)


def _handed(row: Deliverable, person: Person, *, read: str, file: Any, confirm: bool) -> object:
    if file is None:
        return end_report.hand_in_report(row, read=read, by=person)
    with prepare(file, scanned=True) as prepared:
        return end_report.hand_in_report(row, read=read, upload=prepared, by=person)


def _found(person: Person, key: UUID, deliverable: UUID) -> tuple[UseCase, Deliverable]:
    case = own_case(person, key)
    rows = deliverables_for(person).filter(use_case=case, kind=DeliverableKind.END_REPORT)
    return case, fetch(rows, deliverable)


def _content(row: Deliverable, person: Person) -> dict[str, str]:
    draft = report_drafts_for(person).filter(deliverable=row).first()
    return dict(draft.content) if draft else {}


def _page(
    request: HttpRequest,
    person: Person,
    case: UseCase,
    row: Deliverable,
    form: ReportForm,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    **context: Any,
) -> HttpResponse:
    shown = {"form": form, **context}
    return _shown(request, person, case, row, "trial_report", status=status, context=shown)


def _shown(
    request: HttpRequest,
    person: Person,
    case: UseCase,
    row: Deliverable,
    name: str,
    *,
    status: HTTPStatus,
    context: dict[str, Any],
) -> HttpResponse:
    shared = {
        "current": "use-cases",
        "case": case,
        "zone": case.phase.programme.time_zone,
        "due": due_of(row, case, timezone.now()),
    }
    return page(request, person, name, {**shared, **context}, status=status)
