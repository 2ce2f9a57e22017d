"""The days of a review: by when a bank answers, an assessor assesses, a decision is due."""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.due import today_of
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_reviews import assignments_for, clarifications_for
from usecases.selection.clock import UNDECIDED, clocks
from usecases.selection.conditions_review import owed_assignments
from usecases.selection.monitored_days import DueDay, Span
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import UNDER_REVIEW, Stage

_CASE = ("use_case__institution", "use_case__phase__programme")


def review_days(
    person: Person, phases: Collection[UUID], at: datetime, span: Span
) -> Iterator[DueDay]:
    """Yield what of these phases is open and falls on a day of the span."""
    yield from _answers(person, phases, at, span)
    yield from _assessments(person, phases, at, span)
    yield from _decisions(person, phases, at)


def _answers(
    person: Person, phases: Collection[UUID], at: datetime, span: Span
) -> Iterator[DueDay]:
    """Yield by when banks are to answer: once a case and day."""
    rows = clarifications_for(person).filter(closed_at__isnull=True, use_case__phase__in=phases)
    rows = rows.filter(use_case__stage=Stage.CLARIFYING)
    found = dict[tuple[UUID, object], DueDay]()
    for row in rows.select_related(*_CASE).order_by("-due_at"):
        day = row.due_at.astimezone(_zone(row.use_case)).date()
        due = DueDay("answer-due", row.use_case, day, row.due_at < at)
        found[(row.use_case_id, day)] = due
    yield from (each for each in found.values() if span[0] <= each.day <= span[1])


def _assessments(
    person: Person, phases: Collection[UUID], at: datetime, span: Span
) -> Iterator[DueDay]:
    """Yield by when assessors are to hand in: once a case and day; to assessors their own."""
    rows = owed_assignments().filter(
        pk__in=assignments_for(person).order_by().values("pk"),
        due_on__range=span,
        use_case__phase__in=phases,
        use_case__stage__in=UNDER_REVIEW,
    )
    found = dict[tuple[UUID, object], DueDay]()
    for row in rows.select_related(*_CASE):
        if row.due_on:
            late = row.due_on < today_of(row.use_case.phase.programme, at)
            due = DueDay("assessment-due", row.use_case, row.due_on, late)
            found[(row.use_case_id, row.due_on)] = due
    yield from found.values()


def _decisions(person: Person, phases: Collection[UUID], at: datetime) -> Iterator[DueDay]:
    """Yield by when the undecided are to be decided, days that the clock stood added."""
    rows = use_cases_for(person).filter(
        phase__in=phases,
        phase__programme__target_days__isnull=False,
        stage__in=UNDECIDED,
        basis=Basis.LIVE,
    )
    cases = list(rows.select_related("institution", "phase__programme"))
    known = clocks(cases, at)
    for case in cases:
        clock = known.get(case.pk)
        if clock and clock.due:
            day = clock.due.astimezone(_zone(case)).date()
            yield DueDay("decision-due", case, day, clock.late)


def _zone(case: UseCase) -> ZoneInfo:
    return ZoneInfo(case.phase.programme.time_zone)
