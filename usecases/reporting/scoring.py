"""The arithmetic of scores: exact fractions inside, one decimal place at the end.

Every figure is rounded once, half up, away from zero; what is compared or ranked is not rounded.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import TypeVar

from usecases.vocabulary.criteria import OUTLIER_FEWEST, OUTLIER_SHARE

K = TypeVar("K", bound=Hashable)
_TENTH = Decimal("0.1")
_EXACT = Context(prec=50)


@dataclass(frozen=True)
class Scale:
    """How much a criterion weighs, and from where to where it is scored."""

    weight: Decimal
    lowest: int
    highest: int


def rounded(value: Fraction | None) -> Decimal | None:
    """Return a figure with one decimal place; none stays none."""
    return None if value is None else tenth(value)


def tenth(value: Fraction) -> Decimal:
    """Return a figure with one decimal place, rounded half up."""
    exact = _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
    found = exact.quantize(_TENTH, ROUND_HALF_UP)
    return found or abs(found)  # no zero below zero


def whole(value: Fraction) -> int:
    """Return the nearest whole number; half goes up."""
    return int((value + Fraction(1, 2)).__floor__())


def mean(values: Sequence[Fraction | int]) -> Fraction | None:
    """Return the arithmetic mean; of nothing there is none."""
    return sum(map(Fraction, values), Fraction()) / len(values) if values else None


def median(values: Iterable[Fraction]) -> Fraction | None:
    """Return the middle value, or the mean of the two in the middle."""
    found = sorted(values)
    half = len(found) // 2
    return mean(found[half : half + 1] if len(found) % 2 else found[half - 1 : half + 1])


def deviation(values: Sequence[Fraction]) -> Decimal | None:
    """Return the standard deviation of these, who are everybody that assessed; of one, none."""
    middle = mean(values)
    if middle is None or len(values) == 1:
        return None
    variance = sum(((each - middle) ** 2 for each in values), Fraction()) / len(values)
    exact = _EXACT.divide(Decimal(variance.numerator), Decimal(variance.denominator))
    return exact.sqrt(_EXACT).quantize(_TENTH, ROUND_HALF_UP)


def common(scales: Iterable[Scale]) -> tuple[int, int]:
    """Return the scale on which scores of several criteria are put together: the widest span."""
    found = list(scales)
    return min(each.lowest for each in found), max(each.highest for each in found)


def weighted(scores: Mapping[K, int], scales: Mapping[K, Scale]) -> Fraction | None:
    """Return the mean of one person's scores by the weights of their criteria.

    Where the criteria of a phase have different scales, each score first takes the same place on
    the common one.
    """
    if not scores:
        return None
    low, high = common(scales.values())
    parts = [
        (Fraction(scales[key].weight), _placed(score, scales[key], low, high))
        for key, score in scores.items()
    ]
    return sum((w * s for w, s in parts), Fraction()) / sum((w for w, _s in parts), Fraction())


def _placed(score: int, scale: Scale, low: int, high: int) -> Fraction:
    share = Fraction(score - scale.lowest, scale.highest - scale.lowest)
    return low + share * (high - low)


def from_others(values: Mapping[K, Fraction]) -> dict[K, Fraction]:
    """Return how far each value is from the mean of the others; alone there is nothing to say."""
    total, others = sum(values.values(), Fraction()), len(values) - 1
    if others < 1:
        return {}
    return {key: value - (total - value) / others for key, value in values.items()}


def outliers(values: Mapping[K, Fraction], span: int) -> dict[K, Fraction]:
    """Return how far those are from the others who stand out, on a scale of this span."""
    if len(values) < OUTLIER_FEWEST:
        return {}
    limit = Fraction(OUTLIER_SHARE) * span
    return {key: gap for key, gap in from_others(values).items() if abs(gap) > limit}
