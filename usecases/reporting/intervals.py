"""Intervals of shares: what a rate of few cases leaves open."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

_Z = 1.959963984540054  # 95 per cent
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Interval:
    """From where to where, in per cent, with one decimal."""

    low: Decimal
    high: Decimal


def wilson(part: int, whole: int) -> Interval | None:
    """Return the 95 % interval of Wilson's score of a share; of nothing there is none."""
    ends = _ends(part, whole)
    return None if ends is None else Interval(*(_rounded(100 * end) for end in ends))


def apart(first: tuple[int, int], second: tuple[int, int]) -> Interval | None:
    """Return the 95 % interval of the difference of two shares, in points, made of the intervals
    of both (Newcombe).
    """
    one, other = _ends(*first), _ends(*second)
    if one is None or other is None:
        return None
    p, q = first[0] / first[1], second[0] / second[1]
    below = sqrt((p - one[0]) ** 2 + (other[1] - q) ** 2)
    above = sqrt((one[1] - p) ** 2 + (q - other[0]) ** 2)
    return Interval(_rounded(100 * (p - q - below)), _rounded(100 * (p - q + above)))


def _ends(part: int, whole: int) -> tuple[float, float] | None:
    if whole == 0:
        return None
    share, square = part / whole, _Z**2
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = _Z * sqrt(share * (1 - share) / whole + square / (4 * whole**2)) / (1 + square / whole)
    return max(0.0, middle - half), min(1.0, middle + half)


def _rounded(value: float) -> Decimal:
    found = Decimal(repr(value)).quantize(_TENTH, ROUND_HALF_UP)
    return found or abs(found)  # no zero below zero
