"""What words mean: a hand-made thesaurus, so that a question finds what is said in other words or
in another language, and how much a word weighs that stands nowhere.
"""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from usecases.text.folding import has_han
from usecases.text.terms import content_terms, stem, words

Key = tuple[str, ...]
_LIGHT, _PAIR = 0.2, 0.5
_MEANT = 0.92  # said in other words is almost as good


@dataclass(frozen=True)
class Unit:
    """A part of a question that means one thing: its terms, and the meanings they can have."""

    terms: tuple[str, ...]
    meanings: frozenset[str]
    light: bool = False

    def held_by(self, held: frozenset[str]) -> float:
        """Return how far a passage that holds these terms and meanings speaks of this unit."""
        if self.terms and held.issuperset(self.terms):
            return 1.0
        if self.meanings & held:
            return _MEANT
        return 0.0


@cache
def thesaurus() -> dict[Key, frozenset[str]]:
    """Return the meanings of words and phrases, each phrase as its stems or characters."""
    found: dict[Key, set[str]] = {}
    for number, line in enumerate(_lines("thesaurus.txt")):
        for said in line.split("|"):
            found.setdefault(_key(said), set()).add(f"@{number}")
    return {key: frozenset(meanings) for key, meanings in found.items() if key}


@cache
def light_words() -> frozenset[Key]:
    """Return the words that a question does not turn on."""
    return frozenset(_key(word) for line in _lines("light_words.txt") for word in line.split())


@cache
def _longest() -> int:
    return max(map(len, (*thesaurus(), *light_words())))


def meant(text: str) -> list[str]:
    """Return the meanings of all words and phrases of a text, each as often as it is said."""
    said, known = _key(text), thesaurus()
    return [
        meaning
        for start in range(len(said))
        for end in range(start + 1, min(len(said), start + _longest()) + 1)
        for meaning in sorted(known.get(said[start:end], ()))
    ]


def units(question: str) -> list[Unit]:
    """Return the parts of a question in their order, the longest phrase that is known first."""
    return list(dict.fromkeys(_units(question)))


def _units(question: str) -> Iterator[Unit]:
    raw = words(question)
    said, loose, start = tuple(stem(word) for word in raw), list[str](), 0
    while start < len(raw):
        end = _known_until(said, start)
        if end == start:
            loose.append(raw[start])
            start += 1
            continue
        yield from _plain(loose)
        loose = []
        meanings = thesaurus().get(said[start:end], frozenset())
        if meanings:
            yield Unit(_terms(raw[start:end]), meanings)
        elif _terms(raw[start:end]):
            yield Unit(_terms(raw[start:end]), frozenset(), light=True)
        start = end
    yield from _plain(loose)


def _known_until(said: Key, start: int) -> int:
    for end in range(min(len(said), start + _longest()), start, -1):
        if said[start:end] in thesaurus() or said[start:end] in light_words():
            return end
    return start


def _plain(loose: list[str]) -> Iterator[Unit]:
    """Return words without a meaning: English ones by themselves, Chinese in pairs."""
    for term in _terms(loose):
        yield Unit((term,), frozenset())


def _terms(raw: list[str]) -> tuple[str, ...]:
    text = "".join(word if has_han(word) else f" {word} " for word in raw)
    return tuple(dict.fromkeys(content_terms(text)))


def _key(said: str) -> Key:
    return tuple(stem(word) for word in words(said))


def _lines(name: str) -> list[str]:
    text = (files("usecases.assistant") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def weight(unit: Unit, idf: Callable[[str], float], known: Container[str]) -> float:
    """Return how much a unit weighs, by the rarity of its terms and meanings that stand anywhere;
    what stands nowhere is the rarest, unless it is a light word or a pair that may be none.
    """
    told = [idf(each) for each in sorted({*unit.terms, *unit.meanings}) if each in known]
    return (min(told) if told else idf("")) * _share(unit, bool(told))


def _share(unit: Unit, told: bool) -> float:
    if unit.light:
        return _LIGHT
    loose = not unit.meanings and len(unit.terms) == 1 and has_han(unit.terms[0])
    if loose and len(unit.terms[0]) == 1:
        return _LIGHT  # a character left between words
    return _PAIR if loose and not told else 1.0
