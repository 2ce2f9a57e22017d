"""Answers by quoting: the best passages, up to two sentences of each, to the letter."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from usecases.assistant.answer import Answer, Citation, Sentence, SentenceKind
from usecases.assistant.boundary import missing_words, score
from usecases.assistant.corpus import Corpus, Known
from usecases.assistant.lexicon import key_of
from usecases.assistant.quotes import best_sentences
from usecases.assistant.wording import said
from usecases.text.terms import content_terms, terms
from usecases.vocabulary.asking import AnswerKind, Tier

_OWN_WORDS = 0.85  # a participant's own words rank below the regulator's text
_MOST, _LOOKED_AT = 3, 12
_SAME = 0.8
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w.+-]*[A-Z0-9+][\w.+-]*|(?<=\s)[A-Z][a-z]+\b")


@dataclass(frozen=True)
class Scored:
    """A passage and how sure it is to speak of the question."""

    passage: Known
    score: float


def best(question: str, corpus: Corpus, language: str, named: Sequence[str]) -> list[Scored]:
    """Return the passages that fit a question best, in its language; at most three."""
    among = corpus.among((language,), named)
    hits = corpus.index.search(terms(question), among=among, most=_LOOKED_AT)
    found = [
        Scored(each, _weighed(each, score(question, each.whole, hit.score, corpus.index.idf)))
        for hit in hits
        for each in [corpus.passages[hit.key]]
    ]
    return sorted(found, key=lambda each: (-each.score, each.passage.key))[:_MOST]


def _weighed(passage: Known, value: float) -> float:
    return value * _OWN_WORDS if passage.draft.attributed else value


def blocked(question: str, passage: Known, corpus: Corpus) -> bool:
    """Whether the question names a number, a name or a phase that the passage does not."""
    held = {*key_of(passage.whole), passage.phase.lower(), passage.programme.lower()}
    read, _strange = corpus.lexicon.read(question)
    for word in read:
        kinds = {kind for kind, _value in word.meanings}
        values = {value for kind, value in word.meanings if kind in ("phase", "programme")}
        if kinds & {"phase", "number", "programme"} and not values & {
            passage.phase,
            passage.programme,
        }:
            if _number_of(passage, corpus) not in {v for k, v in word.meanings if k == "number"}:
                return True
        elif kinds & {"institution", "partner", "use-case"} and not held.issuperset(word.said):
            return True
    named = {*_NUMBER.findall(question), *_NAME.findall(question)}
    return any(not held.issuperset(key_of(each)) for each in named if not _phased(each, read))


def _number_of(passage: Known, corpus: Corpus) -> str:
    return next((str(each.number) for each in corpus.phases if each.code == passage.phase), "")


def _phased(said_: str, read: Sequence[object]) -> bool:
    """Whether a number or name is part of what names a phase or a firm, looked at already."""
    key = key_of(said_)
    return any(set(key) <= set(getattr(word, "said", ())) for word in read)


def answer(question: str, corpus: Corpus, language: str, found: Sequence[Scored]) -> Answer | None:
    """Return the quoted answer, asserted or shown; None where nothing is close enough."""
    if not found:
        return None
    tier = corpus.thresholds.tier(found[0].score)
    if tier == Tier.ASSERTS and blocked(question, found[0].passage, corpus):
        tier = Tier.SHOWS
    if tier == Tier.REFUSES:
        return None
    floor = corpus.thresholds.asserts if tier == Tier.ASSERTS else corpus.thresholds.shows
    kept = [each.passage for each in found if each.score >= floor]
    quoted = list(_quoted(question, corpus, kept))
    if not quoted:
        return None
    citations = tuple(passage.citation(n) for n, (passage, _texts) in enumerate(quoted, 1))
    return Answer(
        tier=tier,
        kind=AnswerKind.QUOTED,
        language=language,
        sentences=tuple(_sentences(tier, language, quoted, citations)),
        citations=citations,
        as_at=corpus.as_at,
        missing_words=missing_words(question, [each.whole for each in kept])
        if tier == Tier.SHOWS
        else (),
    )


def _quoted(
    question: str, corpus: Corpus, passages: Sequence[Known]
) -> Iterator[tuple[Known, list[str]]]:
    """Return of each passage the sentences that answer, none that says the same again."""
    shown: list[set[str]] = []
    for passage in passages:
        texts = []
        for span in best_sentences(question, passage.draft.text, corpus.index.idf):
            held = set(content_terms(span.text))
            if not any(_alike(held, other) for other in shown):
                shown.append(held)
                texts.append(span.text)
        if texts:
            yield passage, texts


def _alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _SAME * min(len(one), len(other)) if one and other else False


def _sentences(
    tier: Tier,
    language: str,
    quoted: Sequence[tuple[Known, list[str]]],
    citations: Sequence[Citation],
) -> Iterator[Sentence]:
    if tier == Tier.SHOWS:
        yield Sentence(said("shown", language), SentenceKind.FIXED)
    for (passage, texts), citation in zip(quoted, citations, strict=True):
        if passage.draft.attributed:
            yield Sentence(said("stated", language), SentenceKind.FIXED)
        for text in texts:
            yield Sentence(text, SentenceKind.QUOTE, citation.number)
