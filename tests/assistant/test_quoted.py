"""Quoted answers: asserted, shown or refused, and never a word that is not published."""

import pytest

from tests.assistant import publicrecord
from tests.keeping import kept
from usecases.assistant.ask import ask
from usecases.assistant.calibration import measured, questions
from usecases.assistant.corpus import corpus
from usecases.vocabulary.asking import AnswerKind, Tier

pytestmark = pytest.mark.django_db
_world = kept(publicrecord.load)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How are prompt injection attacks countered?", "keep instructions, retrieved context"),
        ("Which temperature is advised for product enquiries?", "0.1 to 0.3"),
        ("怎樣揭示模型的偏見？", "只有一項屬性不同的成對問題"),
        ("怎样保护个人资料？", "遮盖个人资料"),
    ],
)
def test_what_is_published_is_quoted_with_its_source(question: str, told: str) -> None:
    answer = ask(question)
    assert (answer.tier, answer.kind) == (Tier.ASSERTS, AnswerKind.QUOTED)
    assert any(told in each.text for each in answer.sentences)
    texts = {each.key: each.draft.text for each in corpus(measured).passages.values()}
    sources = {each.number: texts[each.passage] for each in answer.citations}
    for sentence in answer.sentences:
        assert sentence.citation is not None
        assert sentence.text in sources[sentence.citation]


@pytest.mark.parametrize(
    "question",
    ["How do I bake sourdough bread?", "法國的首都是哪裏？", "!?!", "", "x" * 400, "%_'\"--;"],
)
def test_what_is_foreign_is_refused(question: str) -> None:
    answer = ask(question)
    assert (answer.tier, answer.citations) == (Tier.REFUSES, ())


def test_a_number_that_a_passage_does_not_hold_is_not_asserted() -> None:
    """A near miss: the same words, another number."""
    assert ask("Did users rate 86 per cent of the outputs favourably?").tier == Tier.ASSERTS
    assert ask("Did users rate 97 per cent of the outputs favourably?").tier != Tier.ASSERTS


def test_thresholds_follow_from_what_is_published() -> None:
    thresholds = corpus(measured).thresholds
    assert thresholds.refused == ""
    assert thresholds.inside == thresholds.outside == len(questions()) // 2
    assert thresholds.inside_asserted >= 0.7


def test_few_outside_questions_are_asserted() -> None:
    outside = [each for each in questions() if each["kind"] == "outside"]
    asserted = [q for q in outside if ask(q["question"], q["lang"]).tier == Tier.ASSERTS]
    assert len(asserted) <= 0.05 * len(outside)
