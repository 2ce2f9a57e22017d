"""Met or missed equals an independent reading: of every number that a result may stand for."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usecases.models.results import Result
from usecases.models.trials import Target
from usecases.rules.verdict import deciding, verdict
from usecases.vocabulary.trials import Operator, Success, Verdict

NOW = datetime(2026, 6, 1, tzinfo=UTC)
# Ends of results and targets are whole numbers here, so halves stand for all that lies between.
EVERY_NUMBER = [Fraction(half, 2) for half in range(-60, 61)]
SUCCEEDS = {
    Success.AT_LEAST: lambda number, aim: number >= aim,
    Success.MORE_THAN: lambda number, aim: number > aim,
    Success.AT_MOST: lambda number, aim: number <= aim,
    Success.LESS_THAN: lambda number, aim: number < aim,
}


def may_be(result: Result) -> list[Fraction]:
    """Return every number that a result may stand for."""
    value, upper = result.value, result.upper
    if result.operator == Operator.LESS:
        return [number for number in EVERY_NUMBER if number < value]
    if result.operator == Operator.MORE:
        return [number for number in EVERY_NUMBER if number > value]
    end = value if upper is None else upper
    return [number for number in EVERY_NUMBER if value <= number <= end]


def read_anew(target: Target, result: Result | None) -> str:
    """Say it by trying every number, without comparing ends."""
    if result is None:
        return "no-result"
    if result.operator == "about":
        return "undetermined"
    met = {SUCCEEDS[Success(target.success)](number, target.value) for number in may_be(result)}
    return {frozenset({True}): "met", frozenset({False}): "missed"}.get(
        frozenset(met), "undetermined"
    )


@st.composite
def results(draw: st.DrawFn) -> Result:
    value = draw(st.integers(-10, 10))
    operator = draw(st.sampled_from(Operator.values))
    ranged = operator in ("equal", "about") and draw(st.booleans())
    upper = value + draw(st.integers(1, 10)) if ranged else None
    return Result(operator=operator, value=value, upper=upper)


targets = st.builds(Target, success=st.sampled_from(Success.values), value=st.integers(-11, 11))


@given(target=targets, result=st.none() | results())
def test_the_verdict_equals_an_independent_reading(target: Target, result: Result | None) -> None:
    assert verdict(target, result) == read_anew(target, result)


@pytest.mark.parametrize("success", Success.values)
@pytest.mark.parametrize("operator", Operator.values)
def test_every_word_and_operator_around_the_aim(success: str, operator: str) -> None:
    for value in range(-2, 3):
        for upper in (None, *range(value + 1, 4)):
            if upper is not None and operator in ("less", "more"):
                continue
            target = Target(success=success, value=0)
            result = Result(operator=operator, value=value, upper=upper)
            assert verdict(target, result) == read_anew(target, result), (value, upper)


def at(days: int, *, final: bool = False, void: bool = False) -> Result:
    moment = NOW + timedelta(days=days)
    return Result(
        final=final, happened_on=moment, recorded_at=moment, voided_at=moment if void else None
    )


def test_the_final_result_decides_else_the_last_that_is_not_void() -> None:
    first, last = at(1), at(2)
    assert deciding([]) is None
    assert deciding([last, first]) is last
    assert deciding([final := at(0, final=True), first, last]) is final
    assert deciding([first, at(3, final=True, void=True)]) is first
    assert deciding([at(3, void=True)]) is None


def test_the_words() -> None:
    assert [str(each.label) for each in Verdict] == [
        "Met",
        "Missed",
        "Cannot be told",
        "Without result",
    ]
