"""People: accounts, roles, memberships, and the service that commands act as."""

from copy import copy
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.access import RoleGrant, User
from usecases.models.institutions import Institution, Member
from usecases.models.person import Person
from usecases.models.phases import Authority
from usecases.rules.grants import faults_in_end
from usecases.vocabulary.actions import Action
from usecases.workflow.edit import change
from usecases.workflow.errors import Invalid, invalid
from usecases.workflow.fetch import fetch, require
from usecases.workflow.trust import heed, settle, still_trusted
from usecases.workflow.validate import validate

SYSTEM_EMAIL = "system@sandbox.invalid"


def system() -> Person:
    """Return the service that commands act as; made at its first use."""
    user = User.objects.filter(email=SYSTEM_EMAIL).first()
    if user is None:
        user = User(email=SYSTEM_EMAIL, name="System", service=True)
        user.set_unusable_password()
        with writing(by=Person(user=user, system=True), reason="first use"):
            trail.add(user)
    return Person(user=user, system=True)


def enrol(
    *, email: str, name: str, by: Person, password: str = "", demonstration: bool = False
) -> User:
    """Make an account; without a password the person is to be invited."""
    with writing(by=by):
        require(by, Action.EDIT_PEOPLE)
        user = User(email=email, name=name, demonstration=demonstration)
        user.set_password(password or None)
        validate(user)
        return trail.add(user)


def grant(
    user: User,
    role: str,
    *,
    by: Person,
    authority: Authority | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    deputy_for: User | None = None,
    reason: str = "",
) -> RoleGrant:
    """Trust a member of staff with a role, from now on unless said otherwise."""
    with writing(by=by, reason=reason) as opened:
        require(by, Action.EDIT_PEOPLE)
        row = RoleGrant(
            user=user,
            role=role,
            authority=authority,
            deputy_for=deputy_for,
            since=since or opened.now,
            until=until,
            granted_by=by.user,
        )
        heed(row, None, by)
        validate(row)
        return trail.add(row)


def deputise(
    held: RoleGrant,
    deputy: User,
    *,
    by: Person,
    until: datetime,
    since: datetime | None = None,
    reason: str = "",
) -> RoleGrant:
    """Let somebody stand in for the holder of a role, in that very role, for a time."""
    return grant(
        deputy,
        held.role,
        by=by,
        authority=held.authority,
        since=since,
        until=until,
        deputy_for=held.user,
        reason=reason,
    )


def end_grant(row: RoleGrant, *, by: Person, reason: str) -> RoleGrant:
    """End a role now, or before it begins; also one's own, but never the last administrator's."""
    with writing(by=by, reason=reason) as opened:
        require(by, Action.EDIT_PEOPLE)
        still_trusted(by)
        stored = fetch(RoleGrant.objects.select_related("user"), row.pk)
        _say_why(reason)
        if stored.until is not None and stored.until <= max(opened.now, stored.since):
            raise invalid("until", "ended", _("This role has ended already."))
        ended = copy(stored)
        ended.until = max(opened.now, stored.since)
        if found := tuple(faults_in_end(ended, stored, by, opened.now)):
            raise Invalid(*found)
        trail.amend(stored, {"until": ended.until})
        settle(stored)
        return stored


def join(user: User, institution: Institution, role: str, *, by: Person) -> Member:
    """Let a person act for an institution, from now on."""
    with writing(by=by) as opened:
        require(by, Action.EDIT_PEOPLE)
        row = Member(user=user, institution=institution, role=role, since=opened.now)
        heed(row, None, by)
        validate(row)
        return trail.add(row)


def leave(row: Member, *, by: Person, reason: str) -> Member:
    """End a membership now, or before it begins."""
    with writing(by=by, reason=reason) as opened:
        _say_why(reason)
        return change(row, {"until": max(opened.now, row.since)}, by=by, reason=reason)


def disable(user: User, *, by: Person, reason: str) -> User:
    """Let an account in no more, through any door; who stands in for it stands in no more."""
    with writing(by=by, reason=reason):
        _say_why(reason)
        return change(user, {"is_active": False}, by=by, reason=reason)


def enable(user: User, *, by: Person, reason: str) -> User:
    """Let an account in again, with the roles that have not ended since."""
    with writing(by=by, reason=reason):
        _say_why(reason)
        return change(user, {"is_active": True}, by=by, reason=reason)


def _say_why(reason: str) -> None:
    if not reason.strip():
        raise invalid("reason", "required", _("Say why."))
