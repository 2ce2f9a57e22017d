"""What went wrong in a trial: reported, put right, resolved."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.monitoring import Incident
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.models.words import Term
from usecases.notices.staff import tell_officers
from usecases.rules.visibility_trials import incidents_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import PLAIN_CHARACTERS
from usecases.vocabulary.messages import Letter
from usecases.vocabulary.monitoring import STARTED
from usecases.vocabulary.terms import TermKind
from usecases.workflow.errors import Stale, WrongStage, invalid
from usecases.workflow.fetch import fetch, fetch_use_case, require
from usecases.workflow.held import by_bank
from usecases.workflow.inside import clock, inside, not_future
from usecases.workflow.texts import required, within
from usecases.workflow.validate import validate

CHANGED = frozenset({"severity", "cause", "description", "detected_at", "reported_at"})


def report_incident(
    use_case: UseCase,
    *,
    severity: str,
    description: str,
    detected_at: datetime,
    by: Person,
    cause: Term | None = None,
    reported_at: datetime | None = None,
    action: str = "",
) -> Incident:
    """Write down what went wrong, when it was noticed and when we were told.

    A bank reports now, and its officer is told at once; `action` is what it has done so far.
    """
    with writing(by=by) as opened:
        case = fetch_use_case(use_case, by)
        itself = by_bank(by, case)
        if itself and reported_at is not None:
            raise invalid("reported_at", "not-editable", _("It is reported now."))
        if itself:
            not_future("detected_at", detected_at)
        within("action", action, PLAIN_CHARACTERS)
        row = Incident(
            use_case=case,
            severity=severity,
            cause=cause,
            description=description,
            detected_at=detected_at,
            reported_at=reported_at or opened.moment,
            reported_by=opened.user if itself else None,
            action=action.strip(),
        )
        _hold(row, case)
        if itself and (known := _same(row)):
            return known
        row = trail.add(row)
        if itself:
            _tell(row, case, Letter.INCIDENT_REPORTED)
        return row


def say_done(incident: Incident, *, action: str, by: Person) -> Incident:
    """The bank says what it has done about it so far; staff resolve it."""
    with writing(by=by):
        row = fetch(incidents_for(by), incident.pk)
        case = fetch_use_case(row.use_case, by)
        require(by, Action.WRITE_TRIAL, case)
        if row.resolved_at:
            raise invalid("", "resolved", _("It is resolved already."))
        done = required("action", action, PLAIN_CHARACTERS, _("Say what was done."))
        if trail.amend(row, {"action": done}):
            _tell(row, case, Letter.INCIDENT_ACTED)
        return row


def change_incident(
    incident: Incident,
    fields: Mapping[str, Any],
    *,
    by: Person,
    reason: str,
    based_on: datetime | None = None,
) -> Incident:
    """Put right what was reported, with a reason."""
    with writing(by=by, reason=reason):
        row, case = _its_case(incident, by)
        if based_on is not None and row.updated_at != based_on:
            raise Stale
        if not reason.strip():
            raise invalid("reason", "required", _("Say why."))
        known = {name: value for name, value in fields.items() if name in CHANGED}
        tried = Incident.objects.get(pk=row.pk)
        for name, value in known.items():
            setattr(tried, name, value)
        _hold(tried, case)
        trail.amend(row, {name: getattr(tried, name) for name in known})
        return row


def resolve(
    incident: Incident, *, action: str, by: Person, resolved_at: datetime | None = None
) -> Incident:
    """Write down what was done about it."""
    with writing(by=by) as opened:
        row, _case = _its_case(incident, by)
        if row.resolved_at:
            raise invalid("", "resolved", _("It is resolved already."))
        done = required("action", action, PLAIN_CHARACTERS, _("Say what was done."))
        moment = resolved_at or opened.moment
        not_future("resolved_at", moment)
        if moment < row.detected_at:
            raise invalid("resolved_at", "order", _("It was resolved before it was detected."))
        trail.amend(row, {"resolved_at": moment, "action": done})
        return row


def _its_case(incident: Incident, by: Person) -> tuple[Incident, UseCase]:
    row = fetch(incidents_for(by), incident.pk)
    case = fetch_use_case(row.use_case, by)
    require(by, Action.HANDLE, case)
    return row, case


def _same(row: Incident) -> Incident | None:
    """Return what the same person reported already, word for word: a form that came twice."""
    told = {name: getattr(row, name) for name in ("description", "detected_at", "reported_by")}
    return Incident.objects.filter(use_case=row.use_case, **told).first()


def _tell(row: Incident, case: UseCase, letter: str) -> None:
    address = reverse("admin:usecases_incident_change", args=[row.pk])
    tell_officers(letter, case, address, severity=row.get_severity_display())


def _hold(row: Incident, case: UseCase) -> None:
    """Refuse what cannot be: at this stage, in this order, outside the trial."""
    if case.stage not in STARTED:
        raise WrongStage
    row.description = required(
        "description", row.description, PLAIN_CHARACTERS, _("Say what happened.")
    )
    if row.cause is not None and row.cause.kind != TermKind.INCIDENT_CAUSE:
        raise invalid("cause", "kind", _("This is no cause of an incident."))
    if row.reported_at < row.detected_at:
        raise invalid("reported_at", "order", _("It was reported before it was detected."))
    inside("detected_at", row.detected_at, clock(case))
    not_future("reported_at", row.reported_at)
    if row.resolved_at and row.resolved_at < row.detected_at:
        raise invalid("detected_at", "order", _("It was resolved before it was detected."))
    validate(row)
