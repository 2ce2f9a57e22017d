"""What banks have in hand that falls due about now, or waits for them: one row a thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from usecases.models.casefile import Note
from usecases.models.clarifications import Clarification
from usecases.models.permits import Permit
from usecases.models.person import Person
from usecases.models.proposals import Clearance, PlanProposal
from usecases.models.usecases import UseCase
from usecases.rules.due import due_day, today_of
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_trials import deliverables_for
from usecases.selection.monitored_days import follow_up_days
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.limits import FOLLOW_UP_EARLY_DAYS, REMIND_DAYS, REMIND_LATER_DAYS
from usecases.vocabulary.monitoring import EXPECTED
from usecases.vocabulary.reminders import Reminded
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import NoteKind

_CASE = ("use_case__institution", "use_case__phase__programme")
_LIVE = Q(use_case__basis=Basis.LIVE, use_case__discarded_at__isnull=True)


@dataclass(frozen=True)
class Owed:
    """One thing that a bank has in hand: by which day, known to it since when."""

    kind: Reminded
    case: UseCase
    record: UUID
    day: date
    since: date
    what: str = ""
    moment: datetime | None = None


def owed_by_banks(person: Person, at: datetime) -> list[Owed]:
    """Return what of all that the person sees banks are reminded of about now."""
    return [
        *_drafts(person, at),
        *_questions(at),
        *_deliverables(person, at),
        *_notes(at),
        *_plans(at),
        *_clearances(at),
        *_follow_ups(person, at),
    ]


def _span(kind: Reminded, at: datetime) -> tuple[datetime, datetime]:
    """Return between which moments a thing falls due that is spoken of now, in any time zone."""
    steps = REMIND_DAYS[kind]
    first = at - timedelta(days=max(steps) + REMIND_LATER_DAYS + 2)
    return first, at - timedelta(days=min(steps) - 2)


def _days(kind: Reminded, at: datetime) -> tuple[date, date]:
    first, last = _span(kind, at)
    return first.date(), last.date()


def _on(case: UseCase, moment: datetime) -> date:
    return today_of(case.phase.programme, moment)


def _drafts(person: Person, at: datetime) -> Iterator[Owed]:
    """Yield the drafts that can still be handed in, by the closing or by a late permit."""
    until = _span(Reminded.DRAFT, at)[1]
    permits = Permit.objects.filter(ended_at=None, until__gte=at)
    late = {(each.institution_id, each.phase_id): each.until for each in permits}
    closing = Q(phase__closes_at__range=(at, until))
    rows = use_cases_for(person).filter(
        closing | Q(phase__in={phase for _bank, phase in late}),
        stage=Stage.DRAFT,
        basis=Basis.LIVE,
        phase__opens_at__lte=at,
    )
    for case in rows.select_related("institution", "phase__programme"):
        ends = (case.phase.closes_at, late.get((case.institution_id, case.phase_id)))
        to_come = [each for each in ends if each and each >= at]
        if to_come:
            due, since = max(to_come), _on(case, case.recorded_at)
            yield Owed(Reminded.DRAFT, case, case.pk, _on(case, due), since, case.title, due)


def _questions(at: datetime) -> Iterator[Owed]:
    """Yield by when banks are to answer: once a use case and day."""
    rows = Clarification.objects.filter(_LIVE, closed_at=None, use_case__stage=Stage.CLARIFYING)
    rows = rows.filter(due_at__range=_span(Reminded.QUESTION, at)).select_related(*_CASE)
    found = dict[tuple[UUID, date], Owed]()
    for row in rows.order_by("-due_at"):
        case, day = row.use_case, _on(row.use_case, row.due_at)
        since = _on(case, row.asked_at)
        found[case.pk, day] = Owed(Reminded.QUESTION, case, case.pk, day, since, moment=row.due_at)
    yield from found.values()


def _deliverables(person: Person, at: datetime) -> Iterator[Owed]:
    span = _days(Reminded.DELIVERABLE, at)
    rows = deliverables_for(person).filter(
        Q(amended_due_on__range=span) | Q(amended_due_on=None, due_on__range=span),
        use_case__basis=Basis.LIVE,
        use_case__stage__in=EXPECTED,
        waived_at=None,
        signed_off_at=None,
        handed_in_at=None,
    )
    for row in rows.select_related(*_CASE):
        since = _on(row.use_case, row.recorded_at)
        yield Owed(Reminded.DELIVERABLE, row.use_case, row.pk, due_day(row), since, row.title)


def _notes(at: datetime) -> Iterator[Owed]:
    rows = Note.objects.filter(_LIVE, closed_at=None, due_on__range=_days(Reminded.NOTE, at))
    for row in rows.exclude(kind=NoteKind.INTERNAL).select_related(*_CASE):
        if row.due_on:
            since = _on(row.use_case, row.written_at or row.recorded_at)
            yield Owed(Reminded.NOTE, row.use_case, row.pk, row.due_on, since)


def _plans(at: datetime) -> Iterator[Owed]:
    """Yield the plans that were sent back and not proposed again."""
    later = PlanProposal.objects.filter(
        use_case=OuterRef("use_case"), proposed_at__gt=OuterRef("answered_at")
    )
    rows = PlanProposal.objects.filter(
        ~Exists(later),
        _LIVE,
        agreed=False,
        answered_at__range=_span(Reminded.PLAN, at),
        use_case__stage=Stage.ACCEPTED,
    )
    for row in rows.select_related(*_CASE):
        if row.answered_at:
            day = _on(row.use_case, row.answered_at)
            yield Owed(Reminded.PLAN, row.use_case, row.pk, day, day)


def _clearances(at: datetime) -> Iterator[Owed]:
    rows = Clearance.objects.filter(
        _LIVE, answered_at=None, asked_at__range=_span(Reminded.CLEARANCE, at)
    )
    for row in rows.exclude(use_case__stage=Stage.VOID).select_related(*_CASE):
        day = _on(row.use_case, row.asked_at)
        yield Owed(Reminded.CLEARANCE, row.use_case, row.pk, day, day)


def _follow_ups(person: Person, at: datetime) -> Iterator[Owed]:
    live = Q(use_case__basis=Basis.LIVE)
    for each in follow_up_days(person, live, at, _days(Reminded.FOLLOW_UP, at)):
        since = each.day - timedelta(days=FOLLOW_UP_EARLY_DAYS)
        yield Owed(Reminded.FOLLOW_UP, each.case, each.case.pk, each.day, since)
