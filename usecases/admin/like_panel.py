"""What is like a use case, on its page, until it is decided."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.selection.clock import UNDECIDED
from usecases.selection.similar import Kin, Likeness, likenesses
from usecases.selection.triage import reads_intake

_OTHERS = 5


@dataclass(frozen=True)
class LikePanel:
    """The rows of the panel, and how many more use cases the bank has."""

    like: Likeness
    all: str

    @cached_property
    def rest(self) -> list[Kin]:
        """The bank's others, of which nothing stands out."""
        named = {match.case.pk for match in self.like.similar}
        return [each for each in self.like.others if each.case.pk not in named]

    @property
    def rows(self) -> list[tuple[Kin, str]]:
        """The doubles, the similar ones, and some of the bank's others; why each stands here."""
        found = [(each, "double") for each in self.like.doubles]
        found += [(each, "similar") for each in self.like.similar]
        return found + [(each, "bank") for each in self.rest[:_OTHERS]]

    @property
    def told(self) -> str:
        """One line that says what stands out, for the top of the page."""
        counted = (
            (_("same title and bank: {n}"), len(self.like.doubles)),
            (_("similar text: {n}"), len(self.like.similar)),
        )
        found = [str(text).format(n=n) for text, n in counted if n]
        return "; ".join(found).capitalize()

    @property
    def more(self) -> int:
        """How many of the bank's others are left out."""
        named = sum(1 for each in self.like.others if each not in self.rest)
        return max(0, self.like.number - named - _OTHERS)


def like_panel(case: UseCase, person: Person) -> LikePanel | None:
    """Return what is like a use case that is under review, to staff who read what came in."""
    if case.stage not in UNDECIDED or not reads_intake(person):
        return None
    listed = reverse("admin:usecases_usecase_changelist")
    address = f"{listed}?institution__id__exact={case.institution_id}&_active=0"
    return LikePanel(likenesses(person, [case])[case.pk], address)
