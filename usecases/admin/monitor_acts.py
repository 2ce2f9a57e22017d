"""The acts on the page of a use case that is tried: set what is due, report, count, write."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.monitor_forms import (
    BankNoteForm,
    DueForm,
    DueLateForm,
    ExposureForm,
    IncidentForm,
)
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.due import today_of
from usecases.rules.permissions import may, on_case
from usecases.rules.visibility import trials_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.monitoring import EXPECTED, RUNNING, STARTED
from usecases.vocabulary.stages import Stage
from usecases.workflow.deliverables import set_deliverable
from usecases.workflow.exposure import NUMBERS, record_exposure
from usecases.workflow.incidents import report_incident
from usecases.workflow.note import write_note

TAB = "trial"


def monitor_acts(case: UseCase, person: Person) -> list[Act]:
    """Return what staff write about a trial that is to come, runs or has ended."""
    here, acts = on_case(person, case), list[Act]()
    if may(here, Action.HANDLE):
        if case.stage in (Stage.ACCEPTED, *RUNNING):
            acts.append(_due(case, person))
        if case.stage in STARTED:
            acts += [_incident(case, person), _exposure(case, person)]
    if may(here, Action.NOTE) and case.stage in {*EXPECTED, *STARTED}:
        acts.append(_note(case, person))
    return acts


def _due(case: UseCase, person: Person) -> Act:
    runs = case.stage in RUNNING
    return Act(
        name="due",
        label=_("Set a deliverable"),
        lead=_("The trial runs: this amends its plan, and the reason stays with it.")
        if runs
        else _("It is fixed when the trial starts; until then it can be changed."),
        perform=lambda values: set_deliverable(case, by=person, **values),
        form=DueLateForm if runs else DueForm,
        done=_("The deliverable is set."),
        more=True,
        tab=TAB,
    )


def _incident(case: UseCase, person: Person) -> Act:
    return Act(
        name="incident",
        label=_("Report an incident"),
        lead=_("It stays open, and weighs on the traffic light, until it is resolved."),
        perform=lambda values: report_incident(case, by=person, **values),
        form=IncidentForm,
        done=_("The incident is written down."),
        more=True,
        tab=TAB,
    )


def _exposure(case: UseCase, person: Person) -> Act:
    known = trials_for(person).filter(use_case=case).values(*NUMBERS).first() or {}
    return Act(
        name="exposure",
        label=_("Record numbers"),
        lead=_("What the trial has used since it began. The history keeps as of which day."),
        perform=lambda values: _expose(case, person, dict(values)),
        form=ExposureForm,
        initial={**known, "as_of": today_of(case.phase.programme, timezone.now())},
        done=_("The numbers are recorded."),
        more=True,
        tab=TAB,
    )


def _expose(case: UseCase, person: Person, values: dict[str, Any]) -> None:
    as_of, reason = values.pop("as_of"), values.pop("reason")
    record_exposure(case, values, as_of=as_of, by=person, reason=reason)


def _note(case: UseCase, person: Person) -> Act:
    return Act(
        name="bank-note",
        label=_("Write to the bank"),
        lead=_("The bank reads it in the portal and by mail; it stays as it is written."),
        perform=lambda values: write_note(case, by=person, **values),
        form=BankNoteForm,
        done=_("The note is written, and the bank is told."),
        more=True,
        tab="notes",
    )
