"""What is late in the hands of one case officer, each with since when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from usecases.models.person import Person
from usecases.models.proposals import DecisionReply, PlanProposal
from usecases.rules.due import today_of
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_trials import deliverables_for
from usecases.selection.clock import UNDECIDED
from usecases.selection.conditions import handled_by
from usecases.selection.deadlines import DeadlineKind, deadlines
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.limits import (
    LIGHT_SIGN_OFF_DAYS,
    OFFICE_DAYS,
    REMIND_DAYS,
    REMIND_LATER_DAYS,
)
from usecases.vocabulary.monitoring import EXPECTED, STARTED
from usecases.vocabulary.reminders import Late

_DATED: dict[DeadlineKind, Late] = {
    DeadlineKind.DECISION_DUE: Late.DECISION,
    DeadlineKind.ASSESSMENT_DUE: Late.ASSESSMENT,
    DeadlineKind.TRIAL_STARTS: Late.START,
    DeadlineKind.TRIAL_ENDS: Late.END,
}
# Where somebody at the regulator has something to do.
_IN_HAND = (*UNDECIDED, *EXPECTED, *STARTED)


@dataclass(frozen=True)
class LateThing:
    """One thing that is late: its last good day, and today where its programme is."""

    kind: Late
    case: UUID
    record: UUID
    day: date
    today: date


def late_for(person: Person, at: datetime) -> list[LateThing]:
    """Return what is late of what the person handles, since as long as anybody is reminded."""
    handled = use_cases_for(person).filter(handled_by(person), basis=Basis.LIVE, stage__in=_IN_HAND)
    cases = {case.pk: case for case in handled.select_related("phase__programme")}
    found = [*_dated(person, at), *_to_sign_off(person), *_waiting()]
    return [
        LateThing(kind, case, record, day, today_of(cases[case].phase.programme, at))
        for kind, case, record, day in found
        if case in cases
    ]


_Found = Iterator[tuple[Late, UUID, UUID, date]]


def _dated(person: Person, at: datetime) -> _Found:
    """Yield what the calendar shows as late, save what a bank is late with."""
    today = at.date()
    first = today - timedelta(days=max(REMIND_DAYS["late"]) + REMIND_LATER_DAYS + 2)
    for each in deadlines(person, first, today + timedelta(days=1), at):
        if each.late and each.kind in _DATED:
            yield _DATED[each.kind], each.record, each.record, each.day


def _to_sign_off(person: Person) -> _Found:
    rows = deliverables_for(person).filter(
        handed_in_at__isnull=False, signed_off_at=None, waived_at=None, use_case__stage__in=STARTED
    )
    for row in rows.select_related("use_case__phase__programme"):
        if row.handed_in_at:
            day = today_of(row.use_case.phase.programme, row.handed_in_at)
            wait = timedelta(days=LIGHT_SIGN_OFF_DAYS)
            yield Late.SIGN_OFF, row.use_case_id, row.pk, day + wait


def _waiting() -> _Found:
    """Yield what banks proposed or asked and nobody answered."""
    wait = timedelta(days=OFFICE_DAYS)
    plans = PlanProposal.objects.filter(proposed_at__isnull=False, answered_at=None)
    for plan in plans.select_related("use_case__phase__programme"):
        if plan.proposed_at:
            day = today_of(plan.use_case.phase.programme, plan.proposed_at)
            yield Late.PLAN, plan.use_case_id, plan.pk, day + wait
    queries = DecisionReply.objects.filter(accepts=False, answered_at=None)
    for query in queries.select_related("use_case__phase__programme"):
        day = today_of(query.use_case.phase.programme, query.replied_at)
        yield Late.QUERY, query.use_case_id, query.pk, day + wait
