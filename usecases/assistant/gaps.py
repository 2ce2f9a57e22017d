"""Puts questions that ask the same into clusters: by the words that they share, rare ones most.

Deterministic: the oldest question leads, each later one joins the leader that it shares most with,
or leads itself. The same questions give the same clusters, in whatever order they are read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, log
from uuid import UUID

from usecases.models.enquiries import Enquiry
from usecases.text.terms import content_terms, words

_ALIKE = 0.4  # of the weight of both questions, twice what they share
_WORDS = 5

Rarity = dict[str, float]


@dataclass(frozen=True)
class Cluster:
    """Questions that ask the same, the oldest first, and the words that most of them share."""

    rows: tuple[Enquiry, ...]
    words: tuple[str, ...]

    @property
    def leader(self) -> Enquiry:
        """The question that the cluster is named by."""
        return self.rows[0]

    @property
    def last(self) -> Enquiry:
        """The newest question."""
        return self.rows[-1]

    @property
    def sent(self) -> int:
        """How many were sent to the team."""
        return sum(each.sent_to_team for each in self.rows)

    @property
    def of_no_use(self) -> int:
        """How many had an answer that was of no use."""
        return sum(each.useful is False for each in self.rows)


def clusters(rows: Iterable[Enquiry]) -> list[Cluster]:
    """Return the clusters, first those sent to the team, then by how many ask."""
    ranked = sorted(rows, key=lambda each: (each.asked_at, each.pk))
    terms = {each.pk: frozenset(content_terms(each.question)) for each in ranked}
    rarity = _rarity(terms.values())
    found: list[list[Enquiry]] = []
    leading: dict[str, list[int]] = defaultdict(list)  # clusters by the terms of their leaders
    for row in ranked:
        place = _joins(terms[row.pk], found, terms, leading, rarity)
        if place is None:
            for term in terms[row.pk]:
                leading[term].append(len(found))
            found.append([row])
        else:
            found[place].append(row)
    made = [Cluster(tuple(each), _shared(each, terms, rarity)) for each in found]
    return sorted(
        made,
        key=lambda each: (not each.sent, -len(each.rows), each.leader.asked_at, each.leader.pk),
    )


def cluster_of(row: Enquiry, rows: Iterable[Enquiry]) -> Cluster:
    """Return the cluster of one of these questions."""
    return next(each for each in clusters(rows) if row in each.rows)


def _rarity(texts: Iterable[frozenset[str]]) -> Rarity:
    listed = list(texts)
    times = Counter(term for text in listed for term in text)
    return {term: log(1 + len(listed) / number) for term, number in times.items()}


def _joins(
    asked: frozenset[str],
    found: Sequence[Sequence[Enquiry]],
    terms: dict[UUID, frozenset[str]],
    leading: dict[str, list[int]],
    rarity: Rarity,
) -> int | None:
    """Return which cluster a question joins, if its leader is like it enough."""
    near = sorted({place for term in asked for place in leading.get(term, ())})
    ranked = [(_alike(asked, terms[found[place][0].pk], rarity), -place) for place in near]
    best, place = max(ranked, default=(0.0, 0))
    return -place if best >= _ALIKE else None


def _alike(one: frozenset[str], other: frozenset[str], rarity: Rarity) -> float:
    whole = _weight(one, rarity) + _weight(other, rarity)
    return 2 * _weight(one & other, rarity) / whole if whole else 0.0


def _weight(terms: frozenset[str], rarity: Rarity) -> float:
    return fsum(rarity[term] for term in sorted(terms))


def _shared(
    rows: Sequence[Enquiry], terms: dict[UUID, frozenset[str]], rarity: Rarity
) -> tuple[str, ...]:
    """Return the words that at least half of the questions share, as the leader writes them."""
    times = Counter(term for row in rows for term in terms[row.pk])
    often = {term for term, number in times.items() if 2 * number >= len(rows)}
    written = {stem: word for word in words(rows[0].question) for stem in content_terms(word)}
    ranked = sorted(often & terms[rows[0].pk], key=lambda term: (-times[term], -rarity[term], term))
    return tuple(written.get(term, term) for term in ranked[:_WORDS])
