"""What people are trusted with: roles, memberships, deputies, tokens; now, past and to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from usecases.models.access import RoleGrant, Token, User
from usecases.models.institutions import Institution, Member
from usecases.models.person import Person, in_force
from usecases.models.publications import Publication
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.rules.visibility_register import grants_for, members_for, tokens_for
from usecases.vocabulary.stages import ENDED, Stage

SOON_DAYS = 30  # in which what ends is shown beforehand
_WITH = ("user", "authority", "deputy_for", "granted_by")


class When(TextChoices):
    """Where a role or a membership stands in time."""

    NOW = "now", _("Now")
    TO_COME = "to-come", _("To come")
    PAST = "past", _("Ended")


@dataclass(frozen=True)
class Spell:
    """One role or membership, and whether it lies ahead, holds, or is over."""

    row: RoleGrant | Member
    when: When
    soon: bool

    @property
    def ended(self) -> bool:
        """Whether nothing of it is left to end."""
        return self.when == When.PAST


@dataclass(frozen=True)
class Waiting:
    """What is left lying when somebody can no longer sign in: numbers, for nobody's secrets."""

    cases: int
    decisions: int
    publications: int


def spells(rows: Iterable[RoleGrant] | Iterable[Member], at: datetime) -> list[Spell]:
    """Return roles or memberships, those that hold first, then those to come, then the past."""
    found = [Spell(row, *_when(row, at)) for row in rows]
    order = list(When)
    return sorted(found, key=lambda each: (order.index(each.when), each.row.since))


def _when(row: RoleGrant | Member, at: datetime) -> tuple[When, bool]:
    if row.until is not None and row.until <= max(at, row.since):
        return When.PAST, False
    if row.since > at:
        return When.TO_COME, False
    return When.NOW, row.until is not None and row.until <= at + timedelta(days=SOON_DAYS)


def roles_of(user: User, person: Person, at: datetime) -> list[Spell]:
    """Return the roles of one person, whenever held."""
    return spells(grants_for(person).filter(user=user).select_related(*_WITH), at)


def deputies_for(user: User, person: Person, at: datetime) -> list[Spell]:
    """Return the roles by which others stand in for one person, whenever held."""
    return spells(grants_for(person).filter(deputy_for=user).select_related(*_WITH), at)


def memberships_of(user: User, person: Person, at: datetime) -> list[Spell]:
    """Return for whom one person acts, whenever."""
    rows = members_for(person).filter(user=user).select_related("institution", "user")
    return spells(rows, at)


def members_of(institution: Institution, person: Person, at: datetime) -> list[Spell]:
    """Return who acts for an institution, whenever."""
    rows = members_for(person).filter(institution=institution)
    return spells(rows.select_related("user", "institution"), at)


def tokens_of(user: User, person: Person) -> QuerySet[Token]:
    """Return the tokens of one person that this one may know of, the last to expire first."""
    return tokens_for(person).filter(user=user).order_by("-expires_at", "name")


def roles_held(person: Person, at: datetime) -> list[Spell]:
    """Return who holds which role, now and to come."""
    rows = grants_for(person).filter(Q(until=None) | Q(until__gt=at)).select_related(*_WITH)
    return [each for each in spells(rows.order_by("user__name"), at) if not each.ended]


def with_roles(users: QuerySet[User], at: datetime) -> QuerySet[User]:
    """Return people with the roles that they hold now, as `held`, in one more query."""
    held = RoleGrant.objects.filter(in_force(at)).order_by("role")
    return users.prefetch_related(Prefetch("grants", queryset=held, to_attr="held"))


def waiting_on(user: User) -> Waiting:
    """Count what waits on one person; numbers only, whoever asks."""
    active = UseCase.objects.filter(case_officer=user, discarded_at=None)
    proposed = Decision.objects.filter(proposed_by=user, released_at=None, refused_at=None)
    public = Publication.objects.filter(
        proposed_by=user, published_at=None, withdrawn_at=None, superseded_at=None
    )
    return Waiting(
        cases=active.exclude(stage__in=(*ENDED, Stage.DRAFT)).count(),
        decisions=proposed.count(),
        publications=public.count(),
    )
