"""Decisions: proposed by one, confirmed by another, released; or refused with a reason."""

from typing import Any

import pytest

from tests.api.clients import NOBODY, address, client, tag, told
from tests.factories.usecases import use_case_at
from tests.factories.words import make_term, reason
from tests.people import approver, assessor, officer, signatory
from usecases.models.person import Person
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase

pytestmark = pytest.mark.django_db


def _propose(person: Person, case: UseCase, **body: Any) -> Any:
    program = client(person)
    where = address("use-cases", case.pk, "decisions")
    return program.post(where, body, **tag(program, case))


def _act(person: Person, act: str, **body: Any) -> Any:
    return client(person).post(address("decisions", Decision.objects.get().pk, act), body)


def test_from_proposal_to_release() -> None:
    case = use_case_at("assessing")
    proposed = _propose(officer(), case, outcome="accept", text="Well made.", rank=1)
    decision = Decision.objects.get()
    assert proposed.status_code == 201
    assert proposed["Location"] == f"http://testserver{address('decisions', decision.pk)}"
    assert (proposed.json()["outcome"], proposed.json()["proposed_by"]) == ("accept", "Officer")
    assert told(_act(officer(), "confirm"))[:2] == (403, "not-allowed")
    assert told(_act(approver(), "release"))[:2] == (409, "wrong-stage")
    assert _act(approver(), "confirm").json()["confirmed_by"] == "Approver"
    assert UseCase.objects.get().stage == "assessing"
    released = _act(approver(), "release")
    assert (released.status_code, released["ETag"]) == (
        200,
        client(approver()).get(address("decisions", decision.pk))["ETag"],
    )
    assert UseCase.objects.get().stage == "accepted"
    assert told(_act(approver(), "release"))[:2] == (409, "wrong-stage")


def test_who_proposes_does_not_confirm() -> None:
    _propose(approver(), use_case_at("assessing"), outcome="accept")
    assert told(_act(approver(), "confirm")) == (403, "not-allowed", {})
    assert _act(approver("second"), "confirm").status_code == 200


def test_refused_with_a_reason() -> None:
    _propose(officer(), use_case_at("assessing"), outcome="accept")
    assert told(_act(approver(), "refuse")) == (400, "required", {"reason": ["Say why."]})
    refused = _act(approver(), "refuse", reason="Not yet.")
    assert (refused.status_code, refused.json()["refusal"]) == (200, "Not yet.")


def test_a_decline_says_why() -> None:
    case = use_case_at("assessing")
    expected = {"reason": ["A decline needs a coded reason."]}
    assert told(_propose(officer(), case, outcome="decline")) == (400, "required", expected)
    answer = _propose(officer(), case, outcome="decline", reason=reason().code)
    assert (answer.status_code, answer.json()["reason"]) == (201, reason().code)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "outcome"),
        ({"outcome": "perhaps"}, "outcome"),
        ({"outcome": "accept", "reason": "nothing"}, "reason"),
        ({"outcome": "accept", "reason": "cloud"}, "reason"),
        ({"outcome": "accept", "rank": -1}, "rank"),
        ({"outcome": "accept", "rank": 99_999}, "rank"),
        ({"outcome": "accept", "proposed_by": NOBODY}, "proposed_by"),
        ({"outcome": "accept", "released_at": "2026-01-01"}, "released_at"),
    ],
)
def test_what_cannot_be_is_named(body: dict[str, Any], field: str) -> None:
    make_term("environment", "cloud")
    status, _code, errors = told(_propose(officer(), use_case_at("assessing"), **body))
    assert (status, [*errors]) == (400, [field])
    assert Decision.objects.count() == 0


def test_too_early_and_twice() -> None:
    early = _propose(officer(), use_case_at("submitted"), outcome="accept")
    assert told(early) == (409, "wrong-stage", {})
    case = use_case_at("assessing")
    assert _propose(officer(), case, outcome="accept").status_code == 201
    assert told(_propose(officer(), case, outcome="accept")) == (400, "open-decision", {})


def test_a_bank_neither_decides_nor_sees_it_before_release() -> None:
    case = use_case_at("assessing")
    answer = _propose(signatory(), case, outcome="accept")
    assert told(answer) == (403, "not-allowed", {})
    _propose(officer(), case, outcome="accept")
    for act in ("confirm", "refuse", "release"):
        assert told(_act(signatory(), act)) == (404, "not-found", {})
        assert told(_act(assessor(), act)) == (404, "not-found", {})
        assert told(client(approver()).post(address("decisions", NOBODY, act))) == (
            404,
            "not-found",
            {},
        )
    _act(approver(), "confirm")
    _act(approver(), "release")
    seen = client(signatory()).get(address("decisions")).json()["results"]
    assert [row["outcome"] for row in seen] == ["accept"]


def test_a_field_that_is_none_is_refused() -> None:
    _propose(officer(), use_case_at("assessing"), outcome="accept")
    expected = {"stage": ["There is no such field."]}
    assert told(_act(approver(), "confirm", stage="accepted")) == (400, "invalid", expected)
