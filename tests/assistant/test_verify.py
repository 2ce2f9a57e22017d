"""The last gate: forged answers, every one of them, are found."""

import random
import unicodedata
from dataclasses import replace

import pytest

from tests.assistant import publicrecord
from tests.keeping import kept
from usecases.assistant.answer import Answer, Sentence, SentenceKind
from usecases.assistant.ask import ask, stands
from usecases.assistant.calibration import measured
from usecases.assistant.corpus import Corpus, corpus
from usecases.assistant.structured import read

pytestmark = pytest.mark.django_db
_world = kept(publicrecord.load)
_QUOTED = (
    "How are prompt injection attacks countered?",
    "Which temperature is advised for product enquiries?",
    "How is personal data masked?",
    "Who sits on the selection committee?",
    "怎樣揭示模型的偏見？",
)
_COUNTED = ("Which banks took part in both phases?", "How many use cases were in phase 2?")


def _forge(answer: Answer, now: Corpus, dice: random.Random) -> Answer:
    """Return the answer with one thing changed in one of its sentences or citations."""
    place = dice.randrange(len(answer.sentences))
    sentence = answer.sentences[place]
    ways = ["letter", "cut", "hidden", "added"] + (
        ["swapped", "version"] if answer.citations else []
    )
    way = dice.choice(ways)
    if way == "version":
        citation = replace(answer.citations[0], version=answer.citations[0].version + 1)
        return replace(answer, citations=(citation, *answer.citations[1:]))
    if way == "swapped":
        others = [key for key in sorted(now.passages) if key != answer.citations[0].passage]
        other = now.passages[dice.choice(others)]
        swapped = other.citation(1)
        return replace(answer, citations=(swapped, *answer.citations[1:]))
    if way == "added":
        extra = Sentence("Every bank passed.", dice.choice(list(SentenceKind)), None)
        return replace(answer, sentences=(*answer.sentences, extra))
    text = _changed(sentence.text, way, dice)
    sentences = list(answer.sentences)
    sentences[place] = replace(sentence, text=text)
    return replace(answer, sentences=tuple(sentences))


def _changed(text: str, way: str, dice: random.Random) -> str:
    place = dice.randrange(len(text))
    if way == "hidden":
        return f"{text[:place]}\u200b{text[place:]}"
    if way == "cut":
        words = text.split()
        gone = dice.randrange(len(words))
        return " ".join(words[:gone] + words[gone + 1 :])
    other = dice.choice([c for c in "0123456789abcxyz不是" if c != text[place]])
    return f"{text[:place]}{other}{text[place + 1 :]}"


@pytest.mark.parametrize("question", [*_QUOTED, *_COUNTED])
def test_no_forged_answer_passes(question: str) -> None:
    now, dice = corpus(measured), random.Random(question)  # noqa: S311 - forgeries are no secrets
    query, answer = read(question, now.lexicon, now.phases), ask(question)
    assert stands(answer, query, now)
    forged = [_forge(answer, now, dice) for _ in range(100)]
    different = [each for each in forged if each != answer]
    assert len(different) >= 90
    assert [each for each in different if stands(each, query, now)] == []


def test_answers_are_plain_text() -> None:
    for question in (*_QUOTED, *_COUNTED):
        for sentence in ask(question).sentences:
            assert not any(unicodedata.category(c) in ("Cc", "Cf") for c in sentence.text)
