"""The regulator's review: screening and assessment."""

from usecases.audit import writing
from usecases.models.person import Person
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.vocabulary.verbs import Verb
from usecases.workflow.move import plain_move


def screen(
    use_case: UseCase, *, by: Person, reason: str = "", version: int | None = None
) -> StageChange:
    """Begin to check eligibility and completeness."""
    with writing(by=by, reason=reason):
        return plain_move(use_case, Verb.SCREEN, by=by, reason=reason, version=version)


def assess(
    use_case: UseCase, *, by: Person, reason: str = "", version: int | None = None
) -> StageChange:
    """Send an eligible use case to assessment."""
    with writing(by=by, reason=reason):
        return plain_move(use_case, Verb.ASSESS, by=by, reason=reason, version=version)
