"""Medians and percentiles of days, by linear interpolation, rounded once at the end."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from usecases.reporting.scoring import tenth

_DAY = timedelta(days=1)


def quantile(values: Iterable[timedelta], share: Fraction) -> Decimal | None:
    """Return the value below which a share of these lies, in days with one decimal; none of none.

    Between two values it lies in proportion: the first stands at 0, the last at 1.
    """
    found = sorted(values)
    if not found:
        return None
    place = share * (len(found) - 1)
    low = int(place)
    high = min(low + 1, len(found) - 1)
    lower, upper = (_days(found[each]) for each in (low, high))
    return tenth(lower + (upper - lower) * (place - low))


def _days(value: timedelta) -> Fraction:
    micro = timedelta(microseconds=1)
    return Fraction(value // micro, _DAY // micro)
