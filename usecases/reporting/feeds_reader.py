"""Whose feeds they are: what somebody may read, and what a cursor says of these rights.

Staff who read reports, and banks. An assessor reads a case until it is decided, and a feed is
for copies that are kept: it has none. Drafts and void cases count nowhere, so no feed has them,
a bank's own neither.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q, QuerySet

from usecases.models.interests import Interest
from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.rules.permissions import may
from usecases.rules.visibility import reading_grants, use_cases_for
from usecases.text.digest import digest
from usecases.vocabulary.actions import Action
from usecases.vocabulary.reviews import Standing
from usecases.vocabulary.stages import UNCOUNTED


@dataclass(frozen=True)
class Conflict:
    """What somebody declared a conflict in, for a phase: an institution, a partner or a case."""

    phase: UUID
    institution: UUID | None
    partner: UUID | None
    use_case: UUID | None


@dataclass(frozen=True)
class Reader:
    """A person as the feeds know them, with nothing but their reading."""

    person: Person
    bank: UUID | None
    authorities: frozenset[UUID] | None  # None: of every authority
    conflicts: tuple[Conflict, ...]

    @property
    def rights(self) -> str:
        """A digest of who it is and of everything that says which rows are theirs."""
        user = self.person.user
        conflicts = sorted(
            [str(each.phase), str(each.institution), str(each.partner), str(each.use_case)]
            for each in self.conflicts
        )
        held = None if self.authorities is None else sorted(map(str, self.authorities))
        return digest([str(user and user.pk), str(self.bank), held, conflicts])[:16]

    def cases(self) -> QuerySet[UseCase]:
        """Return the use cases that count and that the person sees."""
        person = self.person if self.conflicts else replace(self.person, user=None)
        return use_cases_for(person).exclude(stage__in=UNCOUNTED).order_by()

    def ever(self) -> Q:
        """The condition on what hangs on use cases that one may have been the reader's once."""
        if self.bank is not None:
            before = Change.objects.filter(before__institution=str(self.bank))
            joint = Party.objects.filter(institution=self.bank)
            return (
                Q(use_case__institution=self.bank)
                | Q(use_case__in=joint.values("use_case"))
                | Q(use_case__in=before.filter(kind__in=("usecase", "party")).values("use_case"))
            )
        if self.authorities is None:
            return Q()
        held = [str(each) for each in self.authorities]
        before = Change.objects.filter(kind="usecase", before__authority__in=held)
        return Q(use_case__authority__in=self.authorities) | Q(
            use_case__in=before.values("use_case")
        )


def may_read_feeds(person: Person) -> bool:
    """Whether this person is given feeds at all; the scope of a token is checked at the door."""
    whole = replace(person, scopes=None)
    return whole.system or may(whole, Action.READ_REPORTS) or _bank(whole) is not None


def reader_of(person: Person) -> Reader:
    """Return a person with nothing but what they read: grants by which one reads, or a bank."""
    grants = tuple(reading_grants(person))
    only = replace(
        person, scopes=None, grants=grants, contributor=None, principal=None,
        membership=None if grants else person.membership,
    )  # fmt: skip
    held = [each.authority_id for each in grants]
    limited = bool(grants) and None not in held
    return Reader(
        person=only,
        bank=_bank(only),
        authorities=frozenset(each for each in held if each) if limited else None,
        conflicts=tuple(_conflicts(only)) if grants else (),
    )


def _bank(person: Person) -> UUID | None:
    if person.grants or person.membership is None or not may(person, Action.READ_CASES):
        return None
    return person.membership.institution_id


def _conflicts(person: Person) -> Iterable[Conflict]:
    rows = Interest.objects.filter(
        person=person.user, standing=Standing.CONFLICT, ended_at__isnull=True
    )
    for row in rows.order_by().values_list("phase", "institution", "partner", "use_case"):
        yield Conflict(*row)
