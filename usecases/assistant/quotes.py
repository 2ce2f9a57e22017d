"""Which sentences of a passage answer best: shared words by their rarity, and what surrounds them.

A sentence scores the rarity of the words it shares with the question, half that of the pairs of
neighbouring words it shares, and a quarter of what only the sentence before it shares; more when
it holds the kind of thing that is asked for, a little less the longer it is.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import fsum

from usecases.assistant.concepts import meant
from usecases.text.sentences import Span, sentences
from usecases.text.terms import content_terms

_PAIRS, _BEFORE, _KIND, _PER_TERM = 0.5, 0.25, 0.6, 0.02


def _asking(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


# What is asked for, and what a sentence that tells it holds.
_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (_asking(r"\bhow (?:many|much|long|often)\b|幾|几|多少|多久"), re.compile(r"\d")),
    (
        _asking(r"\bwhen\b|\bwhat (?:date|year)\b|何時|何时|幾時|什麼時候|什么时候"),
        re.compile(r"\b(?:19|20)\d\d\b"),
    ),
    (
        _asking(r"\bwho\b|\bwhich (?:bank|firm|partner|institution)|誰|谁|哪家|哪間|哪间"),
        re.compile(r"[A-Z]{2,}|[A-Z][a-z]+ [A-Z][a-z]+|銀行|银行"),
    ),
)


def best_sentences(
    question: str, text: str, idf: Callable[[str], float], most: int = 2
) -> list[Span]:
    """Return up to `most` sentences of a text that share words with the question, in the order of
    the text.
    """
    spans = sentences(text)
    asked = [*content_terms(question), *meant(question)]
    cut = [[*content_terms(span.text), *meant(span.text)] for span in spans]
    wanted = set(asked)
    scored = []
    for number, span in enumerate(spans):
        before = cut[number - 1] if number else []
        score = _score(asked, cut[number], before, idf)
        if score > 0 and wanted.intersection(cut[number]):
            score += _KIND if _of_kind(question, span.text) else 0
            scored.append((score - _PER_TERM * len(cut[number]), -number))
    chosen = sorted(-number for _score_, number in sorted(scored, reverse=True)[:most])
    if 0 < len(chosen) < most and chosen[-1] + 1 < len(spans):
        chosen.append(chosen[-1] + 1)  # what follows goes on about the same
    return [spans[number] for number in chosen]


def _score(
    asked: Sequence[str], here: Sequence[str], before: Sequence[str], idf: Callable[[str], float]
) -> float:
    shared = set(asked).intersection(here)
    pairs = set(pairwise(asked)).intersection(pairwise(here))
    only_before = set(asked).intersection(before) - shared
    return (
        fsum(map(idf, shared))  # the same in whatever order a set is walked
        + _PAIRS * fsum(idf(one) + idf(other) for one, other in pairs)
        + _BEFORE * fsum(map(idf, only_before))
    )


def _of_kind(question: str, sentence: str) -> bool:
    return any(asked.search(question) and told.search(sentence) for asked, told in _KINDS)
