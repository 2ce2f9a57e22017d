"""A bank hands in what is due, reports what went wrong, and answers notes."""

from http import HTTPStatus
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from usecases.models.casefile import Note
from usecases.models.monitoring import Deliverable, Incident
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.cases import own_case
from usecases.portal.forms.faults import DONE, tried
from usecases.portal.forms.trial_events import ActionForm, DoneForm, HandInForm, IncidentForm
from usecases.portal.trials import due_of, may_write, to_trial
from usecases.rules.attachments import may_hand_files
from usecases.rules.permissions import may, on_case
from usecases.rules.visibility_casefile import notes_for
from usecases.rules.visibility_trials import deliverables_for, incidents_for
from usecases.vocabulary.actions import Action
from usecases.workflow import hand_in, incidents, note
from usecases.workflow.attach import prepare
from usecases.workflow.errors import NotFound
from usecases.workflow.fetch import fetch, require


@bank_page("GET", "HEAD", "POST")
def due(request: HttpRequest, person: Person, key: UUID, deliverable: UUID) -> HttpResponse:
    """Show what is due and where it stands; hand it in."""
    case = own_case(person, key)
    related = ("file", "use_case", "handed_in_by")
    rows = deliverables_for(person).filter(use_case=case).select_related(*related)
    row: Deliverable = fetch(rows, deliverable)
    form, status = HandInForm(), DONE
    if request.method == "POST":
        require(person, Action.WRITE_TRIAL, case)
        form = HandInForm(request.POST, request.FILES)
        status = tried(form, lambda told: _handed(row, person, **told))
        if status == DONE:
            messages.success(request, _("It is handed in. Your case officer is told."))
            return redirect(reverse("portal:trial-due", args=[case.pk, row.pk]))
        row = fetch(rows, deliverable)
    shown = due_of(row, case, timezone.now())
    writes = may_hand_files(person, case) and (shown["open"] or status == HTTPStatus.CONFLICT)
    return _page(request, person, case, "trial_due", status, due=shown, form=form, writes=writes)


def _handed(row: Deliverable, person: Person, *, text: str, file: Any) -> object:
    if file is None:
        return hand_in.hand_in(row, text=text, by=person)
    with prepare(file, scanned=True) as prepared:
        return hand_in.hand_in(row, text=text, upload=prepared, by=person)


@bank_page("GET", "HEAD", "POST")
def report(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Report an incident at once; days and hours are the programme's."""
    case = own_case(person, key)
    require(person, Action.WRITE_TRIAL, case)
    if request.method != "POST" and not may_write(case, person):
        raise NotFound  # what was typed in a trial that ended meanwhile is given back instead
    with timezone.override(ZoneInfo(case.phase.programme.time_zone)):
        form = IncidentForm(person, data=request.POST if request.method == "POST" else None)
        status = DONE
        if request.method == "POST":
            status = tried(form, lambda told: incidents.report_incident(case, by=person, **told))
            if status == DONE:
                messages.success(request, _("Reported. Your case officer is told at once."))
                return redirect(to_trial(case))
        return _page(request, person, case, "trial_incident_new", status, form=form)


@bank_page("GET", "HEAD", "POST")
def incident(request: HttpRequest, person: Person, key: UUID, incident: UUID) -> HttpResponse:
    """Show an incident; say what was done about it so far."""
    case = own_case(person, key)
    rows = incidents_for(person).filter(use_case=case).select_related("cause", "reported_by")
    row: Incident = fetch(rows, incident)
    form, status = ActionForm(initial={"action": row.action}), DONE
    if request.method == "POST":
        require(person, Action.WRITE_TRIAL, case)
        form = ActionForm(request.POST)
        status = tried(form, lambda told: incidents.say_done(row, by=person, **told))
        if status == DONE:
            messages.success(request, _("Saved. Your case officer is told."))
            return redirect(to_trial(case))
    writes = row.resolved_at is None and may(on_case(person, case), Action.WRITE_TRIAL)
    shown = {"incident": row, "form": form, "writes": writes}
    return _page(request, person, case, "trial_incident", status, **shown)


@bank_page("GET", "HEAD", "POST")
def answer(request: HttpRequest, person: Person, key: UUID, note_key: UUID) -> HttpResponse:
    """Show a note of the case officer; say what was done."""
    case = own_case(person, key)
    row: Note = fetch(notes_for(person).filter(use_case=case), note_key)
    form, status = DoneForm(initial={"done": row.done}), DONE
    if request.method == "POST":
        require(person, Action.WRITE_TRIAL, case)
        form = DoneForm(request.POST)
        status = tried(form, lambda told: note.answer_note(row, by=person, **told))
        if status == DONE:
            messages.success(request, _("Saved. Your case officer is told."))
            return redirect(to_trial(case))
    writes = row.closed_at is None and may(on_case(person, case), Action.WRITE_TRIAL)
    return _page(request, person, case, "trial_note", status, note=row, form=form, writes=writes)


def _page(
    request: HttpRequest,
    person: Person,
    case: UseCase,
    name: str,
    status: HTTPStatus,
    **context: Any,
) -> HttpResponse:
    zone = case.phase.programme.time_zone
    shared = {"current": "use-cases", "case": case, "zone": zone}
    return page(request, person, name, {**shared, **context}, status=status)
