"""What a passage must hold before it is asserted, however well its words fit: a gate never asserts,
it only lets through. What does not pass is shown as the closest passage instead.
"""

import re
from collections.abc import Sequence

from usecases.assistant.concepts import Unit, thesaurus, units
from usecases.assistant.corpus import Corpus
from usecases.assistant.grammar_words import Meaning
from usecases.assistant.known import Known
from usecases.assistant.lexicon import key_of
from usecases.assistant.manners import asks_amiss
from usecases.text.folding import has_han
from usecases.text.terms import words

_PLACES, _FIRMS = {"phase", "number", "programme"}, {"institution", "partner", "use-case"}
_NAMED = _PLACES | _FIRMS
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w.+-]*[A-Z0-9+][\w.+-]*|(?<=\s)[A-Z][a-z]+\b")


def gated(question: str, passage: Known, corpus: Corpus) -> bool:
    """Whether something in the question keeps the passage from being asserted."""
    return (
        unexplained(units(question), corpus)
        or asks_amiss(question, passage.draft.text)
        or blocked(question, passage, corpus)
    )


def unexplained(asked: Sequence[Unit], corpus: Corpus) -> bool:
    """Whether the question turns on a word that stands nowhere in what is published, nor does
    anything that means the same; a pair of Chinese characters may be no word, and does not count.
    """
    return any(
        not unit.light
        and (unit.meanings or not any(map(has_han, unit.terms)))
        and not any(each in corpus.index for each in (*unit.terms, *unit.meanings))
        for unit in asked
    )


def blocked(question: str, passage: Known, corpus: Corpus) -> bool:
    """Whether the question names a number, a name or a phase that the passage does not."""
    held = set(key_of(passage.whole))
    read, _strange = corpus.lexicon.read(question)
    told = _named_in(passage, corpus)
    for word in read:
        if word.meanings & told:
            continue
        kinds = {kind for kind, _value in word.meanings}
        if kinds & _PLACES or (kinds & _FIRMS and not held.issuperset(word.said)):
            return True
    known = {said for word in read for said in word.said}
    named = {*_numbers(question), *_NAME.findall(question)}
    return any(
        not held.issuperset(key_of(each)) and not known.issuperset(key_of(each))
        for each in named
        if key_of(each) not in thesaurus()
    )


def _named_in(passage: Known, corpus: Corpus) -> set[Meaning]:
    """Return which phases, programmes and firms a passage names or belongs to."""
    read, _strange = corpus.lexicon.read(passage.whole)
    number = next((each.number for each in corpus.phases if each.code == passage.phase), 0)
    told = {meaning for word in read for meaning in word.meanings if meaning[0] in _NAMED}
    own = {("phase", passage.phase), ("programme", passage.programme), ("number", str(number))}
    return told | own


def _numbers(question: str) -> list[str]:
    """Return the numbers of a question, without those in a word that the thesaurus knows."""
    known = {word for word in words(question) if (word,) in thesaurus()}
    return [each for each in _NUMBER.findall(question) if not any(each in word for word in known)]
