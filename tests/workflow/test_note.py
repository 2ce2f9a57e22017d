"""Internal notes: who writes them, who never reads them."""

import pytest

from tests.factories.institutions import bank_b
from tests.factories.phases import make_authority
from tests.factories.usecases import empty_draft, use_case_at
from tests.people import approver, auditor, officer, signatory
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, refused
from usecases.models.casefile import Note
from usecases.models.trail import Change
from usecases.rules.visibility_casefile import notes_for
from usecases.vocabulary.stages import Stage
from usecases.workflow.note import NOTE_CHARACTERS, write_note

pytestmark = pytest.mark.django_db


def test_a_note_is_written_by_its_author() -> None:
    case = use_case_at(Stage.COMPLETED)
    note = write_note(case, text="  Ask again in May.\nThey know.  ", by=officer())
    stored = Note.objects.get()
    assert (stored, stored.written_by) == (note, officer().user)
    assert stored.text == "Ask again in May.\nThey know."
    assert Change.objects.get(kind="note").use_case == case


def test_approvers_write_too_others_do_not() -> None:
    case = use_case_at(Stage.SUBMITTED)
    write_note(case, text="Seen.", by=approver())
    assert refused(write_note, case, text="x", by=auditor()) == NOT_ALLOWED
    assert refused(write_note, case, text="x", by=signatory()) == NOT_ALLOWED
    for stranger in (officer(authority=make_authority("SFC")), signatory(bank_b())):
        assert refused(write_note, case, text="x", by=stranger) == NOT_FOUND
    assert refused(write_note, empty_draft(), text="x", by=officer()) == NOT_FOUND


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "required"), (" \n ", "required"), ("x" * (NOTE_CHARACTERS + 1), "too-long")],
)
def test_a_note_says_something(text: str, code: str) -> None:
    case = use_case_at(Stage.SUBMITTED)
    assert refused(write_note, case, text=text, by=officer()) == [("text", code)]


def test_a_note_is_seen_by_staff_of_the_case_alone() -> None:
    note = write_note(use_case_at(Stage.SUBMITTED), text="Ours.", by=officer())
    for person in (officer(), approver(), auditor()):
        assert list(notes_for(person)) == [note]
    for stranger in (signatory(), signatory(bank_b()), officer(authority=make_authority("SFC"))):
        assert list(notes_for(stranger)) == []
