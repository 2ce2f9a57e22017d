"""How a recorded use case was decided and what became of it, as far as its source tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit.writing import current
from usecases.models.outcomes import Outcome
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.models.words import Term
from usecases.rules.lifecycle import TABLE
from usecases.vocabulary.basis import Basis, Precision
from usecases.vocabulary.terms import DecisionOutcome
from usecases.workflow.errors import invalid
from usecases.workflow.validate import validate


@dataclass(frozen=True)
class Decided:
    """A decision of the past. Its day is that of the stage to which it led."""

    outcome: str
    reason: Term | None = None
    text: str = ""


@dataclass(frozen=True)
class Ended:
    """What became of a use case, when, and how precisely that is known."""

    result: str
    happened_on: datetime
    precision: str = Precision.DAY
    told_by: str = ""
    public_lessons: str = ""


def write_decision(
    case: UseCase, decided: Decided, reached: Mapping[str, datetime], source: str
) -> Decision:
    """Write a decision of the past: its source stands for the people who took it."""
    if decided.outcome not in DecisionOutcome.values:
        raise invalid("decision", "invalid", _("There is no such decision."))
    released = reached.get(TABLE[decided.outcome].target)
    if released is None:
        text = _("Give the stage to which this decision led, with its date.")
        raise invalid("decision", "undated", text)
    decision = Decision(
        use_case=case,
        outcome=decided.outcome,
        reason=decided.reason,
        text=decided.text,
        basis=Basis.RECORDED,
        source=source,
        released_at=released,
    )
    validate(decision)
    return trail.add(decision)


def write_outcome(case: UseCase, ended: Ended, first: datetime, source: str) -> Outcome:
    """Write what became of a recorded use case, from the same source."""
    if ended.happened_on > current().moment:
        raise invalid("outcome_on", "future", _("The outcome is dated in the future."))
    if ended.happened_on < first:
        raise invalid("outcome_on", "order", _("The outcome is dated before the first stage."))
    outcome = Outcome(
        use_case=case,
        result=ended.result,
        happened_on=ended.happened_on,
        precision=ended.precision,
        told_by=ended.told_by,
        public_lessons=ended.public_lessons,
        basis=Basis.RECORDED,
        source=source,
    )
    validate(outcome)
    return trail.add(outcome)
