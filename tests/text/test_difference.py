"""What differs between two versions of a text, in pieces that can be read."""

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usecases.text import difference as module
from usecases.text.difference import Kind, Piece, difference

TEXTS = st.text(alphabet="ab ，我們\n.!", max_size=60) | st.text(max_size=60)


def marked(old: str, new: str) -> str:
    """Write what is gone in [brackets] and what is new in {braces}."""
    signs = {Kind.SAME: "{}", Kind.GONE: "[{}]", Kind.NEW: "{{{}}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in difference(old, new))


def without(kind: Kind, pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != kind)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("Same.", "Same.", "Same."),
        ("", "New.", "{New.}"),
        ("Gone.", "", "[Gone.]"),
        ("It drafts letters.", "It proposes letters.", "It [drafts]{proposes} letters."),
        ("one two three", "four five three", "[one two]{four five} three"),
        ("GPU hours: 120.50", "GPU hours: 120.75", "GPU hours: [120.50]{120.75}"),
        ("模型回答客戶的問題", "模型代職員回答問題", "模型{代職員}回答[客戶的]問題"),
        ("用 GPT 回答", "用 Qwen 回答", "用 [GPT]{Qwen} 回答"),
        ("First.\n\nSecond.", "First.\n\nThird.", "First.\n\n[Second]{Third}."),
        ("a  b", "a b", "a[  ]{ }b"),
    ],
)
def test_words(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_pieces(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert (without(Kind.NEW, pieces), without(Kind.GONE, pieces)) == (old, new)
    kinds = [piece.kind for piece in pieces]
    assert all(first != second for first, second in itertools.pairwise(kinds))
    assert all(piece.text for piece in pieces)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert difference(text, text) == ([Piece(Kind.SAME, text)] if text else [])


def test_what_is_too_long_for_words_is_compared_by_lines() -> None:
    lines = [f"{n} " + "word " * 20 for n in range(200)]
    old, new = "\n".join(["old", *lines, "x"]), "\n".join(["new", *lines[::-1], "y"])
    pieces = difference(old, new)
    assert (without(Kind.NEW, pieces), without(Kind.GONE, pieces)) == (old, new)
    assert len(pieces) > 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * 1_000_000, "b " * 1_000_000),
        ("!? " * 60_000, "? !" * 60_000),
        ("a\n" * 90_000, "b\n" * 90_000),
        ("字" * 150_000, "句" * 150_000),
        ("x" * 3_000_000, "y" * 3_000_000),
    ],
)
def test_huge_texts_are_answered_at_once(old: str, new: str) -> None:
    begun = time.process_time()
    pieces = difference(old, new)
    assert time.process_time() - begun < 5
    assert (without(Kind.NEW, pieces), without(Kind.GONE, pieces)) == (old, new)


def test_a_text_too_different_is_shown_as_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_EDITS", 1)
    assert marked("one two three", "four five six") == "[one two three]{four five six}"
