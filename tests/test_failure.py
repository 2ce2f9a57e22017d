"""A failure that nobody foresaw: a problem document for programs, a page for people."""

from typing import Any

import pytest
from django.test import Client

from tests.api.clients import address, told
from usecases.api.views.root import RootView
from usecases.register.views import home


@pytest.fixture(autouse=True)
def _failing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("Canary")

    monkeypatch.setattr(RootView, "get", fail)
    monkeypatch.setattr(home, "groups", fail)


@pytest.mark.django_db
def test_a_program_is_told_the_requests_id_and_nothing_else() -> None:
    answer = Client(raise_request_exception=False).get(address())
    assert told(answer) == (500, "server-error", {})
    body = answer.json()
    assert body["detail"] == "Something went wrong on our side."
    assert body["request_id"] == answer["X-Request-Id"]
    assert answer["Cache-Control"] == "no-store"
    assert b"Canary" not in answer.content


@pytest.mark.django_db
def test_anybody_else_gets_the_page() -> None:
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert b"Canary" not in answer.content
