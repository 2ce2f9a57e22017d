"""What a technology partner's person reads and writes: the sections named to that partner, while
the bank that let them in writes, and nothing else.
"""

from django.db.models import QuerySet

from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.sections import SECTIONS, Section
from usecases.vocabulary.stages import Stage

# At these the bank writes: before it hands in, and while it is being asked.
WRITTEN = frozenset({Stage.DRAFT, Stage.CLARIFYING})


def named_to(person: Person) -> QuerySet[Party]:
    """Return where sections are named to the person's partner, by the bank that let them in,
    whether or not they are written now.
    """
    row = person.contributor
    if row is None or person.scopes is not None:
        return Party.objects.none()
    theirs = Party.objects.filter(partner=row.partner_id, use_case__institution=row.institution_id)
    return theirs.filter(use_case__discarded_at__isnull=True, use_case__basis=Basis.LIVE)


def contributions_for(person: Person) -> QuerySet[Party]:
    """Return those that are written now."""
    return named_to(person).filter(use_case__stage__in=WRITTEN)


def contributed_cases_for(person: Person) -> QuerySet[UseCase]:
    """Return the cases of which the person may write the sections named to them."""
    return UseCase.objects.filter(pk__in=contributions_for(person).values("use_case"))


def sections_of(party: Party) -> tuple[Section, ...]:
    """Return the sections named to a party, in the order of the form."""
    return tuple(each for each in SECTIONS if each.code in party.sections)


def contributed_fields(person: Person, case: UseCase) -> frozenset[str]:
    """Return the fields of a case that a contributor may write now."""
    parties = contributions_for(person).filter(use_case=case)
    return frozenset(
        name for party in parties for each in sections_of(party) for name in each.fields
    )


def as_partner(person: Person) -> str:
    """Return for whom a contributor writes, as the trail keeps it; nothing for anybody else."""
    return str(person.contributor.partner) if person.contributor is not None else ""
