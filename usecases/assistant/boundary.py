"""Where knowledge ends: how sure a passage is to speak of what is asked, and from when to say so.

The score of a passage, by which passages are ranked and shown, rises with the share of the
question's rare words that it holds, and with how strongly it holds them. Whether it is asserted is
told by one sentence of it under its heading: what is spread over a passage is no answer; and the
more parts of the question it holds, the surer. Words that stand nowhere weigh as the rarest.
Thresholds belong to one state of what is published: they are measured anew on the calibration
questions whenever that changes, and never carried over.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from usecases.assistant.concepts import Unit
from usecases.vocabulary.asking import Tier

_ASSERTED_OUTSIDE, _SHOWN_OUTSIDE = 0.98, 0.40  # quantiles of the scores of outside questions
INSIDE_IN_A = 0.70  # fewer, and nothing is asserted
_FEWEST = 60
_NEVER = 0.05  # what scores less is not even shown, whatever the calibration says
_TITLE = 0.5
_EVIDENCE, _ENOUGH = 0.1, 4  # for each part of the question that is held, up to so many
_SCALE = 2.2  # BM25 gives at most (k1 + 1) times the rarity of a word

REFUSALS = {
    "few": "Refused: fewer than 60 calibration questions inside or outside.",
    "weak": "Refused: fewer than 70 % of the inside questions reach tier A on what is published.",
}


@dataclass(frozen=True)
class Thresholds:
    """From which score on to assert and to show; why nothing is asserted, where so."""

    asserts: float
    shows: float
    inside: int
    outside: int
    inside_asserted: float
    refused: str = ""

    def tier(self, score: float, sure: float) -> Tier:
        """Return the tier of a passage; a refused calibration asserts nothing."""
        if sure >= self.asserts and not self.refused:
            return Tier.ASSERTS
        return Tier.SHOWS if score >= max(self.shows, _NEVER) else Tier.REFUSES


def score(
    asked: Sequence[tuple[Unit, float]], held: frozenset[str], titled: frozenset[str], bm25: float
) -> float:
    """Return how sure a passage is to speak of what is asked, each unit with its weight; 0 to 1.

    What only the title of a passage holds counts half.
    """
    mass = fsum(weight for _unit, weight in asked)
    if not mass:
        return 0.0
    told = [max(unit.held_by(held), _TITLE * unit.held_by(titled)) for unit, _weight in asked]
    covered = fsum(weight * part for (_unit, weight), part in zip(asked, told, strict=True)) / mass
    strength = min(1.0, bm25 / (_SCALE * mass))
    return 0.85 * covered + 0.15 * strength


def sureness(
    asked: Sequence[tuple[Unit, float]],
    spans: Iterable[frozenset[str]],
    held: frozenset[str],
) -> float:
    """Return how sure a passage is to answer, by its sentence that holds most of the question, each
    given with its heading; 0 to 1.
    """
    mass = fsum(weight for _unit, weight in asked)
    if not mass:
        return 0.0
    told = max(
        (fsum(weight * unit.held_by(span) for unit, weight in asked) / mass for span in spans),
        default=0.0,
    )
    parts = sum(1 for unit, _weight in asked if not unit.light and unit.held_by(held))
    return (told + _EVIDENCE * min(parts, _ENOUGH)) / (1 + _EVIDENCE * _ENOUGH)


def missing_words(asked: Iterable[Unit], passages: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """Return the terms of a question that none of these passages holds, in whatever words."""
    missing = (unit for unit in asked if not any(unit.held_by(held) for held in passages))
    return tuple(dict.fromkeys(term for unit in missing for term in unit.terms if not unit.light))


def calibrate(
    inside: Sequence[float], through: Sequence[float], outside: Sequence[float]
) -> Thresholds:
    """Return the thresholds that the calibration questions give: to assert, by how sure the inside
    and the outside ones are that pass the gates (`inside`, `through`, 0 for the others); to show,
    by the scores of all outside ones.
    """
    asserts = quantile(through, _ASSERTED_OUTSIDE)
    shows = quantile(outside, _SHOWN_OUTSIDE)
    share = sum(score >= asserts for score in inside) / len(inside) if inside else 0.0
    refused = ""
    if min(len(inside), len(outside)) < _FEWEST:
        refused = "few"
    elif share < INSIDE_IN_A:
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
