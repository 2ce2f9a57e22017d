"""Who may be trusted with what, by whom: nobody by oneself, and never so that nobody is left."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from usecases.models.access import RoleGrant, User
from usecases.models.person import Person
from usecases.rules.missing import Missing
from usecases.rules.permissions import STAFF
from usecases.vocabulary.actions import Action
from usecases.vocabulary.roles import Role

# What a program is never trusted with: a second person's word, and the trust in people.
OF_PEOPLE_ONLY = (
    STAFF[Action.CONFIRM] | STAFF[Action.CONFIRM_PUBLICATION] | STAFF[Action.EDIT_PEOPLE]
)
# A role that was ended before it began was held at no time.
NOT_EMPTY = Q(until=None) | Q(until__gt=F("since"))
LAST = _(
    "This is the last administrator without an end and for every authority. "
    "First trust somebody else with that role."
)


def faults_in_grant(
    new: RoleGrant, old: RoleGrant | None, by: Person, at: datetime
) -> Iterator[Missing]:
    """What is wrong with a role given or changed at this moment."""
    if not all(getattr(new, name) for name in ("user_id", "since")):
        return  # the fields themselves say so
    if by.user is not None and by.user.pk in {new.user_id, old.user_id if old else None}:
        yield Missing("user", "oneself", _("Nobody grants a role to oneself."))
    elif old is not None:
        yield from _of_change(new, old, at)
    yield from _of_dates(new, old, at)
    yield from _of_account(new, old)
    yield from _of_overlap(new)
    yield from _of_deputy(new, at)
    yield from faults_in_end(new, old, by, at)


def faults_in_end(
    new: RoleGrant, old: RoleGrant | None, by: Person, at: datetime
) -> Iterator[Missing]:
    """What is wrong with taking from a role: not one's to take, or the last of its kind."""
    authorities = {new.authority_id} | ({old.authority_id} if old else set())
    if not all(within_reach(by, each) for each in authorities):
        text = _("You are trusted with one authority: you give and end roles for that one only.")
        yield Missing("authority", "beyond", text)
    if old is None or not keeps_the_keys(old, at) or keeps_the_keys(new, at):
        return
    if not lasting_administrators(at).exclude(pk=old.pk).exists():
        yield Missing(_what_differs(new, old), "last-administrator", LAST)


def lasting_administrators(at: datetime) -> QuerySet[RoleGrant]:
    """The grants that keep the house open: in force, without an end or a limit, of people."""
    return RoleGrant.objects.filter(
        role=Role.ADMINISTRATOR,
        authority=None,
        deputy_for=None,
        since__lte=at,
        until=None,
        user__is_active=True,
        user__service=False,
    )


def keeps_the_keys(grant: RoleGrant, at: datetime) -> bool:
    """Whether this grant is one of those, as it stands in memory."""
    return (
        (grant.role, grant.authority_id, grant.until) == (Role.ADMINISTRATOR, None, None)
        and grant.since <= at
        and grant.user.is_active
        and not grant.user.service
    )


def is_last_administrator(user: User, at: datetime) -> bool:
    """Whether without this person no administrator would be left."""
    rows = lasting_administrators(at)
    return rows.filter(user=user).exists() and not rows.exclude(user=user).exists()


def within_reach(by: Person, authority: UUID | None) -> bool:
    """Whether an administrator's own role reaches this authority, or all of them for `None`."""
    held = {each.authority_id for each in by.grants if each.role in STAFF[Action.EDIT_PEOPLE]}
    return by.system or None in held or authority in held


def still_open(grant: RoleGrant, by: Person, at: datetime) -> frozenset[str]:
    """Return the fields of a role given to somebody else that may still change."""
    own = by.user is not None and by.user.pk == grant.user_id
    if own or (grant.until is not None and grant.until <= at):
        return frozenset()
    return frozenset({"role", "authority", "since", "until"})


def independent(person: Person, of: UUID | None) -> Person:
    """Return the person without the roles in which they stand in for that other one."""
    if of is None:
        return person
    kept = tuple(each for each in person.grants if each.deputy_for_id != of)
    return replace(person, grants=kept)


def covered_until(deputy: RoleGrant, at: datetime) -> datetime:
    """Return until when the one stood in for holds, in their own right, what the deputy has."""
    end = deputy.until or at
    start = max(deputy.since, at)
    own = RoleGrant.objects.filter(
        Q(until=None) | Q(until__gt=start),
        Q(authority=None) | Q(authority=deputy.authority_id),
        user=deputy.deputy_for_id,
        user__is_active=True,
        role=deputy.role,
        deputy_for=None,
        since__lte=start,
    )
    ends = [each.until or end for each in own]
    return min(end, max(ends, default=start))


def deputies_of(user: User, at: datetime) -> QuerySet[RoleGrant]:
    """The grants, now and to come, by which others stand in for this person."""
    return RoleGrant.objects.filter(NOT_EMPTY, deputy_for=user, until__gt=at)


def _of_change(new: RoleGrant, old: RoleGrant, at: datetime) -> Iterator[Missing]:
    if new.user_id != old.user_id:
        text = _("A role stays with the person it was given to. End it, and grant another.")
        yield Missing("user", "fixed", text)
    if new.deputy_for_id != old.deputy_for_id:
        text = _("Whom a deputy stands in for stays. End this role, and name another deputy.")
        yield Missing("deputy_for", "fixed", text)
    if old.until is not None and old.until <= at:
        yield Missing(
            "until", "ended", _("This role has ended and stays as it was. Grant it anew.")
        )


def _of_dates(new: RoleGrant, old: RoleGrant | None, at: datetime) -> Iterator[Missing]:
    moved = old is None or new.until != old.until
    if moved and new.until is not None and new.until < at:
        yield Missing("until", "past", _("It would end in the past. A role ends now or later."))


def _of_account(new: RoleGrant, old: RoleGrant | None) -> Iterator[Missing]:
    if new.user.service and new.role in OF_PEOPLE_ONLY:
        text = _("A program is not trusted with this role: it is for a person.")
        yield Missing("user", "service", text)
    if old is None and not new.user.is_active:
        yield Missing("user", "disabled", _("This account is disabled. Enable it first."))


def _of_overlap(new: RoleGrant) -> Iterator[Missing]:
    same = RoleGrant.objects.filter(
        NOT_EMPTY,
        Q(until=None) | Q(until__gt=new.since),
        user=new.user_id,
        role=new.role,
        authority=new.authority_id,
        deputy_for=new.deputy_for_id,
    )
    if new.until is not None:
        same = same.filter(since__lt=new.until)
    if same.exclude(pk=new.pk).exists():
        text = _("This person holds this role in that time already. Change or end that one.")
        yield Missing("role", "held", text)


def _of_deputy(new: RoleGrant, at: datetime) -> Iterator[Missing]:
    if new.deputy_for_id is None:
        return
    if new.until is None:
        yield Missing("until", "required", _("A deputy stands in for a time: give the end."))
    elif new.deputy_for_id == new.user_id:
        yield Missing("deputy_for", "oneself", _("Nobody is one's own deputy."))
    elif covered_until(new, min(at, new.since)) < new.until:
        text = _(
            "The person stood in for does not hold this role, for this authority, in their own "
            "right and for the whole of that time."
        )
        yield Missing("deputy_for", "not-held", text)


def _what_differs(new: RoleGrant, old: RoleGrant) -> str:
    names = ("role", "authority_id", "until", "since")
    changed = [name for name in names if getattr(new, name) != getattr(old, name)]
    return (changed or ["user"])[0].removesuffix("_id")
