"""Deliverables, incidents and notes written by the API, with the verdict of every other door."""

from typing import Any

import pytest

from tests.api.clients import NOBODY, address, client, same, told
from tests.factories.institutions import bank_b
from tests.factories.monitoring import bank_note, due_deliverable, reported_incident
from tests.factories.usecases import use_case_at
from tests.factories.words import make_term
from tests.people import approver, editor, officer, signatory, viewer
from usecases.models.casefile import Note
from usecases.models.messages import Message
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import TermKind

pytestmark = pytest.mark.django_db
DUE = {"kind": "milestone", "title": "First results", "due_on": "2099-12-31"}
NOTE = {"kind": "supervisory", "text": "Mind the prompts.", "action_wanted": "Take it out."}


def post(by: Person, *where: object, **body: Any) -> Any:
    return client(by).post(address(*where), body, format="json")


def patch(by: Person, *where: object, **body: Any) -> Any:
    program = client(by)
    tag = program.get(address(*where))["ETag"]
    return program.patch(address(*where), body, format="json", HTTP_IF_MATCH=tag)


@pytest.fixture
def case(db: None) -> UseCase:
    return use_case_at(Stage.TRIALLING)


def test_a_deliverable_from_its_day_to_its_sign_off() -> None:
    case, by = use_case_at(Stage.ACCEPTED), officer()
    made = post(by, "use-cases", case.pk, "deliverables", **DUE)
    assert (made.status_code, made.json()["state"]) == (201, "due")
    key = made.json()["id"]
    changed = patch(by, "deliverables", key, title="Second results")
    assert (changed.status_code, changed.json()["title"]) == (200, "Second results")
    assert told(post(by, "deliverables", key, "hand-in", text="x"))[:2] == (409, "wrong-stage")


def test_it_is_handed_in_sent_back_and_signed_off(case: UseCase) -> None:
    by, key = officer(), due_deliverable(case).pk
    amended = post(by, "deliverables", key, "amend", due_on="2099-11-30", reason="Sooner.")
    assert [each["after"] for each in amended.json()] == ["2099-11-30"]
    empty = post(by, "deliverables", key, "hand-in")
    assert told(empty) == (400, "required", {"text": ["Give the text or a file."]})
    states = [
        post(signatory(case.institution), "deliverables", key, "hand-in", text="All.").json(),
        post(by, "deliverables", key, "send-back", reason="Too short.").json(),
        post(by, "deliverables", key, "hand-in", text="All of it.").json(),
        post(by, "deliverables", key, "sign-off").json(),
    ]
    assert [each["state"] for each in states] == ["handed-in", "due", "handed-in", "signed-off"]
    other = due_deliverable(case, title="Other").pk
    assert post(by, "deliverables", other, "waive", reason="No need.").status_code == 403
    waived = post(approver(), "deliverables", other, "waive", reason="No need.").json()
    assert (waived["state"], waived["waiver"]) == ("waived", "No need.")


def test_an_incident_is_reported_put_right_and_resolved(case: UseCase) -> None:
    by, bank = officer(), editor(case.institution)
    make_term(TermKind.INCIDENT_CAUSE, "model")
    began = case.stage_changes.get(to_stage=Stage.TRIALLING).happened_on.isoformat()
    body = {"severity": "high", "description": "It spoke of others.", "detected_at": began}
    made = post(bank, "use-cases", case.pk, "incidents", **body, cause="model")
    assert (made.status_code, made.json()["cause"]) == (201, "model")
    key = made.json()["id"]
    right = patch(by, "incidents", key, severity="low", reason="Less than it seemed.")
    assert (right.status_code, right.json()["severity"]) == (200, "low")
    assert told(patch(by, "incidents", key, severity="low", reason=""))[2].keys() == {"reason"}
    done = post(bank, "incidents", key, "action", action="Switched off.")
    assert (done.status_code, done.json()["resolved_at"]) == (200, None)
    resolved = post(by, "incidents", key, "resolve", action="Filter mended.").json()
    assert (resolved["action"], bool(resolved["resolved_at"])) == ("Filter mended.", True)
    again = told(post(by, "incidents", key, "resolve", action="Twice."))
    assert again[:2] == (400, "resolved")
    early = post(by, "use-cases", case.pk, "incidents", **{**body, "detected_at": "2001-01-01"})
    assert told(early)[2].keys() == {"detected_at"}


def test_a_note_is_written_answered_and_closed(case: UseCase) -> None:
    by, bank = officer(), editor(case.institution)
    made = post(by, "use-cases", case.pk, "notes", **NOTE, due_on="2099-12-31").json()
    assert Message.objects.filter(letter="noted", use_case=case).exists()
    answered = post(bank, "notes", made["id"], "answer", done="It is out.")
    assert (answered.status_code, answered.json()["done"]) == (200, "It is out.")
    closed = post(by, "notes", made["id"], "close", done="Checked.").json()
    assert (closed["done"], bool(closed["closed_at"])) == ("Checked.", True)
    wrong = post(by, "use-cases", case.pk, "notes", kind="internal", text="x", action_wanted="y")
    assert told(wrong)[2].keys() == {"kind"}
    assert post(by, "use-cases", case.pk, "notes", text="For us.").status_code == 201
    assert Note.objects.filter(kind="internal").count() == 1


def test_what_one_may_not_is_refused_and_what_one_may_not_see_is_not_there(case: UseCase) -> None:
    due, incident, note = due_deliverable(case), reported_incident(case), bank_note(case)
    acts: dict[tuple[Any, ...], dict[str, Any]] = {
        ("use-cases", case.pk, "deliverables"): DUE,
        ("deliverables", due.pk, "amend"): {"due_on": "2099-01-01", "reason": "x"},
        ("deliverables", due.pk, "hand-in"): {"text": "x"},
        ("deliverables", due.pk, "sign-off"): {},
        ("deliverables", due.pk, "send-back"): {"reason": "x"},
        ("deliverables", due.pk, "waive"): {"reason": "x"},
        ("use-cases", case.pk, "incidents"): {
            "severity": "low", "description": "x", "detected_at": "2026-01-01T00:00:00Z",
        },
        ("incidents", incident.pk, "action"): {"action": "x"},
        ("incidents", incident.pk, "resolve"): {"action": "x"},
        ("use-cases", case.pk, "notes"): NOTE,
        ("notes", note.pk, "answer"): {"done": "x"},
        ("notes", note.pk, "close"): {"done": "x"},
    }  # fmt: skip
    for where, body in acts.items():
        assert (where, post(viewer(case.institution), *where, **body).status_code) == (where, 403)
        stranger = same(post(editor(bank_b()), *where, **body))
        nothing = same(post(editor(bank_b()), where[0], NOBODY, where[2], **body))
        assert stranger == nothing
        assert stranger[0] == 404
        assert post(officer(), *where, **body, surplus=1).status_code == 400
        read_only = client(officer(), "read").post(address(*where), body, format="json")
        assert read_only.status_code == 403
