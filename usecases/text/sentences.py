"""Cuts a text into sentences, in three languages; what is cut out is a span of the text."""

import re
from dataclasses import dataclass

# A full stop ends a sentence before white space and a capital, a digit, a quote or a bracket.
_END = re.compile(
    r"[。！？；]+[」』”’）]*|(?:[.!?]+[\"'”’)]*)(?=\s+[\"'“‘(]?[A-Z0-9\u00c0-\u024f\u4e00-\u9fff])"
    r"|\n+"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|no|fig|sec|pp?|dr|mr|mrs|ms|st|ltd|co|inc|corp|jan|feb|mar|apr|jun|jul"
    r"|aug|sep|sept|oct|nov|dec)|\b[a-z])\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Span:
    """A sentence and where it stands in its text."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Span]:
    """Return the sentences of a text in order; each is `text[start:end]`, without white space
    around.
    """
    found: list[Span] = []
    start = 0
    for end in _ends(text):
        found += _span(text, start, end)
        start = end
    return [*found, *_span(text, start, len(text))]


def _ends(text: str) -> list[int]:
    ends = (each.end() for each in _END.finditer(text))
    return [end for end in ends if not _ABBREVIATED.search(text[max(0, end - 12) : end])]


def _span(text: str, start: int, end: int) -> list[Span]:
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    last = start + len(piece.rstrip())
    return [Span(first, last, text[first:last])] if first < last else []
