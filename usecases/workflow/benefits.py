"""Numbers that are claimed for an outcome; nobody tested them, so they stand apart from results."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.models.outcomes import Benefit, Outcome
from usecases.models.words import Metric
from usecases.rules.measuring import outside
from usecases.rules.missing import Missing
from usecases.vocabulary.trials import EXACT, Operator
from usecases.workflow.errors import Invalid
from usecases.workflow.validate import validate


@dataclass(frozen=True)
class Claim:
    """A number as it was told: of which metric, a value or a range, of what."""

    metric: Metric
    value: Decimal
    upper: Decimal | None = None
    operator: str = Operator.EQUAL
    words: str = ""


def claim(outcome: Outcome, claims: Iterable[Claim]) -> list[Benefit]:
    """Write the numbers claimed for an outcome; inside `writing()`."""
    return [_claimed(outcome, each) for each in claims]


def _claimed(outcome: Outcome, told: Claim) -> Benefit:
    row = Benefit(
        outcome=outcome,
        use_case_id=outcome.use_case_id,
        metric=told.metric,
        operator=told.operator,
        value=told.value,
        upper=told.upper,
        words=told.words,
    )
    faults = [
        *outside(told.metric, "value", told.value),
        *outside(told.metric, "upper", told.upper),
    ]
    if told.upper is not None and told.upper <= told.value:
        text = _("The range is upside down: end above its start.")
        faults.append(Missing("upper", "upside-down", text))
    if told.upper is not None and told.operator not in EXACT:
        text = _("A range is neither below nor above something: give = or ~ with it.")
        faults.append(Missing("operator", "range", text))
    if faults:
        raise Invalid(*faults)
    validate(row)
    return trail.add(row)
