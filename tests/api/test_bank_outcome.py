"""A bank's program tells what became of its own use case, and of no other."""

from typing import Any
from uuid import uuid4

import pytest

from tests.api.clients import address, client, same, tag, told
from tests.factories.institutions import bank_b
from tests.factories.monitoring import signed_end_report
from tests.factories.trials import final_results
from tests.factories.usecases import use_case_at
from tests.factories.words import metric
from tests.people import editor, officer, signatory, viewer
from usecases.models.outcomes import Outcome
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

TOLD: dict[str, Any] = {
    "result": "in-production",
    "benefits": "Half the time.",
    "lessons": "Ask the desk first.",
    "public_lessons": "Ask first.",
}


def where(case: UseCase) -> str:
    return address("use-cases", case.pk, "outcomes")


def test_what_a_bank_told_completes_its_trial() -> None:
    case, program, staff = use_case_at(Stage.TRIALLING), client(editor()), client(officer())
    final_results(case)
    signed_end_report(case)
    moves = address("use-cases", case.pk, "moves")
    early = staff.post(moves, {"verb": "complete"}, **tag(staff, case))
    assert told(early)[:2] == (409, "required")
    claims = [{"metric": metric().code, "value": "40", "upper": "50", "words": "of drafts"}]
    answer = program.post(where(case), {**TOLD, "claims": claims}, **tag(program, case))
    row = Outcome.objects.get()
    assert (answer.status_code, answer["ETag"] != "") == (201, True)
    assert answer["Location"].endswith(address("outcomes", row.pk))
    shown = answer.json()
    assert {name: shown[name] for name in TOLD} == TOLD
    assert (shown["told_by"], shown["follow_up"]) == (str(editor().user), None)
    assert shown["claims"] == [
        {
            "metric": metric().code, "operator": "equal", "value": "40.0000",
            "upper": "50.0000", "words": "of drafts",
        }
    ]  # fmt: skip
    assert staff.post(moves, {"verb": "complete"}, **tag(staff, case)).status_code == 200


def test_viewers_and_reading_tokens_do_not_and_others_find_nothing() -> None:
    case = use_case_at(Stage.TRIALLING)
    for program in (
        client(viewer()),
        client(editor(), "read"),
        client(editor(), "read", "operate"),
    ):
        assert told(program.post(where(case), TOLD))[0] == 403
    stranger = client(signatory(bank_b()))
    found = same(stranger.post(where(case), TOLD))
    never = same(stranger.post(address("use-cases", uuid4(), "outcomes"), TOLD))
    assert (found[0], found) == (404, never)
    assert Outcome.objects.count() == 0


def test_sent_twice_under_a_key_it_is_told_once() -> None:
    case, program = use_case_at(Stage.TRIALLING), client(editor())
    answers = [program.post(where(case), TOLD, HTTP_IDEMPOTENCY_KEY="one") for _each in range(2)]
    assert [each.status_code for each in answers] == [201, 201]
    assert (answers[0].json(), Outcome.objects.count()) == (answers[1].json(), 1)


def test_over_a_case_that_has_changed_nothing_is_told() -> None:
    case, program = use_case_at(Stage.TRIALLING), client(editor())
    answer = program.post(where(case), TOLD, HTTP_IF_MATCH='"old"')
    assert (told(answer)[0], Outcome.objects.count()) == (412, 0)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"result": "terminated"}, "result"),  # the regulator writes this down
        ({"result": "?"}, "result"),
        ({"happened_on": "2999-01-01T00:00:00Z"}, "happened_on"),
        ({"follow_up": 7}, "follow_up"),
        ({"claims": [{"metric": "none", "value": "1"}]}, "claims.0.metric"),
        ({"verdict": "met"}, "verdict"),
    ],
)
def test_what_cannot_be_is_named(changed: dict[str, Any], field: str) -> None:
    case = use_case_at(Stage.TRIALLING)
    code, _code, errors = told(client(editor()).post(where(case), {**TOLD, **changed}))
    assert (code, [*errors], Outcome.objects.count()) == (400, [field], 0)


def test_before_the_trial_there_is_nothing_to_tell() -> None:
    case = use_case_at(Stage.ACCEPTED)
    assert told(client(editor()).post(where(case), TOLD))[:2] == (409, "wrong-stage")
