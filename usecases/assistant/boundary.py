"""Where knowledge ends: how sure a passage is to speak of what is asked, and from when to say so.

The score of a passage rises with the share of the question's rare words that it holds, and with
how strongly it holds them. Words that stand nowhere in what is published weigh as the rarest.
Thresholds belong to one state of what is published: they are measured anew on the calibration
questions whenever that changes, and never carried over.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from usecases.text.terms import content_terms
from usecases.vocabulary.asking import Tier

_ASSERTED_OUTSIDE, _SHOWN_OUTSIDE = 0.97, 0.40  # quantiles of the scores of outside questions
_INSIDE_IN_A = 0.70  # fewer, and nothing is asserted
_FEWEST = 60
_SCALE = 2.2  # BM25 gives at most (k1 + 1) times the rarity of a word


@dataclass(frozen=True)
class Thresholds:
    """From which score on to assert and to show; why nothing is asserted, where so."""

    asserts: float
    shows: float
    inside: int
    outside: int
    inside_asserted: float
    refused: str = ""

    def tier(self, score: float) -> Tier:
        """Return the tier of a score; a refused calibration asserts nothing."""
        if score >= self.asserts and not self.refused:
            return Tier.ASSERTS
        return Tier.SHOWS if score >= self.shows else Tier.REFUSES


def score(question: str, passage: str, bm25: float, idf: Callable[[str], float]) -> float:
    """Return how sure a passage is to speak of the question, 0 to 1."""
    asked = sorted(set(content_terms(question)))
    mass = fsum(map(idf, asked))
    if not mass:
        return 0.0
    held = set(content_terms(passage))
    covered = fsum(idf(term) for term in asked if term in held) / mass
    strength = min(1.0, bm25 / (_SCALE * mass))
    return 0.7 * covered + 0.3 * strength


def missing_words(question: str, passages: Iterable[str]) -> tuple[str, ...]:
    """Return the terms of a question that none of these passages holds."""
    held = {term for passage in passages for term in content_terms(passage)}
    return tuple(dict.fromkeys(term for term in content_terms(question) if term not in held))


def calibrate(inside: Sequence[float], outside: Sequence[float]) -> Thresholds:
    """Return the thresholds that the scores of the calibration questions give."""
    asserts = quantile(outside, _ASSERTED_OUTSIDE)
    shows = min(quantile(outside, _SHOWN_OUTSIDE), asserts)
    share = sum(score >= asserts for score in inside) / len(inside) if inside else 0.0
    refused = ""
    if min(len(inside), len(outside)) < _FEWEST:
        refused = "few"
    elif share < _INSIDE_IN_A:
        refused = "weak"
    return Thresholds(asserts, shows, len(inside), len(outside), share, refused)


def quantile(values: Sequence[float], share: float) -> float:
    """Return the quantile by linear interpolation; of nothing, a score that nobody reaches."""
    if not values:
        return 1.0
    ranked = sorted(values)
    place = share * (len(ranked) - 1)
    low = int(place)
    high = min(low + 1, len(ranked) - 1)
    return ranked[low] + (ranked[high] - ranked[low]) * (place - low)
