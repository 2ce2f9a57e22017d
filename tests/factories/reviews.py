"""Decisions, by their verbs."""

from collections.abc import Callable
from typing import Any

from tests.factories.words import reason
from tests.people import approver, officer
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.vocabulary.terms import DecisionOutcome
from usecases.workflow import decide


def proposed_decision(
    use_case: UseCase, outcome: str = DecisionOutcome.ACCEPT, **fields: Any
) -> Decision:
    """The officer proposes."""
    if outcome == DecisionOutcome.DECLINE:
        fields.setdefault("reason", reason())
    return decide.propose(use_case, **{"outcome": outcome, "by": officer(), **fields})


def confirmed_decision(
    use_case: UseCase, outcome: str = DecisionOutcome.ACCEPT, **fields: Any
) -> Decision:
    """The officer proposes, the approver confirms."""
    return decide.confirm(proposed_decision(use_case, outcome, **fields), by=approver())


def released_decision(
    use_case: UseCase, outcome: str = DecisionOutcome.ACCEPT, **fields: Any
) -> Decision:
    """The officer proposes, the approver confirms and releases."""
    confirmed = confirmed_decision(use_case, outcome, **fields)
    return decide.release([confirmed], by=approver())[0]


DECISIONS: dict[str, Callable[..., Decision]] = {
    "proposed": proposed_decision,
    "confirmed": confirmed_decision,
    "released": released_decision,
}
