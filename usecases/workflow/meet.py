"""Meetings that moderate the assessments of a phase: who was there, what was said."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.meetings import Meeting, Remark
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.rules.meetings import moderates
from usecases.rules.missing import Missing
from usecases.rules.visibility_register import phases_for
from usecases.rules.visibility_reviews import meetings_for, remarks_for
from usecases.vocabulary.actions import Action
from usecases.workflow.errors import Invalid, NotAllowed, Stale, invalid
from usecases.workflow.fetch import fetch, fetch_use_case, require
from usecases.workflow.validate import validate

CHARACTERS = 20_000
_FIELDS = frozenset({"held_on", "present", "notes"})


def hold(phase: Phase, *, held_on: date, present: str, notes: str = "", by: Person) -> Meeting:
    """Note that a meeting was held, and who was there."""
    with writing(by=by) as opened:
        found = fetch(phases_for(by).select_related("programme"), phase.pk)
        if not moderates(by, found):
            raise NotAllowed
        meeting = Meeting(phase=found, held_on=held_on, present=present, notes=notes)
        _check(meeting, opened.now)
        return trail.add(meeting)


def minute(
    meeting: Meeting,
    *,
    fields: Mapping[str, object],
    by: Person,
    reason: str = "",
    based_on: datetime | None = None,
) -> Meeting:
    """Write down more of a meeting, or correct what was written."""
    with writing(by=by, reason=reason) as opened:
        found = _fetched(meeting, by)
        if based_on is not None and found.updated_at != based_on:
            raise Stale
        if foreign := set(fields) - _FIELDS:
            text = _("This field is not yours to edit.")
            raise Invalid(*(Missing(name, "not-editable", text) for name in sorted(foreign)))
        changed = fetch(Meeting.objects.select_related("phase__programme"), found.pk)
        for name, value in fields.items():
            setattr(changed, name, value)
        _check(changed, opened.now)
        trail.amend(found, fields)
        return found


def remark(meeting: Meeting, use_case: UseCase, *, text: str, by: Person) -> Remark:
    """Write down what a meeting said of a use case; said again, the later words stand."""
    with writing(by=by):
        found, case = _fetched(meeting, by), fetch_use_case(use_case, by)
        require(by, Action.PROPOSE, case)
        if case.phase_id != found.phase_id:
            raise invalid("use_case", "phase", _("Choose a use case of the meeting's phase."))
        if not text.strip():
            raise invalid("text", "required", _("Write what the meeting said of it."))
        _not_too_long("text", text)
        said = remarks_for(by).filter(meeting=found, use_case=case).first()
        if said is not None:
            trail.amend(said, {"text": text.strip()})
            return said
        fresh = Remark(meeting=found, use_case=case, text=text.strip())
        validate(fresh)
        return trail.add(fresh)


def _fetched(meeting: Meeting, by: Person) -> Meeting:
    found = fetch(meetings_for(by).select_related("phase__programme"), meeting.pk)
    if not moderates(by, found.phase):
        raise NotAllowed
    return found


def _check(meeting: Meeting, now: datetime) -> None:
    if not meeting.present.strip():
        raise invalid("present", "required", _("Say who was present."))
    for name in ("present", "notes"):
        _not_too_long(name, getattr(meeting, name))
    today = now.astimezone(ZoneInfo(meeting.phase.programme.time_zone)).date()
    if meeting.held_on > today:
        raise invalid("held_on", "future", _("Note a meeting once it was held: not a day to come."))
    validate(meeting)


def _not_too_long(name: str, text: str) -> None:
    if len(text) > CHARACTERS:
        raise invalid(name, "too-long", format_lazy(_("At most {n} characters."), n=CHARACTERS))
