"""Shares of a whole."""

from decimal import ROUND_HALF_UP, Decimal


def percentage(part: int, whole: int) -> Decimal | None:
    """Return a share as a percentage with one decimal, or None of nothing."""
    if whole == 0:
        return None
    return (Decimal(100) * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
