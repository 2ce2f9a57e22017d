"""Outcomes, by their verb."""

from typing import Any

from tests.people import officer
from usecases.models.outcomes import Outcome
from usecases.models.usecases import UseCase
from usecases.vocabulary.terms import OutcomeResult
from usecases.workflow import conclude


def told_outcome(
    use_case: UseCase, result: str = OutcomeResult.IN_PRODUCTION, **fields: Any
) -> Outcome:
    """The officer writes down what became of it."""
    return conclude.tell(use_case, **{"result": result, "by": officer(), **fields})
