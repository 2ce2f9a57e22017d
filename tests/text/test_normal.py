"""Text is stored in one form."""

import pytest

from usecases.text.normal import normal


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("plain", "plain"),
        ("", ""),
        ("cafe\u0301", "caf\u00e9"),
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("a\tb", "a\tb"),
        ("a\x00b\x07c\x1bd\x7fe\x9bf", "abcdef"),
        ("生成式人工智能", "生成式人工智能"),
        ("\uf900", "\u8c48"),
        ("👩‍💻", "👩‍💻"),
    ],
)
def test_normal(given: str, stored: str) -> None:
    assert normal(given) == stored
    assert normal(stored) == stored
