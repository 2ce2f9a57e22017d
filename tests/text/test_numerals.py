"""Numbers, in whichever writing they stand in a text."""

from decimal import Decimal

import pytest

from usecases.text.numerals import numbers_in

WRITTEN: dict[str, list[str]] = {
    "93.5": [
        "93.5",
        "93.50 %",
        "９３．５",
        "93,5",
        "九十三點五",
        "九三点五",
        "ninety-three point five",
    ],
    "93": ["93", "93%", "九十三", "百分之九十三", "九成三", "9成3", "ninety-three", "٩٣"],
    "1200": [
        "1,200",
        "1 200",
        "1200",
        "1’200",
        "1.2k",
        "1.2 thousand",
        "一千二百",
        "twelve hundred",
    ],
    "1205": ["1,205", "一千二百零五", "one thousand two hundred and five", "一二〇五"],
    "120000": ["120,000", "12万", "十二萬", "one hundred and twenty thousand"],
    "1500000": ["1.5 million", "1.5m", "1,500,000", "一百五十萬"],
    "10": ["10", "十", "ten"],
}


@pytest.mark.parametrize(
    ("value", "text"), [(value, text) for value, several in WRITTEN.items() for text in several]
)
def test_a_number_is_read(value: str, text: str) -> None:
    told = {number for _written, number in numbers_in(f"About {text} of them.")}
    assert Decimal(value) in told
    assert told - {Decimal(value), Decimal(93)} == set()  # a comma may be read as a pause too


@pytest.mark.parametrize("text", ["Someone tensed, a tenant often listened.", "", "The bank did."])
def test_words_that_hold_a_number_are_none(text: str) -> None:
    assert list(numbers_in(text)) == []


def test_several_numbers_stand_alone() -> None:
    told = [number for _written, number in numbers_in("184 of 200, sixty and sixty-nine")]
    assert told == [Decimal(184), Decimal(200), Decimal(60), Decimal(69)]
