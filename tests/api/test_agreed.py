"""A bank's program accepts a decision or asks about it, and answers what may be public."""

from typing import Any
from uuid import uuid4

import pytest

from tests.api.clients import address, client, same, told
from tests.factories.institutions import bank_b
from tests.factories.replies import asked_clearance
from tests.factories.usecases import use_case_at
from tests.people import editor, officer, signatory, viewer
from usecases.models.messages import Message
from usecases.models.proposals import Clearance, DecisionReply
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import clear

pytestmark = pytest.mark.django_db

WRITTEN: dict[str, Any] = {"public_title": "For everybody", "public_summary": "What it does."}


def accepted() -> UseCase:
    return use_case_at(Stage.ACCEPTED, **WRITTEN)


def acts(case: UseCase) -> dict[str, tuple[str, dict[str, str]]]:
    """Return what a bank says after the decision: where, and what."""
    decision, asked = case.decisions.get(), case.clearances.get()
    return {
        "accept": (address("decisions", decision.pk, "accept"), {}),
        "query": (address("decisions", decision.pk, "query"), {"text": "How often?"}),
        "agree": (address("clearances", asked.pk, "agree"), {"read": clear.stamp(asked)}),
        "object": (address("clearances", asked.pk, "object"), {"text": "Not the title."}),
    }


def test_a_decision_is_accepted_once_and_the_bank_has_it_in_writing() -> None:
    case, program = accepted(), client(signatory())
    where = address("decisions", case.decisions.get().pk, "accept")
    answer = program.post(where, {})
    row = DecisionReply.objects.get()
    assert (answer.status_code, answer.json()) == (
        201,
        {
            "id": str(row.pk), "use_case": str(case.pk), "reference": case.reference,
            "decision": str(row.decision_id), "accepts": True, "text": None,
            "replied_by": str(signatory().user), "replied_at": answer.json()["replied_at"],
            "answer": None, "answered_at": None,
        },
    )  # fmt: skip
    assert program.get(answer["Location"])["ETag"] == answer["ETag"]
    assert Message.objects.filter(letter="decision-accepted").exists()
    assert told(program.post(where, {}))[0] == 400
    assert told(program.post(where, {"text": "But."}))[2].keys() == {"text"}
    assert DecisionReply.objects.count() == 1


def test_a_query_is_answered_and_one_waits_for_the_other() -> None:
    case, program, staff = accepted(), client(editor()), client(officer())
    where = address("decisions", case.decisions.get().pk, "query")
    asked = program.post(where, {"text": "How often?"})
    assert (asked.status_code, asked.json()["text"]) == (201, "How often?")
    assert told(program.post(where, {"text": "And?"}))[0] == 400
    answers = address("decision-replies", asked.json()["id"], "answer")
    assert told(program.post(answers, {"text": "Weekly."}))[:2] == (403, "not-allowed")
    assert staff.post(answers, {"text": "Monthly."}).json()["answered_by"] == str(officer().user)
    shown = program.get(address("decision-replies")).json()["results"]
    assert [(each["answer"], "answered_by" in each) for each in shown] == [("Monthly.", False)]


def test_exactly_what_was_read_is_agreed_to() -> None:
    case, program, staff = accepted(), client(signatory()), client(officer())
    made = staff.post(address("use-cases", case.pk, "clearances"), {})
    assert (made.status_code, made.json()["content"]["title"]) == (201, "For everybody")
    shown = program.get(address("clearances"), {"open": "true"}).json()["results"]
    where = address("clearances", made.json()["id"], "agree")
    assert told(program.post(where, {"read": "another"}))[0] == 412
    assert told(program.post(where, {}))[2].keys() == {"read"}
    answer = program.post(where, {"read": shown[0]["stamp"]})
    assert (answer.status_code, answer.json()["agreed"]) == (200, True)
    assert told(program.post(where, {"read": shown[0]["stamp"]}))[:2] == (409, "wrong-stage")


def test_a_signatory_objects_with_what_to_change() -> None:
    case = accepted()
    where = address("clearances", asked_clearance(case).pk, "object")
    assert told(client(signatory()).post(where, {"text": " "}))[2].keys() == {"text"}
    answer = client(signatory()).post(where, {"text": "Not the title."})
    assert (answer.json()["agreed"], answer.json()["answer"]) == (False, "Not the title.")


def test_others_are_refused_and_strangers_find_nothing() -> None:
    case = accepted()
    asked_clearance(case)
    stranger = client(signatory(bank_b()))
    for name, (where, body) in acts(case).items():
        for program in (client(viewer()), client(signatory(), "read"), client(officer())):
            assert (name, told(program.post(where, body))[0]) == (name, 403)
        writes = told(client(editor()).post(where, {} if name == "query" else body))
        assert (name, writes[0]) == (name, 400 if name == "query" else 403)
        found = same(stranger.post(where, body))
        kind = "decisions" if name in ("accept", "query") else "clearances"
        assert (found[0], found) == (404, same(stranger.post(address(kind, uuid4(), name), body)))
    assert DecisionReply.objects.count() == 0
    assert Clearance.objects.get().answered_at is None


def test_sent_twice_under_a_key_it_is_said_once() -> None:
    case = accepted()
    asked_clearance(case)
    for name in ("accept", "query", "agree"):
        where, body = acts(case)[name]
        twice = [
            client(signatory()).post(where, body, HTTP_IDEMPOTENCY_KEY=name) for _each in range(2)
        ]
        assert twice[0].status_code in (200, 201)
        assert (twice[0].status_code, twice[0].json()) == (twice[1].status_code, twice[1].json())
    assert DecisionReply.objects.count() == 2
