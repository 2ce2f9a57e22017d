"""What cannot be a target: a value beyond its metric, a success that would be a setback."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from usecases.models.trials import Target
from usecases.rules.measuring import outside
from usecases.rules.missing import Missing
from usecases.vocabulary.trials import SUCCESS_OF, Direction


def faults_of_target(target: Target) -> tuple[Missing, ...]:
    """Return everything that is wrong with a target, each with its field."""
    return (
        *outside(target.metric, "value", target.value),
        *outside(target.metric, "baseline", target.baseline),
        *_of_direction(target),
    )


def _of_direction(target: Target) -> Iterator[Missing]:
    direction = target.metric.direction
    if not target.success or target.success in SUCCESS_OF[direction]:
        return
    if direction == Direction.HIGHER:
        text = _("For this metric higher is better: success is at least, or more than.")
    else:
        text = _("For this metric lower is better: success is at most, or less than.")
    yield Missing("success", "direction", text)
