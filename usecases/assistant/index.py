"""Which passages speak of what is asked: BM25 over stored terms, equal on every database."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from math import log

_K1, _B = 1.2, 0.75


@dataclass(frozen=True)
class Hit:
    """A passage that was found, by its key, and its score."""

    key: str
    score: float


class Index:
    """An index of texts by key, each given as its terms; ties are broken by their order."""

    def __init__(self, texts: Iterable[tuple[str, Sequence[str]]]) -> None:
        self._postings: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._lengths: dict[str, int] = {}
        for key, terms in texts:
            self._lengths[key] = len(terms)
            for term, times in Counter(terms).items():
                self._postings[term].append((key, times))
        self._places = {key: place for place, key in enumerate(self._lengths)}
        self._mean = sum(self._lengths.values()) / len(self._lengths) if self._lengths else 1.0

    def __len__(self) -> int:
        return len(self._lengths)

    def __contains__(self, term: object) -> bool:
        return term in self._postings

    def idf(self, term: str) -> float:
        """Return how rare a term is, above zero; one that stands nowhere is the rarest."""
        within = len(self._postings.get(term, ()))
        return log(1 + (len(self._lengths) - within + 0.5) / (within + 0.5))

    def search(
        self, terms: Iterable[str], *, among: Container[str] | None = None, most: int = 3
    ) -> list[Hit]:
        """Return the passages that fit the terms best, `among` some keys where given."""
        scores: dict[str, float] = defaultdict(float)
        for term in sorted(set(terms)):
            idf = self.idf(term)
            for key, times in self._postings.get(term, ()):
                if among is None or key in among:
                    scores[key] += idf * self._weight(key, times)
        best = sorted(scores.items(), key=lambda each: (-each[1], self._places[each[0]]))
        return [Hit(key, score) for key, score in best[:most]]

    def _weight(self, key: str, times: int) -> float:
        length = self._lengths[key] / self._mean
        return times * (_K1 + 1) / (times + _K1 * (1 - _B + _B * length))
