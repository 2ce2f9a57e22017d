"""The timeline of one trial: all that was planned and all that happened, in order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import FieldDoesNotExist
from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from usecases.models.person import Person
from usecases.models.trials import Amendment, Target, Trial
from usecases.models.usecases import UseCase
from usecases.rules.due import days_late, due_day, today_of
from usecases.rules.visibility import outcomes_for, stage_changes_for, trials_for
from usecases.rules.visibility_casefile import notes_for
from usecases.rules.visibility_trials import (
    amendments_for,
    cycles_for,
    deliverables_for,
    incidents_for,
)
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import NoteKind


class Kind(TextChoices):
    """What a line of the timeline is about."""

    STAGE = "stage", gettext_lazy("Trial")
    PLAN = "plan", gettext_lazy("Plan")
    CYCLE = "cycle", gettext_lazy("Test cycle")
    DELIVERABLE = "deliverable", gettext_lazy("Deliverable")
    INCIDENT = "incident", gettext_lazy("Incident")
    NOTE = "note", gettext_lazy("Note")
    AMENDMENT = "amendment", gettext_lazy("Amendment")
    OUTCOME = "outcome", gettext_lazy("Outcome")


@dataclass(frozen=True)
class Event:
    """One line: the day, what it is about, whether it was planned or happened."""

    day: date
    kind: Kind
    title: str
    text: str = ""
    planned: bool = False
    moment: datetime | None = None


def trial_timeline(case: UseCase, person: Person) -> list[Event]:
    """Return every line that the person may see, the earliest first; what was planned for a day
    stands before what happened on it.
    """
    zone = ZoneInfo(case.phase.programme.time_zone)
    parts = (_moves, _plan, _cycles, _deliverables, _incidents, _notes, _amendments, _outcomes)
    found = [event for part in parts for event in part(case, person, zone)]
    return sorted(found, key=_order)


def _order(event: Event) -> tuple[date, bool, float, str]:
    at = event.moment.timestamp() if event.moment else 0.0
    return event.day, not event.planned, at, event.title


def _at(moment: datetime, zone: ZoneInfo, kind: Kind, title: str, text: str = "") -> Event:
    return Event(moment.astimezone(zone).date(), kind, title, text, moment=moment)


def _moves(case: UseCase, person: Person, zone: ZoneInfo) -> Iterator[Event]:
    """Return the moves of the case since its place was given."""
    rows = stage_changes_for(person).filter(use_case=case, voided_by__isnull=True)
    moves = list(rows.exclude(to_stage="").order_by("happened_on", "row"))
    first = next((n for n, move in enumerate(moves) if move.to_stage == Stage.ACCEPTED), None)
    for move in moves if first is None else moves[first:]:
        yield _at(move.happened_on, zone, Kind.STAGE, str(Stage(move.to_stage).label), move.reason)


def _plan(case: UseCase, person: Person, zone: ZoneInfo) -> Iterator[Event]:
    trial = trials_for(person).filter(use_case=case).first()
    if trial and trial.planned_from:
        yield Event(trial.planned_from, Kind.PLAN, _("Planned start"), planned=True)
    if trial and trial.planned_to:
        yield Event(trial.planned_to, Kind.PLAN, _("Planned end"), planned=True)


def _cycles(case: UseCase, person: Person, zone: ZoneInfo) -> Iterator[Event]:
    for each in cycles_for(person).filter(use_case=case):
        title = _("Cycle {n}").format(n=each.number)
        if each.began_on:
            until = _("until {day}").format(day=_day(each.ended_on)) if each.ended_on else ""
            text = " ".join(filter(None, (each.name, until)))
            yield Event(each.began_on, Kind.CYCLE, title, text)


def _deliverables(case: UseCase, person: Person, zone: ZoneInfo) -> Iterator[Event]:
    for each in deliverables_for(person).filter(use_case=case):
        first = _("first fixed for {day}").format(day=_day(each.due_on))
        moved = first if each.amended_due_on else ""
        due = _("Due: {title}").format(title=each.title)
        yield Event(due_day(each), Kind.DELIVERABLE, due, moved, planned=True)
        if each.handed_in_at:
            late = days_late(each, case.phase.programme)
            text = _("{n} days late").format(n=late) if late else _("in time")
            title = _("Handed in: {title}").format(title=each.title)
            yield _at(each.handed_in_at, zone, Kind.DELIVERABLE, title, text)
        if each.signed_off_at:
            title = _("Signed off: {title}").format(title=each.title)
            yield _at(each.signed_off_at, zone, Kind.DELIVERABLE, title)
        if each.waived_at:
            title = _("Waived: {title}").format(title=each.title)
            yield _at(each.waived_at, zone, Kind.DELIVERABLE, title, each.waiver)


def _incidents(case: UseCase, person: Person, zone: ZoneInfo) -> Iterator[Event]:
    for each in incidents_for(person).filter(use_case=case):
        title = _("{severity} incident").format(severity=each.get_severity_display())
        yield _at(each.detected_at, zone, Kind.INCIDENT, title, each.description)
        if each.resolved_at:
            yield _at(each.resolved_at, zone, Kind.INCIDENT, _("Incident resolved"), each.action)


def _notes(case: UseCase, person: Person, zone: ZoneInfo) -> Iterator[Event]:
    rows = notes_for(person).filter(use_case=case).exclude(kind=NoteKind.INTERNAL)
    for each in rows:
        title = _("{kind} note to the bank").format(kind=each.get_kind_display())
        yield _at(each.written, zone, Kind.NOTE, title, each.text)
        if each.due_on:
            asked = _("Action wanted of the bank")
            yield Event(each.due_on, Kind.NOTE, asked, each.action_wanted, planned=True)
        if each.closed_at:
            yield _at(each.closed_at, zone, Kind.NOTE, _("Note closed"), each.done)


def _amendments(case: UseCase, person: Person, zone: ZoneInfo) -> Iterator[Event]:
    rows = amendments_for(person).filter(use_case=case).select_related("target", "deliverable")
    for each in rows:
        title = _("Plan amended: {what}").format(what=amended(each))
        before, after = _value(each.before), _value(each.after)
        change = f"{before} → {after}" if before else after
        yield _at(each.amended_at, zone, Kind.AMENDMENT, title, f"{change}. {each.reason}")


def _value(text: str) -> str:
    """Return a value of an amendment as people read it: a day as a day, a code as words."""
    try:
        return _day(date.fromisoformat(text))
    except ValueError:
        return text.replace("-", " ") if text.islower() else text


def amended(amendment: Amendment) -> str:
    """Return in words what an amendment changed."""
    about = amendment.deliverable or amendment.target
    words = [_field(amendment), *([str(about)] if about else [])]
    return ", ".join(words)


def _field(amendment: Amendment) -> str:
    model = Target if amendment.target_id else Trial
    if amendment.deliverable_id:
        return _("due date") if amendment.before else _("new deliverable")
    try:
        return str(getattr(model._meta.get_field(amendment.field), "verbose_name", ""))
    except FieldDoesNotExist:
        return amendment.field.replace("_", " ")


def _outcomes(case: UseCase, person: Person, zone: ZoneInfo) -> Iterator[Event]:
    for each in outcomes_for(person).filter(use_case=case):
        asked = _("asked after {n} months").format(n=each.follow_up) if each.follow_up else ""
        title = _("Outcome: {result}").format(result=each.get_result_display())
        yield _at(each.happened_on, zone, Kind.OUTCOME, title, asked)


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def today_before(events: Iterable[Event], case: UseCase, at: datetime) -> list[tuple[Event, bool]]:
    """Return each line with whether it lies ahead of today."""
    today = today_of(case.phase.programme, at)
    return [(event, event.day > today) for event in events]
