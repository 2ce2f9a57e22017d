"""Shares of a whole, and figures as they are written."""

from decimal import ROUND_HALF_UP, Decimal


def percentage(part: int, whole: int) -> Decimal | None:
    """Return a share as a percentage with one decimal, or None of nothing."""
    if whole == 0:
        return None
    return (Decimal(100) * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def share(part: Decimal | int | None, whole: Decimal | int | None) -> Decimal | None:
    """Return a share of an amount as a percentage with one decimal, or None of nothing."""
    if part is None or not whole:
        return None
    return (Decimal(100) * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def rounded(value: float, step: str = "0.01") -> Decimal:
    """Return a measured figure as it is written."""
    return Decimal(repr(value)).quantize(Decimal(step), ROUND_HALF_UP)
