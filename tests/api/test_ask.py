"""The assistant in the API: one address, no token, an answer or a problem document."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.clients import address, client, told
from tests.assistant import publicrecord
from tests.conftest import Freeze
from tests.keeping import kept
from tests.people import officer
from usecases.assistant.limit import MOST
from usecases.models.enquiries import Enquiry
from usecases.vocabulary.roles import Scope

pytestmark = pytest.mark.django_db
_world = kept(publicrecord.load)

ASK = address("ask")
NAMES = [
    *("tier", "kind", "sentences", "citations", "read_as", "rows", "as_at", "missing_words"),
    "topics",
]
QUOTED = "How are prompt injection attacks countered?"
BOTH = "Which banks took part in both phases?"
FOREIGN = "How do I bake sourdough bread?"


@pytest.fixture
def throttled(settings: Any) -> Iterator[None]:
    settings.THROTTLE = True
    cache.clear()
    yield
    cache.clear()


def asked(question: str, **more: str) -> Any:
    answer = client().post(ASK, {"question": question, **more})
    assert answer.status_code == 200, answer.content
    body = answer.json()
    assert list(body) == NAMES
    return body


def test_a_quoted_answer_opens_where_it_stands() -> None:
    body = asked(QUOTED)
    assert (body["tier"], body["kind"], body["rows"]) == ("A", "quoted", [])
    numbers = [each["number"] for each in body["citations"]]
    assert numbers == [*range(1, len(numbers) + 1)]
    assert {each["citation"] for each in body["sentences"]} == set(numbers)
    first = body["citations"][0]
    assert list(first) == ["number", "title", "url", "anchor", "version"]
    place, _hash, anchor = first["url"].partition("#")
    assert anchor == first["anchor"]
    page = client().get(place, follow=True).content.decode()
    assert body["sentences"][0]["text"] in page
    assert f'id="{anchor}"' in page


def test_a_figure_comes_with_its_records() -> None:
    body = asked(BOTH)
    assert (body["tier"], body["kind"], body["citations"]) == ("A", "structured", [])
    assert body["sentences"] == [
        {"text": "Recorded: 6 institutions.", "kind": "figure", "citation": None}
    ]
    assert body["read_as"] == "institutions · GS1 · GS2 · every"
    assert len(body["rows"]) == 6
    row = body["rows"][0]
    assert list(row) == ["id", "kind", "name", "institution", "phase", "category", "url"]
    assert client().get(row["url"], follow=True).status_code == 200


def test_what_is_foreign_is_refused_in_fixed_words() -> None:
    body = asked(FOREIGN)
    assert (body["tier"], body["kind"], body["citations"]) == ("C", "refusal", [])
    assert [each["kind"] for each in body["sentences"]] == ["fixed"]
    assert body["read_as"] is None


def test_the_language_of_the_answer_can_be_chosen() -> None:
    assert asked(BOTH)["sentences"][0]["text"].startswith("Recorded")
    assert asked(BOTH, lang="zh-hans")["sentences"][0]["text"].startswith("已记录")


def test_the_question_is_not_repeated() -> None:
    for question in ("zebra-canary-4711 in phase 2?", "Zirkus 4711 über ABC?"):
        answer = client().post(ASK, {"question": question})
        assert question not in answer.content.decode()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "question"),
        ({"question": ""}, "question"),
        ({"question": "  "}, "question"),
        ({"question": None}, "question"),
        ({"question": ["x"]}, "question"),
        ({"question": {"x": 1}}, "question"),
        ({"question": "x" * 501}, "question"),
        ({"question": "x" * 10_000}, "question"),
        ({"question": "a\x00b"}, "question"),
        ({"question": "x", "lang": "fr"}, "lang"),
        ({"question": "x", "history": []}, "history"),
        ({"question": "x", "temperature": 2}, "temperature"),
    ],
)
def test_what_cannot_be_is_named(body: dict[str, Any], field: str) -> None:
    status, _code, errors = told(client().post(ASK, body))
    assert (status, list(errors)) == (400, [field])
    assert Enquiry.objects.count() == 0


def test_500_characters_are_read() -> None:
    assert asked("x" * 500)["tier"] == "C"


def test_only_by_post_and_without_parameters() -> None:
    assert told(client().get(ASK))[0] == 405
    assert told(client().post(f"{ASK}?q=x", {"question": "x"}))[2].keys() == {"q"}
    sent = client().post(ASK, b"question=x", content_type="application/x-www-form-urlencoded")
    assert told(sent)[0] == 415
    assert told(client().post(ASK, b"{", content_type="application/json"))[0] == 400
    assert told(client().post(ASK, b"[1]", content_type="application/json"))[0] == 400


def test_the_same_with_any_token_and_401_with_a_wrong_one() -> None:
    body = asked(QUOTED)
    for scope in Scope.values:
        assert client(officer(), scope).post(ASK, {"question": QUOTED}).json() == body
    wrong = client().post(ASK, {"question": QUOTED}, headers={"Authorization": "Bearer x"})
    assert told(wrong)[0] == 401


@pytest.mark.usefixtures("throttled")
def test_a_flood_is_told_when_to_come_back(freeze: Freeze) -> None:
    freeze("2026-03-02T09:00:00+08:00")
    statuses = [client().post(ASK, {"question": FOREIGN}).status_code for _ in range(MOST + 1)]
    assert statuses == [200] * MOST + [429]
    answer = client().post(ASK, {"question": FOREIGN})
    assert told(answer) == (429, "throttled", {})
    assert answer["Retry-After"] == "60"
    assert client().post(ASK, {"question": "x"}, REMOTE_ADDR="192.0.2.9").status_code == 200
    assert Enquiry.objects.count() == MOST + 1
    freeze("2026-03-02T09:01:01+08:00")
    assert client().post(ASK, {"question": FOREIGN}).status_code == 200


@pytest.mark.parametrize("question", [QUOTED, BOTH, FOREIGN])
def test_an_answer_writes_one_row(question: str) -> None:
    asked(question)
    with CaptureQueriesContext(connection) as caught:
        asked(question)
    written = [each["sql"] for each in caught if each["sql"].split()[0] not in _READING]
    assert ["usecases_enquiry" in sql for sql in written] == [True]
    assert Enquiry.objects.count() == 2


_READING = ("SELECT", "SAVEPOINT", "RELEASE")
