"""The arithmetic of scores against the standard library's statistics."""

import statistics
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from usecases.reporting import scoring
from usecases.reporting.scoring import Scale

tenths = st.integers(10, 50).map(lambda n: Fraction(n, 10))
several = st.lists(tenths, min_size=1, max_size=6)
scales = st.lists(
    st.tuples(st.integers(1, 400), st.integers(0, 2), st.integers(3, 10)), min_size=1, max_size=5
)


def _half_up(value: Fraction) -> Decimal:
    """Round by hand: the tenth below, and one more from the half on, away from zero."""
    tenths_of = abs(value) * 10
    below = tenths_of.numerator // tenths_of.denominator
    up = below + (1 if tenths_of - below >= Fraction(1, 2) else 0)
    return (Decimal(up) / 10).copy_sign(Decimal(value.numerator or 1))


@given(values=several)
@example(values=[Fraction(5, 2), Fraction(5, 2), Fraction(13, 5), Fraction(13, 5)])
def test_mean_and_median(values: list[Fraction]) -> None:
    assert scoring.mean(values) == statistics.mean(values)
    assert scoring.median(values) == statistics.median(values)


@given(values=several)
def test_deviation(values: list[Fraction]) -> None:
    found = scoring.deviation(values)
    if len(values) == 1:
        assert found is None
        return
    assert found is not None
    exact = statistics.pstdev([float(each) for each in values])
    assert abs(float(found) - exact) <= 0.05 + 1e-9
    assert found == found.quantize(Decimal("0.1"))


@given(n=st.integers(-1000, 1000), d=st.integers(1, 999))
@example(n=-1, d=20)
@example(n=5, d=4)
def test_rounded_once_half_away_from_zero(n: int, d: int) -> None:
    assert scoring.rounded(Fraction(n, d)) == _half_up(Fraction(n, d))


def test_nothing_has_no_figures() -> None:
    assert [scoring.mean([]), scoring.median([]), scoring.deviation([]), scoring.rounded(None)] == [
        None
    ] * 4
    assert scoring.weighted({}, {}) is None


@pytest.mark.parametrize(
    ("value", "expected"), [(Fraction(5, 2), 3), (Fraction(249, 100), 2), (Fraction(7, 2), 4)]
)
def test_whole(value: Fraction, expected: int) -> None:
    assert scoring.whole(value) == expected


@given(made=scales, data=st.data())
def test_weighted(made: list[tuple[int, int, int]], data: st.DataObject) -> None:
    known = {n: Scale(Decimal(w) / 100, low, high) for n, (w, low, high) in enumerate(made)}
    scores = {n: data.draw(st.integers(low, high)) for n, (_w, low, high) in enumerate(made)}
    lowest, highest = min(low for _w, low, _h in made), max(high for _w, _l, high in made)
    top = bottom = 0.0
    for n, (weight, low, high) in enumerate(made):
        place = lowest + (scores[n] - low) * (highest - lowest) / (high - low)
        top, bottom = top + weight * place, bottom + weight
    found = scoring.weighted(scores, known)
    assert found is not None
    assert float(found) == pytest.approx(top / bottom)


def test_alike_scales_are_not_touched() -> None:
    known = {"a": Scale(Decimal(3), 1, 5), "b": Scale(Decimal(1), 1, 5)}
    assert scoring.weighted({"a": 4, "b": 2}, known) == Fraction(7, 2)


@given(values=several)
def test_outliers(values: list[Fraction]) -> None:
    held = dict(enumerate(values))
    expected = {}
    for key, value in held.items():
        others = [each for other, each in held.items() if other != key]
        if len(values) >= 3 and abs(value - statistics.mean(others)) > 1:
            expected[key] = value - statistics.mean(others)
    assert scoring.outliers(held, span=4) == expected


def test_exactly_one_point_is_no_outlier() -> None:
    two, three = Fraction(2), Fraction(3)
    assert scoring.outliers({"a": two, "b": two, "c": three}, span=4) == {}
    above = Fraction(301, 100)
    assert scoring.outliers({"a": two, "b": two, "c": above}, span=4) == {"c": Fraction(101, 100)}
    assert scoring.outliers({"a": two, "c": Fraction(5)}, span=4) == {}
