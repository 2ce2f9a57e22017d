"""Moves by their verbs: the same verdict as through every other door."""

import pytest

from tests.api.clients import NOBODY, address, client, tag, told
from tests.factories.institutions import bank_b
from tests.factories.usecases import empty_draft, use_case_at
from tests.people import approver, editor, officer, signatory
from usecases.models.person import Person
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.vocabulary.sections import REQUIRED_FIELDS

pytestmark = pytest.mark.django_db


def _move(person: Person, case: UseCase, verb: str, reason: str = "") -> tuple[int, str, list[str]]:
    program = client(person)
    body = {"verb": verb, "reason": reason}
    answer = program.post(address("use-cases", case.pk, "moves"), body, **tag(program, case))
    if answer.status_code == 200:
        assert answer["ETag"] == program.get(address("use-cases", case.pk))["ETag"]
        return 200, answer.json()["stage"], []
    status, code, errors = told(answer)
    return status, code, sorted(errors)


def test_from_draft_to_assessment() -> None:
    case = use_case_at("draft")
    assert _move(signatory(), case, "submit") == (200, "submitted", [])
    assert _move(officer(), case, "screen") == (200, "screening", [])
    assert _move(officer(), case, "assess") == (200, "assessing", [])
    doors = set(StageChange.objects.filter(use_case=case).values_list("door", flat=True))
    assert doors == {"api"}


def test_what_is_missing_is_listed() -> None:
    found = _move(signatory(), empty_draft(), "submit")
    assert found == (409, "required", sorted(REQUIRED_FIELDS))


def test_whose_move_it_is() -> None:
    draft, handed_in = use_case_at("draft"), use_case_at("submitted")
    assert _move(editor(), draft, "submit") == (403, "not-allowed", [])
    assert _move(signatory(), handed_in, "screen") == (403, "not-allowed", [])
    assert _move(approver(), handed_in, "screen") == (403, "not-allowed", [])
    assert _move(officer(), handed_in, "withdraw", "x") == (403, "not-allowed", [])


def test_when_it_is_too_early_or_too_late() -> None:
    case = use_case_at("submitted")
    assert _move(officer(), case, "start") == (409, "wrong-stage", [])
    assert _move(signatory(), case, "submit") == (409, "wrong-stage", [])
    assert _move(officer(), use_case_at("accepted"), "start") == (
        409,
        "required",
        ["plan", "planned_from", "planned_to", "targets"],
    )


@pytest.mark.parametrize("verb", ["accept", "waitlist", "decline"])
def test_one_that_a_decision_makes(verb: str) -> None:
    case = use_case_at("assessing")
    for person in (officer(), approver(), signatory()):
        assert _move(person, case, verb) == (409, "decision-needed", ["decision"])


def test_withdrawn_with_a_reason() -> None:
    case = use_case_at("submitted")
    assert _move(signatory(), case, "withdraw") == (400, "required", ["reason"])
    assert _move(signatory(), case, "withdraw", "Plans changed.") == (200, "withdrawn", [])
    assert StageChange.objects.filter(use_case=case, verb="withdraw").get().reason == (
        "Plans changed."
    )


def test_what_is_no_move() -> None:
    case = use_case_at("submitted")
    for verb in ("fly", "record", "", "SCREEN"):
        assert _move(officer(), case, verb) == (
            400,
            "unknown" if verb == "record" else "invalid",
            ["verb"],
        )
    assert _move(officer(), case, "screen", "x" * 2001) == (400, "invalid", ["reason"])
    assert UseCase.objects.get().stage == "submitted"


def test_the_other_banks_case_is_none() -> None:
    case = use_case_at("submitted")
    program = client(signatory(bank_b()))
    body = {"verb": "withdraw", "reason": "x"}
    for key in (case.pk, NOBODY):
        answer = program.post(address("use-cases", key, "moves"), body, HTTP_IF_MATCH="*")
        assert told(answer) == (404, "not-found", {})
