"""Notes to the bank: what they ask, by when, how they are closed, and that no other is read."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.conftest import Freeze
from tests.factories.institutions import bank_b
from tests.factories.monitoring import bank_note
from tests.factories.usecases import use_case_at
from tests.people import approver, assessor, auditor, officer, signatory, viewer
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, WRONG_STAGE, letters, refused
from usecases.models.casefile import Note
from usecases.models.messages import Message
from usecases.rules.visibility_casefile import notes_for
from usecases.vocabulary.stages import Stage
from usecases.workflow.note import close_note, write_note

pytestmark = pytest.mark.django_db

CANARY = "canary 7f3a"
TODAY = datetime(2026, 3, 1, 17, tzinfo=UTC)  # the second of March in Hong Kong


@pytest.mark.parametrize("kind", ["supervisory", "technical"])
def test_the_bank_is_told_what_is_wanted_and_by_when(kind: str, freeze: Freeze) -> None:
    freeze(TODAY)
    case = use_case_at(Stage.TRIALLING)
    row = write_note(
        case,
        text="Mind the tariffs.",
        kind=kind,
        action_wanted=" Take them out. ",
        due_on=date(2026, 3, 2),
        by=officer(),
    )
    assert (row.kind, row.action_wanted, row.due_on) == (kind, "Take them out.", date(2026, 3, 2))
    assert [each for each in letters(case) if each[0] == "noted"] == [
        ("noted", "mail", "signatory@alpha-bank.example"),
        ("noted", "notice", "signatory@alpha-bank.example"),
    ]
    body = Message.objects.filter(letter="noted").values_list("body", flat=True)[0]
    assert "Mind the tariffs.\n\nWhat is asked of you: Take them out.\nBy: 2 March 2026" in body


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"kind": "gossip"}, ("kind", "invalid_choice")),
        ({"due_on": date(2026, 3, 9)}, ("action_wanted", "required")),
        ({"due_on": date(2026, 3, 1), "action_wanted": "Stop."}, ("due_on", "past")),
        ({"action_wanted": "x" * 10_001}, ("action_wanted", "too-long")),
        ({"kind": "internal", "action_wanted": "Stop."}, ("kind", "internal")),
        ({"text": ""}, ("text", "required")),
    ],
)
def test_what_cannot_be_asked(
    fields: dict[str, Any], fault: tuple[str, str], freeze: Freeze
) -> None:
    freeze(TODAY)
    case = use_case_at(Stage.TRIALLING)
    told = {"kind": "supervisory", "text": "Mind.", "by": officer(), **fields}
    assert refused(write_note, case, **told) == [fault]


@pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.ASSESSING, Stage.DECLINED])
def test_a_bank_without_a_place_is_not_written_to(stage: str) -> None:
    case, writer = use_case_at(stage), officer()
    assert refused(bank_note, case, by=writer) == WRONG_STAGE
    assert write_note(case, text="Ours.", by=officer()).kind == "internal"


def test_an_internal_note_is_read_by_no_bank() -> None:
    case = use_case_at(Stage.TRIALLING)
    internal = write_note(case, text=CANARY, by=officer())
    ours = bank_note(case)
    theirs = bank_note(use_case_at(Stage.TRIALLING, institution=bank_b()), text=CANARY)
    for person in (officer(), approver(), auditor()):
        assert {*notes_for(person)} == {internal, ours, theirs}
    for person in (signatory(), viewer()):
        assert list(notes_for(person)) == [ours]
    assert list(notes_for(signatory(bank_b()))) == [theirs]
    assert list(notes_for(assessor())) == []
    mine = Message.objects.filter(institution=case.institution)
    assert [each for each in mine if CANARY in f"{each.subject}{each.body}"] == []


def test_a_note_is_closed_once_with_what_was_done() -> None:
    row = bank_note(use_case_at(Stage.TRIALLING), action_wanted="Stop.")
    assert refused(close_note, row, done=" ", by=officer()) == [("done", "required")]
    for person, answer in (
        (auditor(), NOT_ALLOWED),
        (signatory(), NOT_ALLOWED),
        (signatory(bank_b()), NOT_FOUND),
    ):
        assert refused(close_note, row, done="x", by=person) == answer
    closed = close_note(row, done=" They stopped. ", by=approver())
    assert (closed.done, closed.closed_by) == ("They stopped.", approver().user)
    assert refused(close_note, row, done="x", by=officer()) == [("", "closed")]
    assert Note.objects.get().text == row.text


def test_an_internal_note_is_not_closed() -> None:
    row = write_note(use_case_at(Stage.TRIALLING), text="Ours.", by=officer())
    assert refused(close_note, row, done="x", by=officer()) == [("", "internal")]
    assert refused(close_note, row, done="x", by=signatory()) == NOT_FOUND
