"""A bank begins, writes and discards its drafts; staff and strangers do not."""

import json
from typing import Any

import pytest

from tests.api.clients import NOBODY, address, client, tag, told
from tests.factories.institutions import bank_b
from tests.factories.phases import closed_phase, phase
from tests.factories.usecases import use_case_at
from tests.factories.words import category
from tests.people import editor, officer, signatory, viewer
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.vocabulary.doors import Door

pytestmark = pytest.mark.django_db

LIST = address("use-cases")
NO_FIELD = ["There is no such field."]


def test_begun() -> None:
    code, word = phase().code, category().code
    body = {"phase": code, "title": "Chat", "own_category": word, "compute_asked": "1.50"}
    answer = client(editor()).post(LIST, body)
    draft = UseCase.objects.get()
    assert answer.status_code == 201
    assert answer["Location"] == f"http://testserver{address('use-cases', draft.pk)}"
    again = client(signatory()).get(address("use-cases", draft.pk))
    assert (again.json(), again["ETag"]) == (answer.json(), answer["ETag"])
    assert {name: answer.json()[name] for name in body} == body
    assert (draft.stage, draft.institution.short_name) == ("draft", "Alpha Bank")
    assert Change.objects.filter(record=str(draft.pk)).get().door == Door.API


def test_not_by_those_who_do_not_write() -> None:
    body = {"phase": phase().code}
    assert client().post(LIST, body).status_code == 401
    for person in (viewer(), officer()):
        assert told(client(person).post(LIST, body)) == (403, "not-allowed", {})
    assert UseCase.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"phase"}),
        ({"phase": "GS99"}, {"phase"}),
        ({"phase": None}, {"phase"}),
        ({"phase": ["GS1"]}, {"phase"}),
        ({"phase": {}}, {"phase"}),
        ({"phase": "\x00"}, {"phase"}),
        ({"phase": "GS1", "own_category": "nothing"}, {"own_category"}),
        ({"phase": "GS1", "summary": "word " * 151}, {"summary"}),
        ({"phase": "GS1", "title": "x" * 201}, {"title"}),
        ({"phase": "GS1", "title": "\ud800"}, {"title"}),
        ({"phase": "GS1", "title": {}}, {"title"}),
        ({"phase": "GS1", "compute_asked": "-1"}, {"compute_asked"}),
        ({"phase": "GS1", "compute_asked": "much"}, {"compute_asked"}),
        ({"phase": "GS1", "autonomy": "wild"}, {"autonomy"}),
        ({"phase": "GS1", "customer_facing": "perhaps"}, {"customer_facing"}),
    ],
)
def test_what_cannot_be_is_named(body: dict[str, Any], fields: set[str]) -> None:
    assert phase().code == "GS1"
    written = json.dumps(body)  # with escapes, as a client may send what is no text
    answer = client(editor()).post(LIST, written, content_type="application/json")
    status, _code, errors = told(answer)
    assert (status, set(errors)) == (400, fields)
    assert UseCase.objects.count() == 0


@pytest.mark.parametrize(
    "name", ["stage", "reference", "id", "institution", "version", "category", "nope", "basis"]
)
def test_a_forged_field_is_refused(name: str) -> None:
    body = {"phase": phase().code, name: "accepted"}
    assert told(client(editor()).post(LIST, body)) == (400, "invalid", {name: NO_FIELD})
    assert UseCase.objects.count() == 0
    case = use_case_at("draft")
    program = client(editor())
    answer = program.patch(address("use-cases", case.pk), {name: "x"}, **tag(program, case))
    assert told(answer) == (400, "invalid", {name: NO_FIELD})


def test_a_phase_that_is_not_open() -> None:
    answer = client(editor()).post(LIST, {"phase": closed_phase().code})
    expected = ["The phase is not open for submissions."]
    assert told(answer) == (400, "closed", {"phase": expected})


def test_written() -> None:
    case, program = use_case_at("draft"), client(editor())
    body = {"title": "Other", "summary": None, "own_category": None, "ai_against_ai": True}
    answer = program.patch(address("use-cases", case.pk), body, **tag(program, case))
    assert answer.status_code == 200
    assert {name: answer.json()[name] for name in body} == body
    assert answer["ETag"] == program.get(address("use-cases", case.pk))["ETag"]
    stored = UseCase.objects.get()
    assert (stored.title, stored.summary, stored.problem) == ("Other", "", "It takes long.")


def test_not_written_by_anybody_else() -> None:
    case = use_case_at("draft")
    asked, body = address("use-cases", case.pk), {"title": "Other"}
    given: dict[str, Any] = {"HTTP_IF_MATCH": "*"}
    assert client().patch(asked, body, **given).status_code == 401
    for person in (officer(), signatory(bank_b())):
        assert told(client(person).patch(asked, body, **given)) == (404, "not-found", {})
        assert told(client(person).delete(asked, **given)) == (404, "not-found", {})
    assert told(client(viewer()).patch(asked, body, **given)) == (403, "not-allowed", {})
    assert UseCase.objects.get().title == case.title


def test_discarded() -> None:
    case, program = use_case_at("draft"), client(editor())
    asked = address("use-cases", case.pk)
    answer = program.delete(asked, **tag(program, case))
    assert (answer.status_code, answer.content) == (204, b"")
    assert program.get(asked).status_code == 404
    assert program.get(LIST).json()["count"] == 0


def test_one_that_is_none() -> None:
    program = client(editor())
    answer = program.patch(address("use-cases", NOBODY), {"title": "x"}, HTTP_IF_MATCH="*")
    assert told(answer) == (404, "not-found", {})
