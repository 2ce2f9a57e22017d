"""The person who acts: who signed in, for which institution, with which grants, by which token."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from usecases.models.access import RoleGrant, User
from usecases.models.institutions import Contributor, Institution, Member

T = TypeVar("T", Member, Contributor)


@dataclass(frozen=True)
class Person:
    """Handed as `by=` to every verb and as the first argument to every rule and selection."""

    user: User | None = None
    membership: Member | None = None
    grants: tuple[RoleGrant, ...] = ()
    scopes: frozenset[str] | None = None
    system: bool = False
    contributor: Contributor | None = None  # of a partner: never together with a membership
    principal: Institution | None = None  # for which staff act, its letter attached
    # What rules worked out from the fields above alone; another person begins with nothing.
    known: dict[Any, Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    @property
    def roles(self) -> frozenset[str]:
        """The roles that the person holds as staff."""
        return frozenset(grant.role for grant in self.grants)

    @property
    def anonymous(self) -> bool:
        """Whether nobody signed in."""
        return self.user is None


ANONYMOUS = Person()


def in_force(at: datetime) -> Q:
    """Return the condition that a grant or a membership holds at `at`."""
    return Q(since__lte=at) & (Q(until__isnull=True) | Q(until__gt=at))


def person_for(user: User, membership: str = "", scopes: frozenset[str] | None = None) -> Person:
    """Return the person behind `user`, acting by the membership or the contribution with this id,
    or by the only one there is. A program, and staff, act by no contribution.
    """
    if not user.is_active:
        return ANONYMOUS
    now = timezone.now()
    members = list(memberships_of(user, now))
    grants = grants_of(user, now) if not members or granted_too(members[0]) else ()
    chosen: list[Member | Contributor] = [*_of_key(members, membership)]
    settled = bool(grants) or scopes is not None or (membership and chosen)
    if not settled and (not members or contributes_too(members[0])):
        chosen += _of_key(contributions_of(user, now), membership)
    only = chosen[0] if len(chosen) == 1 else None
    return Person(
        user=user,
        membership=only if isinstance(only, Member) else None,
        contributor=only if isinstance(only, Contributor) else None,
        grants=grants,
        scopes=scopes,
    )


def staff_for(user: User) -> Person:
    """Return the person behind `user` as staff, who act for no bank and no partner."""
    return (
        Person(user=user, grants=grants_of(user, timezone.now())) if user.is_active else ANONYMOUS
    )


def grants_of(user: User, at: datetime) -> tuple[RoleGrant, ...]:
    """Return the roles that somebody holds as staff now."""
    return tuple(user.grants.filter(in_force(at)).select_related("authority"))


def memberships_of(user: User, at: datetime) -> QuerySet[Member]:
    """Return the memberships in force; each knows whether its holder contributes for a partner
    too, and holds a role as staff, so that nobody else is asked a second time.
    """
    contributions = Contributor.objects.filter(in_force(at), user=OuterRef("user"))
    grants = RoleGrant.objects.filter(in_force(at), user=OuterRef("user"))
    rows = user.memberships.filter(in_force(at)).select_related("institution", "user")
    return rows.annotate(contributes=Exists(contributions), granted=Exists(grants))


def contributions_of(user: User, at: datetime) -> QuerySet[Contributor]:
    """Return for which partners a person contributes now."""
    return user.contributions.filter(in_force(at)).select_related("partner", "institution", "user")


def contributes_too(member: Member) -> bool:
    """Whether the holder of this membership contributes for a partner as well."""
    return bool(getattr(member, "contributes", False))


def granted_too(member: Member) -> bool:
    """Whether the holder of this membership holds a role as staff as well."""
    return bool(getattr(member, "granted", True))


def _of_key(rows: Iterable[T], key: str) -> list[T]:
    return [row for row in rows if not key or str(row.pk) == key]
