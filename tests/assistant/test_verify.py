"""The last gate: forged answers, every one of them, are found."""

import os
import random
import re
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
_HOW_MANY = int(os.environ.get("FORGERIES", "350"))
_COUNTED = ("Which banks took part in both phases?", "How many use cases were in phase 2?")


# One small thing at a time, as somebody would who wants an answer to say something else.
_NEGATIONS = re.compile(r" (?:not|no|cannot|never)\b|不能|不|沒有|没有|未")
_LOOK_ALIKE = str.maketrans("aeopcxyiAEOPCXT", "аеорсхуіАЕОРСХТ")
_NAMES = re.compile(r"\b(?:HKMA|Cyberport|GS1|GS2|HSBC|academia|AISC)\b|金管局|數碼港|模型")


def _digit(text: str, dice: random.Random) -> str:
    places = [n for n, c in enumerate(text) if c.isdigit()]
    if not places:
        return text
    place = dice.choice(places)
    other = dice.choice([c for c in "0123456789" if c != text[place]])
    return f"{text[:place]}{other}{text[place + 1 :]}"


def _denied(text: str, dice: random.Random) -> str:
    found = list(_NEGATIONS.finditer(text))
    if not found:
        return text.replace(" is ", " is not ", 1).replace("可", "不可", 1)
    gone = dice.choice(found)
    return text[: gone.start()] + text[gone.end() :]


def _exchanged(text: str, dice: random.Random) -> str:
    found = list(_NAMES.finditer(text)) or list(re.finditer(r"\w+", text))
    one = dice.choice(found)
    other = dice.choice(["HKMA", "Cyberport", "GS1", "GS2", "Citibank", "數碼港"])
    return f"{text[: one.start()]}{other}{text[one.end() :]}"


def _hidden(text: str, dice: random.Random) -> str:
    place = dice.randrange(len(text) + 1)
    hidden = dice.choice("\u200b\u200d\u2060\ufeff\u00ad\u202e\u0000\ue000")
    return f"{text[:place]}{hidden}{text[place:]}"


def _look_alike(text: str, dice: random.Random) -> str:
    places = [n for n, c in enumerate(text) if c.translate(_LOOK_ALIKE) != c]
    if not places:
        return text
    place = dice.choice(places)
    return text[:place] + text[place].translate(_LOOK_ALIKE) + text[place + 1 :]


def _letter(text: str, dice: random.Random) -> str:
    place = dice.randrange(len(text))
    other = dice.choice([c for c in "0123456789abcxyz不是" if c != text[place]])
    return f"{text[:place]}{other}{text[place + 1 :]}"


def _cut(text: str, dice: random.Random) -> str:
    words = text.split()
    gone = dice.randrange(len(words))
    return " ".join(words[:gone] + words[gone + 1 :])


def _spaced(text: str, dice: random.Random) -> str:
    return dice.choice(
        [f" {text}", f"{text} ", text.replace(" ", "\u00a0"), text.upper(), f"{text}。"]
    )


def _marked(text: str, dice: random.Random) -> str:
    return dice.choice([f"<b>{text}</b>", f"[{text}](https://example.org)", f"**{text}**"])


_IN_TEXT = (
    _digit, _denied, _exchanged, _hidden, _look_alike, _letter, _cut, _spaced, _marked,
)  # fmt: skip


def _reworded(answer: Answer, _now: Corpus, dice: random.Random) -> Answer:
    place = dice.randrange(len(answer.sentences))
    sentences = list(answer.sentences)
    text = dice.choice(_IN_TEXT)(sentences[place].text, dice)
    sentences[place] = replace(sentences[place], text=text)
    return replace(answer, sentences=tuple(sentences))


def _cited(answer: Answer, now: Corpus, dice: random.Random) -> Answer:
    """Cite another passage, version, title or page, or renumber."""
    if not answer.citations:
        return answer
    first = answer.citations[0]
    others = [key for key in now.passages if key != first.passage]
    forged = dice.choice(
        [
            now.passages[dice.choice(others)].citation(1),
            replace(first, version=first.version + 1),
            replace(first, title=f"{first.title}."),
            replace(first, page=f"{first.page}1"),
            replace(first, number=first.number + 1),
            replace(first, passage=dice.choice(others)),
            replace(first, attributed=not first.attributed),
        ]
    )
    return replace(answer, citations=(forged, *answer.citations[1:]))


def _added(answer: Answer, _now: Corpus, dice: random.Random) -> Answer:
    text = dice.choice(["Every bank passed.", "所有銀行均獲批准。", answer.sentences[0].text[:-1]])
    extra = Sentence(text, dice.choice(list(SentenceKind)), dice.choice([None, 1, 99]))
    return replace(answer, sentences=(*answer.sentences, extra))


def _called_otherwise(answer: Answer, _now: Corpus, dice: random.Random) -> Answer:
    """Pass a quote off as a figure or as fixed wording, or the other way round."""
    place = dice.randrange(len(answer.sentences))
    sentences = list(answer.sentences)
    kinds = [kind for kind in SentenceKind if kind != sentences[place].kind]
    sentences[place] = replace(sentences[place], kind=dice.choice(kinds))
    return replace(answer, sentences=tuple(sentences))


_FORGERS = (_reworded, _reworded, _reworded, _cited, _added, _called_otherwise)


@pytest.mark.parametrize("question", [*_QUOTED, *_COUNTED])
def test_no_forged_answer_passes(question: str) -> None:
    """Fifty of each question in the suite; FORGERIES=10000 makes as many in all."""
    now, dice = corpus(measured), random.Random(question)  # noqa: S311 - forgeries are no secrets
    query, answer = read(question, now.lexicon, now.phases), ask(question)
    assert stands(answer, query, now)
    wanted, made, passed = _HOW_MANY // (len(_QUOTED) + len(_COUNTED)) + 1, 0, []
    while made < wanted:
        forged = dice.choice(_FORGERS)(answer, now, dice)
        if forged != answer:
            made += 1
            passed += [forged] if stands(forged, query, now) else []
    assert passed == []


def test_answers_are_plain_text() -> None:
    for question in (*_QUOTED, *_COUNTED):
        for sentence in ask(question).sentences:
            assert not any(unicodedata.category(c) in ("Cc", "Cf") for c in sentence.text)
