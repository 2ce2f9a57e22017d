"""What the traffic light of a trial looks at, fetched for many trials at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from usecases.models.casefile import Note
from usecases.models.monitoring import Deliverable, Incident
from usecases.models.results import Result
from usecases.models.trials import Trial
from usecases.models.usecases import UseCase
from usecases.rules.due import due_day, today_of
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.monitoring import RUNNING
from usecases.vocabulary.trials import NoteKind

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Watched:
    """What the signs look at, fetched for many trials at once."""

    case: UseCase
    at: datetime
    trial: Trial | None
    deliverables: tuple[Deliverable, ...] = ()
    incidents: tuple[Incident, ...] = ()
    notes: tuple[Note, ...] = ()
    has_result: bool = False

    @property
    def today(self) -> date:
        """The day in the programme's time zone."""
        return today_of(self.case.phase.programme, self.at)


def has_light(case: UseCase) -> bool:
    """Whether a use case has a light at all: its trial runs, and it is live."""
    return case.stage in RUNNING and case.basis == Basis.LIVE


def watched_for(use_cases: Iterable[UseCase], at: datetime) -> dict[UUID, Watched]:
    """Fetch what the signs look at, in five queries; no running trial, no query."""
    rows = [case for case in use_cases if has_light(case)]
    if not rows:
        return {}
    trials = {each.use_case_id: each for each in Trial.objects.filter(use_case__in=rows)}
    due = _by_case(Deliverable.objects.filter(use_case__in=rows, waived_at=None))
    wrong = _by_case(Incident.objects.filter(use_case__in=rows, resolved_at=None))
    asked = Note.objects.exclude(kind=NoteKind.INTERNAL).filter(closed_at=None, done="")
    wanted = _by_case(asked.filter(use_case__in=rows, due_on__isnull=False))
    measured = Result.objects.filter(use_case__in=rows, voided_at=None)
    having = set(measured.values_list("use_case", flat=True))
    return {
        case.pk: Watched(
            case=case,
            at=at,
            trial=trials.get(case.pk),
            deliverables=tuple(sorted(due.get(case.pk, ()), key=due_day)),
            incidents=tuple(wrong.get(case.pk, ())),
            notes=tuple(wanted.get(case.pk, ())),
            has_result=case.pk in having,
        )
        for case in rows
    }


def _by_case(rows: QuerySet[M]) -> dict[UUID, list[M]]:
    found: dict[UUID, list[M]] = {}
    for row in rows:
        found.setdefault(row.use_case_id, []).append(row)  # type: ignore[attr-defined]  # a part of a case
    return found
