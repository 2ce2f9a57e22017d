"""Assignments: who assesses which use case, by when; given and taken back by a case officer."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.access import User
from usecases.models.assessments import Assignment
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.notices.staff import tell_assigned
from usecases.rules.assignable import ASSIGNED_AT, acts_for_party, has_conflict, holds_role
from usecases.rules.missing import Missing
from usecases.rules.visibility_register import people_for
from usecases.rules.visibility_reviews import assignments_for
from usecases.vocabulary.actions import Action
from usecases.workflow.errors import Invalid, WrongStage, invalid
from usecases.workflow.fetch import fetch, fetch_use_case, require
from usecases.workflow.validate import validate


def assign(
    use_case: UseCase,
    assessor: User,
    *,
    by: Person,
    due_on: date | None = None,
    reason: str = "",
    version: int | None = None,
) -> Assignment:
    """Ask somebody to assess a use case; a mail tells them that something waits, not what."""
    with writing(by=by, reason=reason) as opened:
        case = fetch_use_case(use_case, by)
        require(by, Action.HANDLE, case)
        if case.stage not in ASSIGNED_AT:
            raise WrongStage
        asked = fetch(people_for(by), assessor.pk)
        faults = [*_unfit(asked, case), *_past(due_on, case)]
        if faults:
            raise Invalid(*faults)
        row = Assignment(use_case=case, assessor=asked, due_on=due_on, assigned_by=opened.user)
        validate(row)
        trail.add(row)
        tell_assigned(asked, case.phase, due_on)
        return row


def unassign(assignment: Assignment, *, by: Person, reason: str) -> Assignment:
    """Take an assignment back; what was handed in is kept and counts."""
    with writing(by=by, reason=reason) as opened:
        found = fetch(assignments_for(by).select_related("use_case"), assignment.pk)
        require(by, Action.HANDLE, fetch_use_case(found.use_case, by))
        if found.ended_at is not None:
            raise WrongStage
        if not reason.strip():
            raise invalid("reason", "required", _("Say why."))
        trail.amend(found, {"ended_at": opened.now})
        return found


def _unfit(person: User, case: UseCase) -> Iterator[Missing]:
    """Say why this person does not assess this case: of several reasons the first."""
    moment, found = current().moment, ("", _("{name} assesses it already."))
    if not holds_role(person, case, moment):
        found = ("no-role", _("{name} does not assess for the authority of this use case."))
    elif acts_for_party(person, case, moment):
        found = ("party", _("{name} acts, or has acted, for an institution on it."))
    elif has_conflict(person, case):
        found = ("conflict", _("{name} has declared a conflict of interest."))
    elif is_assigned(person, case):
        found = ("assigned", found[1])
    if found[0]:
        yield Missing("assessor", found[0], format_lazy(found[1], name=person.name))


def is_assigned(person: User, case: UseCase) -> bool:
    """Whether the person is to assess the case."""
    return case.assignments.filter(assessor=person, ended_at__isnull=True).exists()


def _past(due_on: date | None, case: UseCase) -> list[Missing]:
    today = current().moment.astimezone(ZoneInfo(case.phase.programme.time_zone)).date()
    if due_on is None or due_on >= today:
        return []
    return [Missing("due_on", "past", _("This day is past."))]
