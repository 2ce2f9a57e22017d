"""Whether a value is what its numerator and denominator give, as far as it was rounded."""

from decimal import Decimal
from fractions import Fraction

from usecases.models.results import Result
from usecases.vocabulary.trials import Operator

# How far an approximate value may lie from what was counted: a tenth of it.
_ABOUT = Fraction(1, 10)


def agrees(result: Result) -> bool:
    """Return whether value, operator and range fit numerator over denominator."""
    if result.numerator is None or not result.denominator:
        return True
    counted = Fraction(result.numerator, result.denominator) * (100 if result.percentage else 1)
    low = Fraction(result.value)
    high = low if result.upper is None else Fraction(result.upper)
    if result.operator == Operator.LESS:
        return counted < low
    if result.operator == Operator.MORE:
        return counted > low
    slack = half_a_step(result.value)
    upper_slack = slack if result.upper is None else half_a_step(result.upper)
    if result.operator == Operator.ABOUT:
        slack = upper_slack = max(slack, counted * _ABOUT)
    return low - slack <= counted <= high + upper_slack


def half_a_step(value: Decimal) -> Fraction:
    """Return how much rounding may have taken: half a unit of the last place that is given."""
    exponent = Decimal(value).normalize().as_tuple().exponent
    places = min(0, exponent) if isinstance(exponent, int) else 0
    return Fraction(1, 2) * Fraction(10) ** places
