"""Who may invite whom, which invitations a person sees, and which of them still open the door."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from usecases.models.access import RoleGrant, User
from usecases.models.institutions import Contributor, Member
from usecases.models.invitations import AccountRequest, Invitation
from usecases.models.parties import Party
from usecases.models.person import Person, in_force, person_for
from usecases.rules.grants import faults_in_grant, within_reach
from usecases.rules.missing import Missing
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action
from usecases.vocabulary.invitations import InvitationState


def may_invite(by: Person, invitation: Invitation) -> bool:
    """Administrators invite anybody; a signatory colleagues, and people of the bank's partners."""
    if may(by, Action.EDIT_PEOPLE):
        return True
    member = by.membership
    if member is None or not may(by, Action.MANAGE_MEMBERS):
        return False
    if invitation.institution_id != member.institution_id:
        return False
    return (
        invitation.partner_id is None
        or partners_of(member.institution_id).filter(partner=invitation.partner_id).exists()
    )


def partners_of(institution: UUID) -> QuerySet[Party]:
    """Return the technology partners on the use cases that an institution leads."""
    return Party.objects.filter(
        partner__isnull=False,
        use_case__institution=institution,
        use_case__discarded_at__isnull=True,
    )


def faults_in_invitation(new: Invitation, by: Person, at: datetime) -> Iterator[Missing]:
    """What is wrong with inviting this address to this trust at this moment.

    A bank is told nothing of accounts beyond its own colleagues.
    """
    if by.user is not None and by.user.email.lower() == new.email.lower():
        yield Missing("email", "oneself", _("Nobody invites oneself."))
        return
    user = User.objects.filter(email__iexact=new.email).first()
    if new.role and not within_reach(by, new.authority_id):
        text = _("You are trusted with one authority: you invite staff of that one only.")
        yield Missing("authority", "beyond", text)
    if user is None:
        return
    if may(by, Action.EDIT_PEOPLE):
        yield from _of_account(user)
    if not new.role and holds_already(new, user, at):
        text = _("This person has been let in already.")
        yield Missing("email", "let-in", text)
    if new.role and user.is_active:
        yield from faults_in_grant(grant_of(new, user, at), None, by, at)


def _of_account(user: User) -> Iterator[Missing]:
    if user.service:
        yield Missing("email", "service", _("This address is a program's, not a person's."))
    elif not user.is_active:
        text = _("The account with this address is disabled. Enable it first.")
        yield Missing("email", "disabled", text)


def grant_of(invitation: Invitation, user: User, at: datetime) -> RoleGrant:
    """Return the role that an invitation stands for, not written."""
    return RoleGrant(
        user=user,
        role=invitation.role,
        authority=invitation.authority,
        granted_by=invitation.invited_by,
        since=at,
    )


def holds_already(invitation: Invitation, user: User, at: datetime) -> bool:
    """Whether the person is a member or a contributor there now; of a role its own rule tells."""
    own = {"user": user, "institution": invitation.institution_id}
    if invitation.partner_id is None:
        return Member.objects.filter(in_force(at), **own).exists()
    return Contributor.objects.filter(in_force(at), partner=invitation.partner_id, **own).exists()


def state_of(invitation: Invitation, at: datetime) -> InvitationState:
    """Return where an invitation stands; one whose sender was disabled is taken back."""
    if invitation.accepted_at is not None:
        return InvitationState.ACCEPTED
    if invitation.withdrawn_at is not None or not invitation.invited_by.is_active:
        return InvitationState.WITHDRAWN
    return InvitationState.EXPIRED if invitation.expires_at <= at else InvitationState.OPEN


def still_open(at: datetime) -> Q:
    """Return the condition that an invitation waits to be accepted."""
    return Q(accepted_at=None, withdrawn_at=None, expires_at__gt=at, invited_by__is_active=True)


def inviter_of(invitation: Invitation) -> Person:
    """Return who invited, with the rights of now; commands act as a named service."""
    sender = invitation.invited_by
    person = person_for(sender)
    return replace(person, system=True) if sender.service else replace(person, membership=None)


def begins_here(user: User) -> bool:
    """Whether an account was never used: whoever holds its invitation chooses the password."""
    return user.is_active and not user.has_usable_password() and user.last_login is None


def invitations_for(person: Person) -> QuerySet[Invitation]:
    """Administrators and auditors see all; a signatory those into its bank or for its cases."""
    rows = Invitation.objects.all()
    if person.system or may(person, Action.READ_PEOPLE):
        return rows
    if person.membership is None or not may(person, Action.MANAGE_MEMBERS):
        return rows.none()
    return rows.filter(institution=person.membership.institution_id)


def account_requests_for(person: Person) -> QuerySet[AccountRequest]:
    """Administrators and auditors see who asks for an account."""
    rows = AccountRequest.objects.all()
    return rows if person.system or may(person, Action.READ_PEOPLE) else rows.none()
