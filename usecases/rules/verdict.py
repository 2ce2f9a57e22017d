"""Met or missed: what a measured value says of its target, by the record and not by opinion."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from usecases.models.results import Result
from usecases.models.trials import Target
from usecases.vocabulary.trials import Operator, Success, Verdict


@dataclass(frozen=True)
class Reading:
    """Every value that a result may stand for; an end that is open is itself none of them."""

    low: Decimal | None = None
    high: Decimal | None = None
    open_ends: bool = False


def reading(operator: str, value: Decimal, upper: Decimal | None) -> Reading | None:
    """Return what a result may stand for; of an approximate one nothing can be told."""
    if operator == Operator.ABOUT:
        return None
    if operator == Operator.LESS:
        return Reading(high=value, open_ends=True)
    if operator == Operator.MORE:
        return Reading(low=value, open_ends=True)
    return Reading(value, value if upper is None else upper)


def verdict(target: Target, result: Result | None) -> Verdict:
    """Say what a result says of its target: wholly beyond is met, wholly short is missed."""
    if result is None:
        return Verdict.NO_RESULT
    return compared(
        target.success, target.value, reading(result.operator, result.value, result.upper)
    )


def compared(success: str, aim: Decimal, read: Reading | None) -> Verdict:
    """Say what a reading says of an aim."""
    if read is None:
        return Verdict.UNDETERMINED
    strict = success in (Success.MORE_THAN, Success.LESS_THAN)
    if success in (Success.AT_LEAST, Success.MORE_THAN):
        met = _beyond(read.low, aim, itself=not strict or read.open_ends)
        missed = _short(read.high, aim, itself=strict or read.open_ends)
    else:
        met = _short(read.high, aim, itself=not strict or read.open_ends)
        missed = _beyond(read.low, aim, itself=strict or read.open_ends)
    return Verdict.MET if met else Verdict.MISSED if missed else Verdict.UNDETERMINED


def _beyond(end: Decimal | None, value: Decimal, *, itself: bool) -> bool:
    """Whether all from this end on lies above a value, or is the value where that counts."""
    return end is not None and (end > value or (itself and end == value))


def _short(end: Decimal | None, value: Decimal, *, itself: bool) -> bool:
    """Whether all up to this end lies below a value, or is the value where that counts."""
    return end is not None and (end < value or (itself and end == value))


def deciding(results: Iterable[Result]) -> Result | None:
    """Return the result by which a target is judged: the final one, else the last measured."""
    standing = [each for each in results if each.voided_at is None]
    if not standing:
        return None
    return max(standing, key=lambda each: (each.final, each.happened_on, each.recorded_at))
