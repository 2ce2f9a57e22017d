"""Invitations: sent by mail, valid for a time, accepted once by the one they are for.

Verbs: `invite`, `withdraw`, `accept` (who has an account), `begin` (who makes one with it).
"""

from copy import copy
from datetime import timedelta
from hashlib import sha256

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import Writing
from usecases.models.access import User
from usecases.models.institutions import Contributor, Institution, Member, TechnologyPartner
from usecases.models.invitations import Invitation
from usecases.models.person import Person
from usecases.models.phases import Authority
from usecases.notices.invited import key_of, tell_invited
from usecases.rules.grants import faults_in_grant
from usecases.rules.invitations import (
    begins_here,
    faults_in_invitation,
    grant_of,
    holds_already,
    invitations_for,
    inviter_of,
    may_invite,
    state_of,
    still_open,
)
from usecases.rules.missing import Missing
from usecases.vocabulary.invitations import InvitationState
from usecases.vocabulary.limits import INVITATION_DAYS
from usecases.workflow.errors import Invalid, NotAllowed, NotFound, WrongStage, invalid
from usecases.workflow.fetch import fetch
from usecases.workflow.validate import validate


def invite(
    email: str,
    *,
    by: Person,
    name: str = "",
    institution: Institution | None = None,
    member_role: str = "",
    partner: TechnologyPartner | None = None,
    role: str = "",
    authority: Authority | None = None,
    days: int = INVITATION_DAYS,
    reason: str = "",
) -> Invitation:
    """Invite an address to an institution with a role, to a partner, or as staff.

    An open invitation of the same address to the same is replaced: its key works no more.
    """
    with writing(by=by, reason=reason) as opened:
        if days < 1:
            raise invalid("days", "invalid", _("An invitation works for one day at least."))
        row = Invitation(
            email=email.strip(),
            name=name,
            institution=institution,
            member_role=member_role,
            partner=partner,
            role=role,
            authority=authority,
            invited_by=opened.user,
            expires_at=opened.now + timedelta(days=days),
        )
        row.digest = digest_of(key_of(row))
        if not may_invite(by, row):
            raise NotAllowed
        validate(row)
        if found := tuple(faults_in_invitation(row, by, opened.now)):
            raise Invalid(*found)
        _replace(row, opened)
        trail.add(row)
        tell_invited(row, _account(row))
        return row


def withdraw(invitation: Invitation, *, by: Person, reason: str = "") -> Invitation:
    """Take an invitation back: its key works no more."""
    with writing(by=by, reason=reason) as opened:
        rows = invitations_for(by).select_related("invited_by")
        row = fetch(rows, invitation.pk)
        if not may_invite(by, row):
            raise NotAllowed
        if row.accepted_at or row.withdrawn_at:
            raise WrongStage
        trail.amend(row, {"withdrawn_at": opened.now})
        return row


def digest_of(key: str) -> str:
    """Return what is kept of a key."""
    return sha256(key.encode()).hexdigest()


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


_WHY = "accepted an invitation"


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


CLOSED = {
    InvitationState.ACCEPTED: _("This invitation has been used already. Sign in."),
    InvitationState.WITHDRAWN: _("This invitation was taken back."),
    InvitationState.EXPIRED: _("This invitation has expired. Ask whoever sent it for another."),
}


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


def _account(row: Invitation) -> User:
    """Return the account of the address, made without a password if there is none."""
    user = User.objects.filter(email__iexact=row.email).first()
    if user is not None:
        return user
    user = User(email=row.email, name=row.name or row.email)
    user.set_unusable_password()
    validate(user)
    return trail.add(user)


def _replace(row: Invitation, opened: Writing) -> None:
    same = Invitation.objects.filter(
        still_open(opened.now),
        email__iexact=row.email,
        institution=row.institution,
        partner=row.partner,
        role=row.role,
        authority=row.authority,
    )
    for each in same:
        trail.amend(each, {"withdrawn_at": opened.now})
