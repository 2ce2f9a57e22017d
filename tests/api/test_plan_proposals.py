"""A bank's program writes and proposes the plan of its trial; the officer's agrees to it."""

import re
from typing import Any
from uuid import uuid4

import pytest

from tests.api.clients import address, bare, client, same, told
from tests.factories.institutions import bank_b
from tests.factories.plans import drafted_plan, proposed_plan
from tests.factories.usecases import use_case_at
from tests.factories.words import metric
from tests.people import editor, officer, signatory, viewer
from usecases.models.proposals import PlanProposal
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

PLAN = {"plan": "Eight weeks.", "planned_from": "2026-07-01", "planned_to": "2027-09-30"}


def where(case: UseCase) -> str:
    return address("use-cases", case.pk, "plan-proposals")


def step(row: object, name: str = "") -> str:
    return address("plan-proposals", getattr(row, "pk", row), *([name] if name else []))


def aim(**fields: Any) -> dict[str, Any]:
    return {"metric": metric().code, "success": "at-least", "value": "90", **fields}


def _elsewhere(place: str) -> str:
    """Return the same address of a record that never was."""
    return re.sub("[0-9a-f-]{36}", str(uuid4()), place)


def test_from_a_draft_to_the_agreed_plan() -> None:
    case, bank, staff = use_case_at(Stage.ACCEPTED), client(editor()), client(officer())
    made = bank.post(where(case), {"plan": {"plan": "Eight weeks."}})
    assert (made.status_code, made.json()["content"]) == (
        201, {"plan": {"plan": "Eight weeks."}, "targets": []},
    )  # fmt: skip
    key = made.json()["id"]
    assert told(staff.get(step(key)))[0] == 404  # a draft is the bank's own
    missing = told(bank.post(step(key, "propose"), {}))
    assert (missing[0], sorted(missing[2])) == (409, ["planned_from", "planned_to", "targets"])
    body = {"plan": PLAN, "targets": [aim()]}
    changed = bank.patch(step(key), body, HTTP_IF_MATCH=made["ETag"])
    assert changed.json()["content"] == body
    proposed = bank.post(step(key, "propose"), {}, HTTP_IF_MATCH=changed["ETag"])
    assert (proposed.status_code, proposed.json()["proposed_by"]) == (200, str(editor().user))
    assert staff.get(step(key)).json()["content"] == body
    assert staff.post(step(key, "agree"), {}).json()["agreed"] is True
    assert case.targets.get().value == 90
    assert UseCase.objects.get(pk=case.pk).trial.plan == "Eight weeks."


def test_what_is_left_out_of_a_change_stays() -> None:
    row = drafted_plan(use_case_at(Stage.ACCEPTED), remark="Easter.")
    bank, before = client(editor()), row.content
    answer = bank.patch(step(row), {"remark": "Summer."}, HTTP_IF_MATCH="*")
    assert (answer.json()["content"], answer.json()["remark"]) == (before, "Summer.")


def test_a_colleague_is_not_overwritten() -> None:
    case, bank = use_case_at(Stage.ACCEPTED), client(editor())
    row = drafted_plan(case)
    assert told(bank.post(where(case), {"plan": PLAN}))[0] == 412
    assert told(bare(editor()).patch(step(row), {"plan": PLAN}))[0] == 428
    assert told(bank.patch(step(row), {"plan": PLAN}, HTTP_IF_MATCH='"old"'))[0] == 412
    assert PlanProposal.objects.get().content == row.content


def test_a_proposal_is_taken_back_or_sent_back() -> None:
    row = proposed_plan(use_case_at(Stage.ACCEPTED))
    bank, staff = client(editor()), client(officer())
    locked = told(bank.patch(step(row), {"remark": "x"}, HTTP_IF_MATCH="*"))
    assert locked[0] == 400
    assert bank.post(step(row, "take-back"), {}).json()["proposed_at"] is None
    assert bank.post(step(row, "propose"), {}).status_code == 200
    assert told(staff.post(step(row, "send-back"), {}))[2].keys() == {"reason"}
    assert staff.post(step(row, "send-back"), {"reason": "Shorter."}).json()["agreed"] is False
    assert bank.get(step(row)).json()["answer"] == "Shorter."
    over = told(bank.patch(step(row), {"remark": "x"}, HTTP_IF_MATCH="*"))
    assert (over[0], PlanProposal.objects.count()) == (412, 1)


def test_others_are_refused_and_strangers_find_nothing() -> None:
    case = use_case_at(Stage.ACCEPTED)
    row, stranger = proposed_plan(case), client(signatory(bank_b()))
    for place in (step(row, "propose"), step(row, "take-back"), where(case)):
        for program in (client(viewer()), client(editor(), "read"), client(officer())):
            assert (place, told(program.post(place, {}))[0]) == (place, 403)
        never = same(stranger.post(_elsewhere(place), {}))
        found = same(stranger.post(place, {}))
        assert (place, found[0], found) == (place, 404, never)
    assert told(client(editor()).post(step(row, "agree"), {}))[0] == 403
    assert same(stranger.get(step(row))) == same(stranger.get(step(uuid4())))
    assert PlanProposal.objects.get().proposed_at is not None


def test_sent_twice_under_a_key_there_is_one_draft() -> None:
    case, bank = use_case_at(Stage.ACCEPTED), client(editor())
    twice = [bank.post(where(case), {"plan": PLAN}, HTTP_IDEMPOTENCY_KEY="a") for _ in range(2)]
    assert [each.status_code for each in twice] == [201, 201]
    assert (twice[0].json(), PlanProposal.objects.count()) == (twice[1].json(), 1)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"plan": {"planned_from": "soon"}}, "plan.planned_from"),
        ({"targets": [{"metric": "none"}]}, "targets.0.metric"),
        ({"targets": [{"value": "many"}]}, "targets.0.value"),
        ({"plan": {"reason": "x"}}, "plan.reason"),
        ({"agreed": True}, "agreed"),
    ],
)
def test_what_cannot_be_is_named(body: dict[str, Any], field: str) -> None:
    answer = told(client(editor()).post(where(use_case_at(Stage.ACCEPTED)), body))
    assert (answer[0], [*answer[2]], PlanProposal.objects.count()) == (400, [field], 0)


def test_once_the_trial_runs_nothing_is_proposed() -> None:
    answer = client(editor()).post(where(use_case_at(Stage.TRIALLING)), {"plan": PLAN})
    assert told(answer)[:2] == (409, "wrong-stage")
