"""The bank proposes the plan and the targets of its trial."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.cases import own_case
from usecases.portal.forms.trial_plan import BaseAims, PlanForm, aims, initial_of, take_faults
from usecases.portal.planning import Planning, planning_of
from usecases.portal.trials import to_trial
from usecases.rules.plans import state_of
from usecases.vocabulary.actions import Action
from usecases.workflow import plans
from usecases.workflow.errors import Invalid, NotFound, NotReady, Refused, Stale, WrongStage
from usecases.workflow.fetch import require


@bank_page("GET", "HEAD", "POST")
def plan(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Write the draft of the plan; one that is with the officer is read."""
    case = own_case(person, key)
    require(person, Action.WRITE_TRIAL, case)
    known = planning_of(case, person)
    if request.method == "POST":
        return _write(request, person, case)
    if known.waits or not known.planned:
        return redirect("portal:trial-plan-check", case.pk)
    told, rows = initial_of(known.content())
    remark = known.open.remark if known.open else ""
    form = PlanForm(person, initial={**told, "remark": remark, "seen": state_of(known.open)})
    extra = 3 if "more" in request.GET else 0 if rows else 1
    return _page(request, person, known, form, aims(person, initial=rows, extra=extra))


def _write(request: HttpRequest, person: Person, case: UseCase) -> HttpResponse:
    """Keep the draft, or give the page back with everything typed still on it."""
    form, targets = PlanForm(person, data=request.POST), aims(person, data=request.POST)
    known = planning_of(case, person)
    if not (form.is_valid() & targets.is_valid()):
        return _page(request, person, known, form, targets, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    told = form.cleaned_data
    try:
        plans.write_plan(
            case,
            plan=form.written(),
            targets=targets.written(),
            remark=told["remark"],
            seen=told["seen"],
            by=person,
        )
    except Invalid as refused:
        take_faults(form, targets, refused.faults)
        return _page(request, person, known, form, targets, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except (Stale, WrongStage) as refused:
        return _conflict(request, person, case, refused)
    return _onward(request, case)


def _conflict(
    request: HttpRequest, person: Person, case: UseCase, refused: Refused
) -> HttpResponse:
    """Keep what was typed beside what a colleague saved; saving again puts it in its place."""
    known = planning_of(own_case(person, case.pk), person)
    data = request.POST.copy()
    data["seen"] = state_of(known.open)
    form, targets = PlanForm(person, data=data), aims(person, data=data)
    _valid = form.is_valid() & targets.is_valid()
    take_faults(form, targets, refused.faults)
    return _page(request, person, known, form, targets, status=HTTPStatus.CONFLICT)


def _onward(request: HttpRequest, case: UseCase) -> HttpResponse:
    if request.POST.get("then") == "more":
        return redirect(reverse("portal:trial-plan", args=[case.pk]) + "?more=1#more")
    messages.success(
        request, _("The plan is saved. Your case officer sees it once it is proposed.")
    )
    if request.POST.get("then") == "check":
        return redirect("portal:trial-plan-check", case.pk)
    return redirect(to_trial(case))


def _page(
    request: HttpRequest,
    person: Person,
    known: Planning,
    form: PlanForm,
    targets: BaseAims,
    *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "current": "use-cases",
        "case": known.case,
        "zone": known.case.phase.programme.time_zone,
        "planning": known,
        "form": form,
        "targets": targets,
        "wrong": [each for each in (form, *targets.forms) if each.errors],
        "conflict": status == HTTPStatus.CONFLICT,
        "words": known.words() if status == HTTPStatus.CONFLICT else None,
    }
    return page(request, person, "trial_plan", context, status=status)


@bank_page("GET", "HEAD", "POST")
def check(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Read the whole proposal, with what it lacks, and propose it."""
    case = own_case(person, key)
    known = planning_of(case, person)
    if known.open is None:
        if known.writes:
            return redirect("portal:trial-plan", case.pk)
        raise NotFound
    faults, status = known.missing(), HTTPStatus.OK
    if request.method == "POST":
        require(person, Action.WRITE_TRIAL, case)
        try:
            plans.propose_plan(known.open, seen=request.POST.get("seen", ""), by=person)
        except (NotReady, Invalid, Stale, WrongStage) as refused:
            known, status = planning_of(own_case(person, key), person), HTTPStatus.CONFLICT
            messages.error(request, _("It was not proposed: {why}").format(why=refused))
        else:
            messages.success(request, _("The plan is proposed. Your case officer is told."))
            return redirect(to_trial(case))
    context = {
        "current": "use-cases",
        "case": case,
        "zone": case.phase.programme.time_zone,
        "planning": known,
        "words": known.words(),
        "missing": faults,
        "seen": state_of(known.open),
    }
    return page(request, person, "trial_plan_check", context, status=status)


@bank_page("POST")
def take_back(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Take the proposal back, to change it."""
    case = own_case(person, key)
    require(person, Action.WRITE_TRIAL, case)
    known = planning_of(case, person)
    if known.open is None:
        raise NotFound
    try:
        plans.take_back_plan(known.open, by=person)
    except (Invalid, WrongStage) as refused:
        messages.error(request, str(refused))
        return redirect(to_trial(case))
    messages.success(request, _("The plan is yours to change again."))
    return redirect("portal:trial-plan", case.pk)
