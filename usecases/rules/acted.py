"""Who acted for a bank on a use case: they leave its decision to others."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from usecases.models.person import Person
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.rules.grants import independent
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action


def acted_for_bank(person: Person, use_cases: Iterable[UseCase]) -> set[UUID]:
    """Return on which of the use cases the person acted for the bank, in one query."""
    acted = StageChange.objects.filter(use_case__in=use_cases, by=person.user)
    return {*acted.filter(on_behalf_of__isnull=False).values_list("use_case", flat=True)}


def leaves_to_others(person: Person, case: str = "pk") -> Q:
    """The condition that the person did not act for the bank on the case."""
    acted = StageChange.objects.filter(by=person.user, on_behalf_of__isnull=False)
    return ~Q(Exists(acted.filter(use_case=OuterRef(case))))


def proposed_by_others(person: Person, action: Action) -> Q:
    """The condition that neither the person proposed it, nor somebody they only stand in for."""
    stood_in_for = {each.deputy_for_id for each in person.grants if each.deputy_for_id}
    one_hand = [each for each in stood_in_for if not may(independent(person, each), action)]
    return ~Q(proposed_by=person.user) & ~Q(proposed_by__in=one_hand)
