"""What anybody may read of a published phase: what it judges by, and the form that it asks."""

from dataclasses import dataclass

from usecases.models.assessments import Criterion
from usecases.models.phases import Phase
from usecases.models.publications import Publication
from usecases.models.words import Category
from usecases.rules.criteria import criteria_of
from usecases.rules.outline import Part, outline
from usecases.rules.visibility_register import published
from usecases.vocabulary.publications import Kind


@dataclass(frozen=True)
class Call:
    """The criteria of a phase, and its whole form as it is in force."""

    criteria: tuple[Criterion, ...]
    form: tuple[Part, ...]


def call_of(code: str) -> Call | None:
    """Return how to apply to a phase, by its code; nothing of one that is not published."""
    facts = published(Publication.objects.filter(kind=Kind.PHASE, code=code))
    phase = Phase.objects.filter(pk__in=facts.values("record"), code=code).first()
    if phase is None:
        return None
    # A category is a word of the form, not a fact that waits to be published.
    categories = [each.label for each in Category.objects.filter(active=True)]
    form = outline(phase, phase.form_version, categories)
    return Call(tuple(criteria_of(phase)), tuple(form))
