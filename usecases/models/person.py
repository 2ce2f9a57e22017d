"""The person who acts: who signed in, for which institution, with which grants, by which token."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from usecases.models.access import RoleGrant, User
from usecases.models.institutions import Institution, Member


@dataclass(frozen=True)
class Person:
    """Handed as `by=` to every verb and as the first argument to every rule and selection."""

    user: User | None = None
    membership: Member | None = None
    grants: tuple[RoleGrant, ...] = ()
    scopes: frozenset[str] | None = None
    system: bool = False
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
    """Return the person behind `user`, acting by the membership with this id, or the only one."""
    if not user.is_active:
        return ANONYMOUS
    now = timezone.now()
    grants = tuple(user.grants.filter(in_force(now)).select_related("authority"))
    members = list(user.memberships.filter(in_force(now)).select_related("institution", "user"))
    chosen = [member for member in members if not membership or str(member.id) == membership]
    return Person(
        user=user,
        membership=chosen[0] if len(chosen) == 1 else None,
        grants=grants,
        scopes=scopes,
    )
