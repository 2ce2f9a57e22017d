"""The optional model, against a real server of the same protocol: it may choose, and no more."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings
from pytest_django import Settings

from tests.assistant import publicrecord
from tests.keeping import kept
from tests.notices.receivers import Receiver, receiver, staller
from usecases.assistant.answer import SentenceKind
from usecases.assistant.ask import ask
from usecases.vocabulary.asking import AnswerKind, Tier

pytestmark = pytest.mark.django_db
_world = kept(publicrecord.load)
QUESTION = "How is personal data masked?"
FOREIGN = "How do I bake sourdough bread?"


@pytest.fixture
def model(settings: Settings) -> Iterator[Receiver]:
    with receiver(status=200) as found:
        settings.ASSISTANT_MODEL_ADDRESS = found.address.rsplit("/", 1)[0] + "/v1"
        settings.ASSISTANT_MODEL_NAME = "small"
        settings.ASSISTANT_MODEL_KEY = "a key"
        yield found


def says(model: Receiver, content: Any) -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    model.body = json.dumps({"choices": [{"message": {"content": text}}]}).encode()


def asked(model: Receiver) -> list[str]:
    """Return the numbered sentences that the model was shown last."""
    body = json.loads(model.got[-1][1])
    text: str = body["messages"][1]["content"]
    lines = text.split("Sentences:\n")[1].splitlines()
    return [line.split(". ", 1)[1] for line in lines]


def test_nothing_is_asked_unless_an_address_is_set() -> None:
    with receiver(status=200) as idle:
        assert ask(QUESTION).tier == Tier.ASSERTS
        assert idle.got == []


def test_it_is_asked_plainly_and_told_nothing_but_the_question(model: Receiver) -> None:
    says(model, {"answers": True, "sentences": [1]})
    ask(QUESTION)
    headers, body = model.got[0]
    told = json.loads(body)
    assert headers["authorization"] == "Bearer a key"
    assert (told["model"], told["temperature"]) == ("small", 0)
    assert told["messages"][1]["content"].startswith(f"Question:\n{QUESTION}\n\nSentences:\n1. ")


def test_an_honest_one_chooses_and_orders(model: Receiver) -> None:
    says(model, {"answers": True, "sentences": [2, 1]})
    answer = ask("How are prompt injection attacks countered?")
    one, two = asked(model)[:2]
    assert [each.text for each in answer.sentences] == [two, one]
    assert {each.kind for each in answer.sentences} == {SentenceKind.QUOTE}
    assert (answer.tier, [each.number for each in answer.citations]) == (
        Tier.ASSERTS,
        sorted({each.citation for each in answer.sentences if each.citation}),
    )


@pytest.mark.parametrize("sentences", [[], [1]])
def test_it_may_demote(model: Receiver, sentences: list[int]) -> None:
    says(model, {"answers": False, "sentences": sentences})
    answer = ask(QUESTION)
    assert (answer.tier, answer.kind) == (Tier.SHOWS, AnswerKind.QUOTED)
    assert answer.sentences[0].kind == SentenceKind.FIXED


def test_it_never_promotes(model: Receiver, settings: Settings) -> None:
    question = "Did users rate 97 per cent of the outputs favourably?"
    says(model, {"answers": True, "sentences": [1]})
    assert ask(question).tier == Tier.SHOWS
    assert len(model.got) == 1


def test_it_is_not_asked_about_figures_or_refusals(model: Receiver) -> None:
    says(model, {"answers": True, "sentences": [1]})
    assert ask("Which banks took part in both phases?").kind == AnswerKind.STRUCTURED
    assert ask(FOREIGN).tier == Tier.REFUSES
    assert model.got == []


@pytest.mark.parametrize(
    "lie",
    [
        {"answers": True, "sentences": [99]},
        {"answers": True, "sentences": [0]},
        {"answers": True, "sentences": [-1]},
        {"answers": True, "sentences": [1, 1]},
        {"answers": True, "sentences": [True]},
        {"answers": True, "sentences": [1.0]},
        {"answers": True, "sentences": ["Every bank passed."]},
        {"answers": True, "sentences": list(range(1, 9))},
        {"answers": "yes", "sentences": [1]},
        {"answers": True, "sentences": [1], "text": "Every bank passed."},
        {"answers": True},
        [1],
        "1, 2",
        "Every bank passed with 100 per cent.",
        "```json\n{}\n```",
        "[" * 5000,
        "",
    ],
)
def test_one_that_lies_or_babbles_changes_nothing(model: Receiver, lie: Any) -> None:
    says(model, {"answers": True, "sentences": [99]})
    model_off = _without(QUESTION)
    says(model, lie)
    assert ask(QUESTION) == model_off


def _without(question: str) -> Any:
    with override_settings(ASSISTANT_MODEL_ADDRESS=""):
        return ask(question)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b"{}"),
        (302, b""),
        (200, b"\xff\xfe garbage"),
        (200, b"{}"),
        (200, b"[]"),
        (200, b'{"choices": []}'),
        (200, b'{"choices": [{"message": {"content": null}}]}'),
        (200, b"x" * 70_000),
    ],
)
def test_one_that_is_broken_changes_nothing(model: Receiver, status: int, body: bytes) -> None:
    model.status, model.body = status, body
    if status == 302:
        model.headers = {"Location": model.address}
    assert ask(QUESTION) == _without(QUESTION)
    assert len(model.got) == 1


@pytest.mark.parametrize("says", [b"", b"HTTP/1.1 200 OK\r\n"])
def test_one_that_stalls_is_left_after_its_time(settings: Settings, says: bytes) -> None:
    settings.ASSISTANT_MODEL_SECONDS = 0.3
    with staller(says) as address:
        settings.ASSISTANT_MODEL_ADDRESS = address
        assert ask(QUESTION) == _without(QUESTION)


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/v1", "no address", "http://[::1", "x://y"])
def test_an_address_that_nobody_answers_changes_nothing(settings: Settings, address: str) -> None:
    settings.ASSISTANT_MODEL_ADDRESS = address
    assert ask(QUESTION) == _without(QUESTION)
