"""Invitations: sent by mail, valid for a time, taken back; `workflow.accept` lets people in."""

from datetime import timedelta
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import Writing
from usecases.models.access import User
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.invitations import Invitation
from usecases.models.person import Person
from usecases.models.phases import Authority
from usecases.notices.invited import key_of, tell_invited
from usecases.rules.invitations import (
    faults_in_invitation,
    invitations_for,
    may_invite,
    still_open,
)
from usecases.vocabulary.limits import INVITATION_DAYS
from usecases.workflow.errors import Invalid, NotAllowed, WrongStage, invalid
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
