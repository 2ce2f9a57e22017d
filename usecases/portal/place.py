"""A use case as somebody of its bank stands before it: its life so far, and what that opens."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.cases import PLACED, Lived, life


@dataclass(frozen=True)
class Place:
    """Who looks at which use case, when, and what it has lived through.

    What is shown follows from this alone: the moves of the case, of which a decision is one only
    once it is released.
    """

    case: UseCase
    person: Person
    lived: list[Lived]
    now: datetime = field(default_factory=timezone.now)

    @property
    def placed(self) -> bool:
        """Whether it was ever accepted: then there is a trial and an outcome to speak of."""
        return bool(PLACED & {each.status.code for each in self.lived})

    @property
    def leads(self) -> bool:
        """Whether the person acts for the institution whose use case it is."""
        member = self.person.membership
        return member is not None and member.institution_id == self.case.institution_id


def place_of(case: UseCase, person: Person) -> Place:
    """Return a use case with its life, as this person may know it."""
    return Place(case, person, life(case, person))
