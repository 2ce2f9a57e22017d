"""The days of what is monitored: what is due in a trial, asked of a bank, or followed up."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from usecases.models.person import Person
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.rules.due import due_day, today_of
from usecases.rules.follow_ups import MONTHS, add_months
from usecases.rules.visibility import outcomes_for, stage_changes_for
from usecases.rules.visibility_casefile import notes_for
from usecases.rules.visibility_trials import deliverables_for
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.monitoring import EXPECTED
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import NoteKind

Span = tuple[date, date]
_CASE = ("use_case__institution", "use_case__phase__programme")


@dataclass(frozen=True)
class DueDay:
    """One thing of one use case on one day; `what` is the name of its kind of deadline."""

    what: str
    case: UseCase
    day: date
    late: bool
    note: str = ""


def due_days(person: Person, phases: Collection[UUID], at: datetime, span: Span) -> list[DueDay]:
    """Return what of these phases is open and falls on a day of the span."""
    live = Q(use_case__phase__in=phases, use_case__basis=Basis.LIVE)
    found = [*_deliverables(person, live, at, span), *_notes(person, live, at, span)]
    return [*found, *follow_up_days(person, live, at, span)]


def _deliverables(person: Person, live: Q, at: datetime, span: Span) -> Iterator[DueDay]:
    rows = deliverables_for(person).filter(
        live, use_case__stage__in=EXPECTED, waived_at=None, signed_off_at=None, handed_in_at=None
    )
    on = Q(amended_due_on__range=span) | Q(amended_due_on=None, due_on__range=span)
    for row in rows.filter(on).select_related(*_CASE):
        day = due_day(row)
        yield DueDay(
            "deliverable-due", row.use_case, day, day < _today(row.use_case, at), row.title
        )


def _notes(person: Person, live: Q, at: datetime, span: Span) -> Iterator[DueDay]:
    rows = notes_for(person).exclude(kind=NoteKind.INTERNAL)
    for row in rows.filter(live, closed_at=None, due_on__range=span).select_related(*_CASE):
        if row.due_on:
            late = row.due_on < _today(row.use_case, at)
            yield DueDay("note-due", row.use_case, row.due_on, late)


def follow_up_days(person: Person, live: Q, at: datetime, span: Span) -> Iterator[DueDay]:
    """Yield when banks are asked what became of it, of trials that may be asked about then."""
    told = outcomes_for(person).filter(live, follow_up__isnull=False)
    answered = set(told.values_list("use_case", "follow_up"))
    for move in _completed(person, live, span):
        case = move.use_case
        for months in MONTHS:
            day = add_months(today_of(case.phase.programme, move.happened_on), months)
            if (case.pk, months) not in answered:
                yield DueDay("follow-up", case, day, day < _today(case, at))


def _completed(person: Person, live: Q, span: Span) -> list[StageChange]:
    """Return the last completion of each case that could be asked for in the span."""
    first, last = (add_months(span[0], -max(MONTHS)), add_months(span[1], -min(MONTHS)))
    rows: QuerySet[StageChange] = stage_changes_for(person).filter(
        live,
        use_case__stage=Stage.COMPLETED,
        to_stage=Stage.COMPLETED,
        voided_by__isnull=True,
        happened_on__date__range=(first - timedelta(days=3), last + timedelta(days=3)),
    )
    ordered = rows.select_related(*_CASE).order_by("happened_on", "row")
    return list({row.use_case_id: row for row in ordered}.values())


def _today(case: UseCase, at: datetime) -> date:
    return today_of(case.phase.programme, at)
