"""Which of very many texts are worth comparing with a few: those that share their rare words.

Comparing every text with every other grows with the square of their number. Two texts of which
one was made from the other share words that hardly any third text has, so only those are looked
at: every text is cut into words once, common words are passed over, and of what is left the
texts that share most, the rarer the more, are taken. Nothing is stored between two questions.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from heapq import nlargest
from typing import TypeVar

from usecases.text.likeness import tokens

K = TypeVar("K", bound=Hashable)
MOST = 12  # candidates for each text
_RARE_AT_LEAST = 40  # a word of so few texts is rare, however few there are
_RARE_SHARE = 100  # or of one text in so many


def candidates(few: Mapping[K, str], many: Iterable[tuple[K, str]]) -> dict[K, list[K]]:
    """Return, of each of the few, the keys of those of the many that share its rare words."""
    wanted = {key: tokens(text) for key, text in few.items()}
    known = set[str]().union(*wanted.values())
    holders: dict[str, list[K]] = defaultdict(list)
    number = 0
    for key, text in many:
        number += 1
        for word in known.intersection(tokens(text)):
            holders[word].append(key)
    most = max(_RARE_AT_LEAST, number // _RARE_SHARE)
    rare = {word: keys for word, keys in holders.items() if len(keys) <= most}
    return {key: _sharing(key, words, rare) for key, words in wanted.items()}


def _sharing(own: K, words: set[str], rare: Mapping[str, list[K]]) -> list[K]:
    scores: Counter[K] = Counter()
    for word in words.intersection(rare):
        for key in rare[word]:
            scores[key] += 1 / len(rare[word])  # type: ignore[assignment]  # a Counter of fractions
    scores.pop(own, None)
    best = nlargest(MOST, scores.items(), key=lambda each: (each[1], str(each[0])))
    return [key for key, _score in best]
