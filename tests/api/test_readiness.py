"""What is missing for each next move, as the same table says everywhere."""

from typing import Any

import pytest

from tests.api.clients import NOBODY, address, client, told
from tests.factories.institutions import bank_b
from tests.factories.usecases import empty_draft, use_case_at
from tests.people import approver, editor, officer, signatory
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.sections import REQUIRED_FIELDS

pytestmark = pytest.mark.django_db


def _steps(person: Person, case: UseCase) -> list[dict[str, Any]]:
    body = client(person).get(address("use-cases", case.pk, "readiness")).json()
    assert (body["stage"], body["version"]) == (case.stage, case.version)
    steps: list[dict[str, Any]] = body["steps"]
    return steps


def _short(person: Person, case: UseCase) -> list[tuple[str, bool, bool, list[str]]]:
    return [
        (step["verb"], step["mine"], step["allowed"], [each["code"] for each in step["missing"]])
        for step in _steps(person, case)
    ]


def test_a_draft() -> None:
    (step,) = _steps(editor(), empty_draft())
    assert {name: step[name] for name in step if name != "missing"} == {
        "verb": "submit",
        "label": "Submit",
        "needs_reason": False,
        "allowed": False,
        "mine": False,
    }
    assert [each["field"] for each in step["missing"]] == list(REQUIRED_FIELDS)
    assert step["missing"][0] == {
        "field": "title",
        "code": "required",
        "text": "Title: not answered yet.",
    }
    assert _short(signatory(), use_case_at("draft")) == [("submit", True, True, [])]


def test_a_case_that_waits_for_a_decision() -> None:
    case, wanted = use_case_at("assessing"), ["decision-needed"]
    decided = [(verb, False, False, wanted) for verb in ("accept", "waitlist", "decline")]
    withdraw: tuple[str, bool, bool, list[str]] = ("withdraw", False, False, [])
    void: tuple[str, bool, bool, list[str]] = ("void", False, False, [])
    ask: tuple[str, bool, bool, list[str]] = ("ask", True, True, [])
    assert _short(officer(), case) == [ask, *decided, withdraw, void]
    assert _short(approver(), case)[1][:2] == ("accept", True)
    assert _short(signatory(), case) == [("withdraw", True, True, [])]


def test_not_of_the_other_bank() -> None:
    case = use_case_at("assessing")
    stranger = client(signatory(bank_b()))
    for key in (case.pk, NOBODY):
        answer = stranger.get(address("use-cases", key, "readiness"))
        assert told(answer) == (404, "not-found", {})
    assert client().get(address("use-cases", case.pk, "readiness")).status_code == 401
