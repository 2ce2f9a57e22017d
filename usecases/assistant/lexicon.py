"""What the words of a question can mean: the grammar's own words, and the names of what is
published, in every language they are published in.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from usecases.assistant.firm_names import CALLED
from usecases.assistant.grammar_words import (
    ORDINALS,
    ORDINALS_ZH,
    ROUNDS,
    ROUNDS_ZH,
    SAID,
    Meaning,
)
from usecases.models.publications import Publication
from usecases.text.terms import stem, words
from usecases.vocabulary.publications import Kind

Key = tuple[str, ...]

_LABELS = ("label_en", "label_zh_hant", "label_zh_hans")
_NAMES = ("legal_name", "short_name", "name", "name_en", "name_zh_hant", "name_zh_hans")
# An ending that people leave off when they name a firm.
_ENDING = re.compile(
    r"(?:,?\s+(?:limited|ltd\.?|plc|inc\.?|co\.,? ltd\.?|corporation|company|co\.?)"
    r"|股份有限公司|有限责任公司|有限公司)+$",
    re.IGNORECASE,
)
_SHORT = 3  # letters; a shorter name without the word bank could be any word
_BRACKETS = re.compile(r"\s*[(（][^)）]*[)）]")
_SAID_OF_CATEGORIES = {
    "fraud-prevention": (
        "fraud prevention",
        "anti-fraud",
        "fraud",
        "防诈",
        "反诈",
        "防欺诈",
        "反欺诈",
    ),
    "risk-management": ("risk management", "风险管理", "风控"),
    "customer-experience": ("customer experience", "customer service", "客户体验", "客户服务"),
}


@dataclass(frozen=True)
class Word:
    """One or more words of a question with the meanings they can have."""

    said: Key
    meanings: frozenset[Meaning]


class Lexicon:
    """The meanings of words, the longest run of words first."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]]) -> None:
        self._meanings: dict[Key, set[Meaning]] = {}
        for said, meaning in entries:
            key = key_of(said)
            if key:
                self._meanings.setdefault(key, set()).add(meaning)
        self._longest = max(map(len, self._meanings), default=0)

    def read(self, question: str) -> tuple[list[Word], list[str]]:
        """Return the words of a question with their meanings, and the words without any."""
        said, found, strange, start = key_of(question), list[Word](), list[str](), 0
        while start < len(said):
            for end in range(min(len(said), start + self._longest), start, -1):
                if said[start:end] in self._meanings:
                    meanings = frozenset(self._meanings[said[start:end]])
                    found.append(Word(said[start:end], meanings))
                    start = end
                    break
            else:
                strange.append(said[start])
                start += 1
        return found, strange


def key_of(said: str) -> Key:
    """Return words as they are compared: stems, simplified characters, no punctuation."""
    return tuple(stem(word) for word in words(said))


def lexicon(rows: Iterable[Publication]) -> Lexicon:
    """Return the lexicon of the grammar and of what is published."""
    return Lexicon([*SAID, *_of_rows(list(rows))])


def _of_rows(rows: list[Publication]) -> Iterator[tuple[str, Meaning]]:
    invented = {
        row.code for row in rows if row.kind == Kind.PROGRAMME and row.content.get("invented")
    }
    for row in rows:
        yield from _of_row(row, invented)


def _of_row(row: Publication, invented: set[str]) -> Iterator[tuple[str, Meaning]]:
    told: Mapping[str, Any] = row.content
    if row.kind == Kind.PROGRAMME:
        yield from ((said, ("programme", row.code)) for said in (row.code, *_names(told)))
    elif row.kind == Kind.PHASE:
        yield from _of_phase(row, named_only=row.programme in invented)
    elif row.kind == Kind.INSTITUTION:
        yield from ((said, ("institution", str(row.record))) for said in _firm(told))
    elif row.kind == Kind.TECHNOLOGY_PARTNER:
        yield from ((said, ("partner", str(row.record))) for said in _firm(told))
    elif row.kind == Kind.CATEGORY:
        yield from _of_word(row, "category", _SAID_OF_CATEGORIES.get(row.code, ()))
    elif row.kind == Kind.USE_CASE and told.get("title"):
        yield str(told["title"]), ("use-case", str(row.record))


def _of_word(row: Publication, name: str, also: Iterable[str]) -> Iterator[tuple[str, Meaning]]:
    labels = (str(row.content.get(label) or "") for label in _LABELS)
    for said in (row.code.replace("-", " "), *labels, *also):
        yield said, (name, row.code)


def _of_phase(row: Publication, *, named_only: bool) -> Iterator[tuple[str, Meaning]]:
    """A phase of an invented programme is known by its code and its name only."""
    for said in (row.code, *_names(row.content)):
        yield said, ("phase", row.code)
    number = int(row.content["number"])
    if named_only or not 1 <= number <= len(ORDINALS):
        return
    ordinal, ordinal_zh = ORDINALS[number - 1], ORDINALS_ZH[number - 1]
    meaning = ("number", str(number))
    for word in ROUNDS:
        yield f"{word} {number}", meaning
        yield f"{ordinal} {word}", meaning
        yield f"{word} {('one', 'two', 'three', 'four', 'five', 'six')[number - 1]}", meaning
    for word in ROUNDS_ZH:
        yield f"第{ordinal_zh}{word}", meaning
        yield f"第{number}{word}", meaning
        if number == 1:
            yield f"首{word}", meaning


def _names(told: Mapping[str, Any]) -> Iterator[str]:
    return (str(told[name]) for name in _NAMES if told.get(name))


def _firm(told: Mapping[str, Any]) -> Iterator[str]:
    """Return how a firm is called: its names, its aliases, and each without what people leave
    off: brackets, legal form, article, the country in front.
    """
    yield from CALLED.get(str(told.get("short_name")), ())
    for name in (*_names(told), *(told.get("aliases") or ())):
        for said in (name, _BRACKETS.sub("", name)):
            yield said
            short = _ENDING.sub("", said.strip())
            yield short
            yield re.sub(r"^the\s+", "", short, flags=re.IGNORECASE)
            home = re.sub(r"^(?:中國|香港上海)", "", short)
            if len(home) > _SHORT:
                yield home
            bare = re.sub(r"\s+bank$|银行$|銀行$", "", short, flags=re.IGNORECASE)
            if len(key_of(bare)) > 1 or len(bare) > _SHORT:
                yield bare
