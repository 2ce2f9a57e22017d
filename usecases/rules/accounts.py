"""What may become of accounts and memberships: a person stays one, nobody lets oneself in."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from usecases.models.access import RoleGrant, User
from usecases.models.base import Record
from usecases.models.institutions import Member
from usecases.models.person import Person
from usecases.rules.grants import LAST, faults_in_grant, is_last_administrator, within_reach
from usecases.rules.missing import Missing

KEPT = (RoleGrant, User, Member)


def faults(record: Record, old: Record | None, by: Person, at: datetime) -> Iterator[Missing]:
    """What is wrong with a role, an account or a membership as it would be; of others nothing."""
    if isinstance(record, RoleGrant):
        yield from faults_in_grant(record, old if isinstance(old, RoleGrant) else None, by, at)
    elif isinstance(record, Member):
        yield from faults_in_member(record, old if isinstance(old, Member) else None, by, at)
    elif isinstance(record, User) and isinstance(old, User):
        yield from faults_in_account(record, old, by, at)


def faults_in_account(new: User, old: User, by: Person, at: datetime) -> Iterator[Missing]:
    """What is wrong with changing an account."""
    lost = (old.is_active and not new.is_active) or (new.service and not old.service)
    if lost and is_last_administrator(old, at):
        yield Missing(
            "is_active" if old.is_active != new.is_active else "service", "last-administrator", LAST
        )
    if new.service != old.service and _stands_for_anything(old):
        text = _(
            "A person does not become a program, nor a program a person, once there are roles, "
            "memberships or tokens of the account. Make another account."
        )
        yield Missing("service", "fixed", text)
    if old.is_active and not new.is_active and by.user is not None and by.user.pk == old.pk:
        text = _("Nobody disables oneself. Another administrator can.")
        yield Missing("is_active", "oneself", text)
    if not _reaches(by, old, at):
        text = _("This person holds roles beyond the authority that you are trusted with.")
        yield Missing("", "beyond", text)


def faults_in_member(
    new: Member, old: Member | None, by: Person, at: datetime
) -> Iterator[Missing]:
    """What is wrong with a membership given or changed at this moment."""
    if by.user is not None and by.user.pk in {new.user_id, old.user_id if old else None}:
        text = _("Nobody makes oneself a member of an institution.")
        yield Missing("user", "oneself", text)
        return
    if old is None:
        return
    for name in ("user", "institution"):
        if getattr(new, f"{name}_id") != getattr(old, f"{name}_id"):
            text = _("A membership stays with its person and institution. End it, add another.")
            yield Missing(name, "fixed", text)
    if old.until is not None and old.until <= at:
        text = _("This membership has ended and stays as it was. Add another.")
        yield Missing("until", "ended", text)
    elif new.until != old.until and new.until is not None and new.until < at:
        text = _("It would end in the past. A membership ends now or later.")
        yield Missing("until", "past", text)


def membership_open(member: Member, by: Person, at: datetime) -> frozenset[str]:
    """Return the fields of somebody else's membership that may still change."""
    own = by.user is not None and by.user.pk == member.user_id
    if own or (member.until is not None and member.until <= at):
        return frozenset()
    return frozenset({"role", "since", "until"})


def _stands_for_anything(user: User) -> bool:
    return user.grants.exists() or user.memberships.exists() or user.tokens.exists()


def _reaches(by: Person, user: User, at: datetime) -> bool:
    """Whether the administrator's own role reaches all that this person is trusted with."""
    held = user.grants.filter(Q(until=None) | Q(until__gt=at)).values_list("authority", flat=True)
    return all(within_reach(by, each) for each in held)
