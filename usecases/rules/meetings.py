"""Who keeps the notes of meetings that moderate a phase."""

from dataclasses import replace

from usecases.models.interests import Interest
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action
from usecases.vocabulary.reviews import Standing


def moderates(person: Person, phase: Phase) -> bool:
    """Whether the person keeps notes of this phase: whoever proposes decisions for an authority
    of its programme, and has a conflict in nothing of it.
    """
    programme = phase.programme
    of_programme = {programme.lead_id, *programme.co_authorities.values_list("pk", flat=True)}
    held = tuple(g for g in person.grants if g.authority_id in {None, *of_programme})
    if not may(replace(person, grants=held), Action.PROPOSE):
        return False
    conflicts = Interest.objects.filter(
        person=person.user, phase=phase, standing=Standing.CONFLICT, ended_at__isnull=True
    )
    return not conflicts.exists()
