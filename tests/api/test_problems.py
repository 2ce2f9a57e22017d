"""Every error is a problem document, wherever it arises."""

from typing import Any

import pytest

from tests.api.clients import NOBODY, ROOT, address, client, same, told
from tests.people import officer, signatory

pytestmark = pytest.mark.django_db

KEYS = ["type", "title", "status", "code", "detail", "errors", "request_id"]


def test_what_it_holds() -> None:
    answer = client().get(address("nothing"))
    body = answer.json()
    assert list(body) == KEYS
    assert body | {"request_id": ""} == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "code": "not-found",
        "detail": "There is no such record.",
        "errors": {},
        "request_id": "",
    }
    assert body["request_id"] == answer["X-Request-Id"]
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v2/", f"{ROOT}nothing/", f"{ROOT}phases/nothing/", f"{ROOT}a.b"]
)
def test_an_unknown_address(path: str) -> None:
    assert told(client().get(path)) == (404, "not-found", {})
    assert told(client(officer()).post(path, {})) == (404, "not-found", {})


def test_a_record_that_is_none_is_an_address_that_is_none() -> None:
    program = client(officer())
    none = same(program.get(address("use-cases", NOBODY)))
    assert same(program.get(address("nothing")))[:2] == none[:2]
    assert same(program.get(address("use-cases", NOBODY, "readiness")))[:2] == none[:2]


def test_a_forgotten_slash_is_forgiven_in_reading_only() -> None:
    answer = client().get(f"{ROOT}phases?page=1&search=a")
    assert (answer.status_code, answer["Location"]) == (308, f"{ROOT}phases/?page=1&search=a")
    assert told(client(officer()).post(f"{ROOT}use-cases", {})) == (404, "not-found", {})


def test_a_method_that_is_not_there() -> None:
    program = client(officer())
    assert told(program.post(address("phases"), {})) == (405, "method-not-allowed", {})
    assert told(client().put(address("phases"), {})) == (405, "method-not-allowed", {})
    assert told(program.get(address("use-cases", NOBODY, "moves"))) == (
        405,
        "method-not-allowed",
        {},
    )


def test_a_form_that_is_not_there() -> None:
    answer = client().get(address("phases"), HTTP_ACCEPT="text/csv")
    assert told(answer) == (406, "not-acceptable", {})


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "text/plain", "text/xml"])
def test_a_body_of_another_type(kind: str) -> None:
    answer = client(signatory()).post(address("use-cases"), "phase=GS1", content_type=kind)
    assert told(answer) == (415, "unsupported-media-type", {})


@pytest.mark.parametrize("body", ["{", "phase", '{"phase": NaN}', b"\xff\xfe"])
def test_a_body_that_is_no_json(body: Any) -> None:
    answer = client(signatory()).post(address("use-cases"), body, content_type="application/json")
    assert told(answer) == (400, "parse-error", {})


def test_a_body_that_is_too_deep_or_too_large() -> None:
    program, where = client(signatory()), address("use-cases")
    deep = program.post(where, "[" * 100_000, content_type="application/json")
    assert told(deep) == (400, "parse-error", {})
    large = program.post(where, " " * 3_000_000, content_type="application/json")
    assert told(large) == (413, "too-large", {})


@pytest.mark.parametrize("body", [[], [1], "text", 1, None])
def test_a_body_that_is_no_object(body: Any) -> None:
    answer = client(signatory()).post(address("use-cases"), body, format="json")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
