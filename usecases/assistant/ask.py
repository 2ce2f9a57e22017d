"""Answers a question: from the records exactly, by quoting what is published, or not at all."""

from collections.abc import Sequence

from django.utils import timezone

from usecases.assistant import quoting, structured
from usecases.assistant.answer import Answer, Sentence, SentenceKind
from usecases.assistant.calibration import measured
from usecases.assistant.corpus import Corpus, corpus
from usecases.assistant.premises import corrected
from usecases.assistant.query import Query
from usecases.assistant.selecting import selected
from usecases.assistant.tongue import language_of
from usecases.assistant.verify import faults
from usecases.assistant.wording import said
from usecases.text.normal import normal
from usecases.vocabulary.asking import AnswerKind, Tier

_TOPICS = 4


def ask(question: str, language: str = "") -> Answer:
    """Return the answer to a question of at most 500 characters, in its language or the one given.

    Whatever composed it, an answer that does not pass `verify` is refused.
    """
    now = corpus(measured)
    asked = " ".join(normal(question).split())
    spoken = language or language_of(asked)
    query = understood(asked, now)
    found = _answer(asked, spoken, query, now)
    return found if stands(found, query, now) else refusal(asked, spoken, now)


def understood(asked: str, now: Corpus) -> Query | None:
    """Return the query that a question makes; where it takes for granted that a firm took part
    which did not, the one that says so.
    """
    query = structured.read(asked, now.lexicon, now.phases)
    if query and not (query.target == "use-cases" and query.institutions):
        return query
    return corrected(asked, now) or query


def _answer(asked: str, language: str, query: Query | None, now: Corpus) -> Answer:
    if query is not None:
        return structured.answer(query, language, now.as_at or timezone.now())
    named = programmes_named(asked, now)
    scored = quoting.best(asked, now, language, named)
    quoted = quoting.answer(asked, now, language, scored)
    return selected(asked, quoted, now) if quoted else refusal(asked, language, now)


def stands(answer: Answer, query: Query | None, now: Corpus) -> bool:
    """Whether every sentence of an answer holds against its source, figures recomputed."""
    figures = (lambda: structured.figures(query, answer.language)) if query else None
    return not faults(answer, now.passages, figures)


def programmes_named(asked: str, now: Corpus) -> Sequence[str]:
    """Return the programmes that a question names, by their own name or that of a phase."""
    of = {phase.code: phase.programme for phase in now.phases}
    words, _strange = now.lexicon.read(asked)
    meanings = [meaning for word in words for meaning in sorted(word.meanings)]
    return [value for kind, value in meanings if kind == "programme"] + [
        of[value] for kind, value in meanings if kind == "phase" and value in of
    ]


def refusal(asked: str, language: str, now: Corpus) -> Answer:
    """Return the refusal, with the topics that come closest."""
    near = quoting.best(asked, now, language, ())
    topics = dict.fromkeys(each.passage.draft.heading or each.passage.draft.title for each in near)
    return Answer(
        tier=Tier.REFUSES,
        kind=AnswerKind.REFUSAL,
        language=language,
        sentences=(Sentence(said("refusal", language), SentenceKind.FIXED),),
        as_at=now.as_at,
        topics=tuple(topics)[:_TOPICS],
    )
