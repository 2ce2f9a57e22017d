"""What is looked at inside the lock before people, roles and memberships are written."""

from dataclasses import replace

from usecases.audit import record as trail
from usecases.audit.writing import current
from usecases.models.access import RoleGrant, User
from usecases.models.base import Record
from usecases.models.person import Person, person_for
from usecases.rules.accounts import KEPT, faults
from usecases.rules.grants import covered_until, deputies_of
from usecases.vocabulary.actions import Action
from usecases.workflow.errors import Invalid
from usecases.workflow.fetch import require


def heed(record: Record, old: Record | None, by: Person) -> None:
    """Raise what is wrong with a role, an account or a membership as it would be."""
    if not isinstance(record, KEPT):
        return
    still_trusted(by)
    if found := tuple(faults(record, old, by, current().now)):
        raise Invalid(*found)


def still_trusted(by: Person) -> None:
    """Raise `NotAllowed` when the administrator's own role ended since the request came in."""
    if by.system or by.user is None:
        return
    stored = User.objects.filter(pk=by.user.pk).first()
    if stored is not None:
        require(replace(person_for(stored), scopes=by.scopes), Action.EDIT_PEOPLE)


def settle(record: Record) -> None:
    """End the deputies of whoever no longer holds what they stand in for."""
    if not isinstance(record, RoleGrant | User):
        return
    now = current().now
    user = record if isinstance(record, User) else record.user
    for deputy in deputies_of(user, now):
        covered = covered_until(deputy, now)
        if deputy.until is not None and covered < deputy.until:
            trail.amend(deputy, {"until": max(covered, deputy.since)})
