"""Accepting an invitation: once, in time, by the one it is for.

Verbs: `accept` for who has an account, `begin` for who gets one with it.
"""

from copy import copy

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import Writing
from usecases.models.access import User
from usecases.models.institutions import Contributor, Member
from usecases.models.invitations import Invitation
from usecases.models.person import Person
from usecases.rules.grants import faults_in_grant
from usecases.rules.invitations import (
    begins_here,
    grant_of,
    holds_already,
    inviter_of,
    may_invite,
    state_of,
)
from usecases.rules.missing import Missing
from usecases.vocabulary.invitations import InvitationState
from usecases.workflow.errors import Invalid, NotAllowed, NotFound, invalid
from usecases.workflow.invite import digest_of
from usecases.workflow.validate import validate

_WHY = "accepted an invitation"
CLOSED = {
    InvitationState.ACCEPTED: _("This invitation has been used already. Sign in."),
    InvitationState.WITHDRAWN: _("This invitation was taken back."),
    InvitationState.EXPIRED: _("This invitation has expired. Ask whoever sent it for another."),
}


def found(key: str) -> Invitation:
    """Return the invitation that a key is of, wherever it stands."""
    related = ("institution__merged_into", "partner__merged_into", "authority", "invited_by")
    row = Invitation.objects.select_related(*related).filter(digest=digest_of(key)).first()
    if row is None:
        raise NotFound
    return row


def invited(invitation: Invitation) -> User:
    """Return the account that an invitation is for."""
    return User.objects.get(email__iexact=invitation.email)


def accept(key: str, *, by: Person) -> Invitation:
    """Accept with the account that signed in; only whom it is for can."""
    with writing(by=by, reason=_WHY) as opened:
        row = found(key)
        user = User.objects.filter(pk=opened.user.pk, is_active=True).first()
        if user is None or by.scopes is not None or user.email.lower() != row.email.lower():
            raise NotAllowed
        return _let_in(row, user, opened)


def begin(key: str, *, name: str, password: str) -> User:
    """Accept with an account that was never used, which gets its name and password now."""
    user = invited(found(key))
    with writing(by=Person(user=user), reason=_WHY) as opened:
        row, user = found(key), User.objects.get(pk=user.pk)
        if not begins_here(user):
            raise NotAllowed
        trail.amend(user, {"name": _named(user, name)})
        _choose(user, password)
        _let_in(row, user, opened)
        return user


def _choose(user: User, password: str) -> None:
    """Set a password that is strong enough; it leaves no trace in the trail."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        faults = (Missing("password", "weak", text) for text in error.messages)
        raise Invalid(*faults) from error
    user.set_password(password)
    User.objects.filter(pk=user.pk).update(password=user.password)


def _named(user: User, name: str) -> str:
    """Return the name that somebody chose, if it can be one."""
    tried = copy(user)
    tried.name = name.strip()
    validate(tried)
    return tried.name


def _let_in(row: Invitation, user: User, opened: Writing) -> Invitation:
    """Give what an invitation stands for, and use it up."""
    state = state_of(row, opened.now)
    if state != InvitationState.OPEN:
        raise invalid("", state, CLOSED[state])
    if row.role:
        _trust(row, user, opened)
    elif not holds_already(row, user, opened.now):
        trust = _membership(row, user, opened)
        validate(trust)
        trail.add(trust)
    trail.amend(row, {"accepted_at": opened.now, "accepted_by": user})
    return row


def _trust(row: Invitation, user: User, opened: Writing) -> None:
    """Grant the role, as far as whoever invited may still give it."""
    sender = inviter_of(row)
    if not may_invite(sender, row):
        raise invalid("", InvitationState.WITHDRAWN, CLOSED[InvitationState.WITHDRAWN])
    given = grant_of(row, user, opened.now)
    if faults := tuple(faults_in_grant(given, None, sender, opened.now)):
        raise Invalid(*faults)
    validate(given)
    trail.add(given)


def _membership(row: Invitation, user: User, opened: Writing) -> Member | Contributor:
    """Return the membership or contribution, for what the firm was merged into since."""
    if row.institution is None:
        raise NotFound
    shared = {
        "user": user,
        "institution": row.institution.merged_into or row.institution,
        "since": opened.now,
    }
    if row.partner is None:
        return Member(role=row.member_role, **shared)
    return Contributor(partner=row.partner.merged_into or row.partner, **shared)
