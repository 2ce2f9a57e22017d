"""Cells: what a spreadsheet would run is made harmless, and comes back unchanged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usecases.text.cells import harmless, original

RUN = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1")


@pytest.mark.parametrize("text", RUN)
def test_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "GS1", "40+", "a=b", "'tis", "50 %", "風險"])
def test_left_alone(text: str) -> None:
    assert harmless(text) == text


@given(st.text(alphabet="'=+-@a\t\r\n", max_size=6) | st.text(max_size=6))
def test_comes_back_unchanged(text: str) -> None:
    assert original(harmless(text)) == text
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
