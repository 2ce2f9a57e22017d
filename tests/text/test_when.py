"""Days, months and years as people type them."""

from datetime import date

import pytest

from usecases.text.when import Span, when
from usecases.vocabulary.basis import Precision


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
        ("2023-2", date(2023, 2, 1), date(2023, 2, 28), Precision.MONTH),
        (" 2024-08-15 ", date(2024, 8, 15), date(2024, 8, 15), Precision.DAY),
        ("2024-8-5", date(2024, 8, 5), date(2024, 8, 5), Precision.DAY),
    ],
)
def test_spans(text: str, first: date, last: date, precision: Precision) -> None:
    assert when(text) == Span(first, last, precision)


@pytest.mark.parametrize(
    "text",
    [
        *("", "24", "2024-13", "2024-00", "2024-02-30", "2024-02-00"),
        *("15/8/2024", "0000", "２０２４", "x"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any message: the form says its own
        when(text)
