"""Staff edit what is the regulator's, with a reason; nobody edits what was handed in."""

from typing import Any

import pytest

from tests.api.clients import NOBODY, address, client, tag, told
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import make_category, make_technique
from tests.people import approver, officer, signatory
from usecases.models.trail import Change
from usecases.models.usecases import UseCase

pytestmark = pytest.mark.django_db

NOT_YOURS = ["This field is not yours to edit."]


def _patch(person: Any, case: UseCase, **body: Any) -> Any:
    program = client(person)
    return program.patch(address("use-cases", case.pk), body, **tag(program, case))


def test_edited_with_a_reason() -> None:
    case, word, how = use_case_at("submitted"), make_category("chat"), make_technique("retrieval")
    more, user = make_category("voice"), officer().user
    assert user is not None
    body = {
        "category": word.code,
        "further_categories": [more.code],
        "techniques": [how.code],
        "public_title": "Chat",
        "case_officer": str(user.pk),
    }
    answer = _patch(officer(), case, **body, reason="As agreed.")
    assert answer.status_code == 200
    assert {name: answer.json()[name] for name in body} == body
    assert Change.objects.filter(record=str(case.pk)).first().reason == "As agreed."  # type: ignore[union-attr]  # there is one


def test_without_a_reason() -> None:
    case = use_case_at("submitted")
    answer = _patch(officer(), case, public_title="Chat")
    assert told(answer) == (400, "required", {"reason": ["Say why."]})
    assert UseCase.objects.get().public_title == ""


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"category": "nothing"}, "category"),
        ({"techniques": ["nothing"]}, "techniques"),
        ({"further_categories": ["nothing"]}, "further_categories"),
        ({"case_officer": NOBODY}, "case_officer"),
        ({"case_officer": "nobody"}, "case_officer"),
        ({"confidentiality": "top secret"}, "confidentiality"),
        ({"stage": "accepted"}, "stage"),
        ({"authority": "SFC"}, "authority"),
        ({"category": None}, ""),
    ],
)
def test_what_cannot_be_is_named(body: dict[str, Any], field: str) -> None:
    case = use_case_at("submitted")
    status, _code, errors = told(_patch(officer(), case, **body, reason="Because."))
    assert (status, [*errors]) == (400, [field] if field else [])
    stored = UseCase.objects.get()
    assert (stored.stage, stored.category_id) == ("submitted", case.category_id)


def test_what_was_handed_in_stays() -> None:
    case = use_case_at("submitted")
    answer = _patch(officer(), case, title="Mine", reason="Because.")
    assert told(answer) == (400, "not-editable", {"title": NOT_YOURS})
    assert told(_patch(signatory(), case, title="Mine")) == (403, "not-allowed", {})
    assert told(_patch(approver(), case, public_title="Mine", reason="x")) == (
        403,
        "not-allowed",
        {},
    )
    assert UseCase.objects.get().title == case.title


def test_what_was_recorded_can_be_put_right() -> None:
    answer = _patch(officer(), recorded_case(), title="As published", reason="Misspelt.")
    assert (answer.status_code, answer.json()["title"]) == (200, "As published")
