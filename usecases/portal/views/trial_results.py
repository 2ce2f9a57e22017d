"""A bank writes its test cycles and what they measured."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from usecases.audit import writing
from usecases.models.person import Person
from usecases.models.results import Cycle, Result
from usecases.models.trials import Target
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.cases import own_case
from usecases.portal.forms.faults import DONE, tried
from usecases.portal.forms.trial_results import CycleForm, ResultForm, VoidForm, cycle_name
from usecases.portal.trials import may_write, measured_result, to_trial, written_fields
from usecases.rules.visibility_trials import cycles_for, results_for, targets_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.casefile import AttachmentKind
from usecases.workflow import measure
from usecases.workflow.attach import keep, prepare
from usecases.workflow.errors import Invalid, NotFound, WrongStage
from usecases.workflow.fetch import fetch, require


@bank_page("GET", "HEAD", "POST")
def begin(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Begin a test cycle with its set-up; then go on to the result that was asked for."""
    case = own_case(person, key)
    require(person, Action.WRITE_TRIAL, case)
    if request.method != "POST" and not may_write(case, person):
        raise NotFound  # what was typed in a trial that ended meanwhile is given back instead
    form = CycleForm(person, data=request.POST if request.method == "POST" else None)
    status = DONE
    if request.method == "POST":
        status = tried(
            form, lambda _told: measure.begin_cycle(case, fields=form.written(), by=person)
        )
        if status == DONE:
            messages.success(request, _("The test cycle has begun."))
            return redirect(_onward(person, case, request.GET.get("target", "")))
    return _page(request, person, case, "trial_cycle", status, form=form)


def _onward(person: Person, case: UseCase, target: str) -> str:
    """Return the page of the result that led here, else the trial."""
    asked = [row for row in targets_for(person).filter(use_case=case) if str(row.pk) == target]
    if asked:
        return reverse("portal:trial-result-new", args=[case.pk, asked[0].pk])
    return to_trial(case)


@bank_page("GET", "HEAD", "POST")
def cycle(request: HttpRequest, person: Person, key: UUID, cycle: UUID) -> HttpResponse:
    """Change what is said of a test cycle; with a reason once something was measured in it."""
    case = own_case(person, key)
    require(person, Action.WRITE_TRIAL, case)
    row: Cycle = fetch(cycles_for(person).filter(use_case=case), cycle)
    why = results_for(person).filter(cycle=row).exists()
    data = request.POST if request.method == "POST" else None
    form = CycleForm(person, why=why, data=data, initial=written_fields(row))
    status = DONE
    if data is not None:

        def change(told: dict[str, Any]) -> object:
            reason = told.get("reason", "")
            return measure.change_cycle(row, fields=form.written(), by=person, reason=reason)

        status = tried(form, change)
        if status == DONE:
            messages.success(request, _("The set-up is changed."))
            return redirect(to_trial(case))
    return _page(request, person, case, "trial_cycle", status, form=form, name=cycle_name(row))


@bank_page("GET", "HEAD", "POST")
def write(request: HttpRequest, person: Person, key: UUID, target: UUID) -> HttpResponse:
    """Write what was measured of a target."""
    case = own_case(person, key)
    require(person, Action.WRITE_TRIAL, case)
    rows = targets_for(person).filter(use_case=case).select_related("metric", "use_case")
    aim: Target = fetch(rows, target)
    if not cycles_for(person).filter(use_case=case).exists():
        messages.info(request, _("First begin a test cycle: say how the system is set up."))
        begin = reverse("portal:trial-cycle-new", args=[case.pk])
        return redirect(f"{begin}?target={aim.pk}")
    posted = request.method == "POST"
    form = ResultForm(
        person,
        aim,
        data=request.POST if posted else None,
        files=request.FILES if posted else None,
        initial={"cycle": cycles_for(person).filter(use_case=case).order_by("-number").first()},
    )
    status = DONE
    if posted:
        status = tried(form, lambda told: _measured(case, aim, dict(told), person))
        if status == DONE:
            messages.success(request, _("The result is written."))
            return redirect(to_trial(case))
    return _page(request, person, case, "trial_result_new", status, form=form, target=aim)


def _measured(case: UseCase, target: Target, told: dict[str, Any], person: Person) -> object:
    """Write a result, its evidence with it: both or neither."""
    cycle, upload = told.pop("cycle"), told.pop("file")
    fields = {**told, "metric": target.metric, "target": target}
    if upload is None:
        return measure.write_result(cycle, fields=fields, by=person)
    with prepare(upload, scanned=True) as prepared, writing(by=person):
        kind = AttachmentKind.EVIDENCE
        row = keep(prepared, case, kind=kind, by=person, description=str(target))
        return measure.write_result(cycle, fields={**fields, "evidence": row}, by=person)


@bank_page("GET", "HEAD", "POST")
def result(request: HttpRequest, person: Person, key: UUID, result: UUID) -> HttpResponse:
    """Show a result; let its target be judged by it, or declare it void."""
    case = own_case(person, key)
    related = ("metric", "cycle", "target__metric", "evidence", "use_case")
    row: Result = fetch(results_for(person).filter(use_case=case).select_related(*related), result)
    form, status = VoidForm(), DONE
    if request.method == "POST":
        require(person, Action.WRITE_TRIAL, case)
        if request.POST.get("act") == "final":
            return _final(request, person, case, row)
        form = VoidForm(request.POST)
        status = tried(form, lambda told: measure.void_result(row, by=person, **told))
        if status == DONE:
            messages.success(request, _("The result counts no longer."))
            return redirect(to_trial(case))
    shown = {"form": form, "result": row, "shown": measured_result(row)}
    return _page(request, person, case, "trial_result", status, **shown)


def _final(request: HttpRequest, person: Person, case: UseCase, row: Result) -> HttpResponse:
    try:
        measure.mark_final(row, by=person)
    except (Invalid, WrongStage) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("It is the final result."))
    return redirect(to_trial(case))


def _page(
    request: HttpRequest,
    person: Person,
    case: UseCase,
    template: str,
    status: HTTPStatus,
    **context: Any,
) -> HttpResponse:
    shared = {
        "current": "use-cases",
        "case": case,
        "zone": case.phase.programme.time_zone,
        "writes": may_write(case, person),
    }
    return page(request, person, template, {**shared, **context}, status=status)
