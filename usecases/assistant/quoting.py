"""Answers by quoting: the best passages, up to two sentences of each, to the letter."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from usecases.assistant.answer import Answer, Citation, Sentence, SentenceKind
from usecases.assistant.boundary import missing_words, score, sureness
from usecases.assistant.concepts import Unit, units, weight
from usecases.assistant.corpus import Corpus
from usecases.assistant.gates import gated
from usecases.assistant.known import Known
from usecases.assistant.quotes import best_sentences
from usecases.assistant.wording import said
from usecases.text.terms import content_terms
from usecases.vocabulary.asking import AnswerKind, Tier

_OWN_WORDS = 0.85  # a participant's own words rank below the regulator's text
_MOST, _LOOKED_AT = 3, 24
_SHARED, _FOREIGN = "en", 0.8  # the language that everything is published in
_SAME = 0.8


@dataclass(frozen=True)
class Scored:
    """A passage, how well it fits the question, and how sure it is to answer it."""

    passage: Known
    score: float
    sure: float


def best(question: str, corpus: Corpus, language: str, named: Sequence[str]) -> list[Scored]:
    """Return the passages that fit a question best, at most three, none that says the same as a
    better one: those in its language first, then English ones that mean the same.
    """
    asked = units(question)
    own = _scored(asked, corpus, corpus.among((language,), named))
    if language == _SHARED:
        return _distinct(own)
    other = _scored(asked, corpus, corpus.among((_SHARED,), named))
    foreign = [replace(each, score=each.score * _FOREIGN) for each in other]
    return _distinct(sorted([*own, *foreign], key=lambda each: -each.score))


def _distinct(ranked: Iterable[Scored]) -> list[Scored]:
    kept, told = list[Scored](), list[set[str]]()
    for each in ranked:
        held = set(content_terms(each.passage.draft.text))
        if not any(_alike(held, other) for other in told):
            kept.append(each)
            told.append(held)
        if len(kept) == _MOST:
            break
    return kept


def _scored(asked: Sequence[Unit], corpus: Corpus, among: frozenset[str]) -> list[Scored]:
    index = corpus.index
    weighed = [(unit, weight(unit, index.idf, index)) for unit in asked]
    turned_on = [unit for unit in asked if not unit.light]
    sought, content = _said(turned_on), _said(unit for unit in turned_on if unit.terms)
    hits = index.search(sought, among=among, most=_LOOKED_AT)
    found = [
        Scored(
            each,
            _weighed(each, score(weighed, each.held, each.titled, hit.score)),
            _weighed(each, sureness(weighed, each.spans, each.held)),
        )
        for hit in hits
        for each in [corpus.passages[hit.key]]
        if content & (each.held | each.titled)  # more than an "or", whatever that may mean
    ]
    return sorted(found, key=lambda each: -each.score)


def _said(among: Iterable[Unit]) -> set[str]:
    return {term for unit in among for term in (*unit.terms, *unit.meanings)}


def _weighed(passage: Known, value: float) -> float:
    return value * _OWN_WORDS if passage.draft.attributed else value


def kept_back(question: str, passage: Known, corpus: Corpus, language: str) -> bool:
    """Whether a passage is shown at most: it is in another language, or a gate keeps it back."""
    return passage.draft.language != language or gated(question, passage, corpus)


def answer(question: str, corpus: Corpus, language: str, found: Sequence[Scored]) -> Answer | None:
    """Return the quoted answer, asserted or shown; None where nothing is close enough."""
    if not found:
        return None
    tier = corpus.thresholds.tier(found[0].score, found[0].sure)
    if tier == Tier.ASSERTS and kept_back(question, found[0].passage, corpus, language):
        tier = Tier.SHOWS
    if tier == Tier.REFUSES:
        return None
    kept = [each.passage for each in found]
    if tier == Tier.ASSERTS:
        kept = [each.passage for each in found if _asserted(question, each, corpus, language)]
    quoted = list(_quoted(question, corpus, kept))
    if not quoted:
        return None
    missing = missing_words(units(question), [each.held | each.titled for each in kept])
    return composed(tier, language, quoted, corpus, missing)


def _asserted(question: str, found: Scored, corpus: Corpus, language: str) -> bool:
    sure = found.sure >= corpus.thresholds.asserts
    return sure and not kept_back(question, found.passage, corpus, language)


def composed(
    tier: Tier,
    language: str,
    quoted: Sequence[tuple[Known, list[str]]],
    corpus: Corpus,
    missing: tuple[str, ...] = (),
) -> Answer:
    """Return the answer that quotes these sentences of these passages."""
    citations = tuple(passage.citation(n) for n, (passage, _texts) in enumerate(quoted, 1))
    return Answer(
        tier=tier,
        kind=AnswerKind.QUOTED,
        language=language,
        sentences=tuple(_sentences(tier, language, quoted, citations)),
        citations=citations,
        as_at=corpus.as_at,
        missing_words=missing if tier == Tier.SHOWS else (),
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
