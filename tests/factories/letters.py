"""Letter templates of an authority."""

from tests.factories.base import add
from usecases.models.letters import LetterTemplate
from usecases.models.phases import Authority
from usecases.vocabulary.terms import DecisionOutcome


def make_template(
    authority: Authority, outcome: str = DecisionOutcome.WAITLIST
) -> LetterTemplate | None:
    """Write what an authority says with an outcome, once."""
    if authority.letter_templates.filter(outcome=outcome).exists():
        return None
    words = {"subject_en": "About {reference}", "text_en": "Dear {institution}\n\n{text}"}
    return add(LetterTemplate(authority=authority, outcome=outcome, **words))
