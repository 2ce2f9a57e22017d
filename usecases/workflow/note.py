"""Staff write down what a colleague should know, or what the bank is to do.

A note is never rewritten; one to the bank is answered by it with what it did, and closed.
"""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.casefile import Note
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.notices.outbox import tell
from usecases.notices.staff import tell_officers
from usecases.rules.due import today_of
from usecases.rules.visibility_casefile import notes_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import PLAIN_CHARACTERS
from usecases.vocabulary.messages import Letter
from usecases.vocabulary.monitoring import EXPECTED, STARTED
from usecases.vocabulary.trials import NoteKind
from usecases.workflow.errors import WrongStage, invalid
from usecases.workflow.fetch import fetch, fetch_use_case, require
from usecases.workflow.texts import required, within
from usecases.workflow.validate import validate

NOTE_CHARACTERS = PLAIN_CHARACTERS


def write_note(
    use_case: UseCase,
    *,
    text: str,
    by: Person,
    kind: str = NoteKind.INTERNAL,
    action_wanted: str = "",
    due_on: date | None = None,
) -> Note:
    """Add a note: an internal one at whatever stage, one to the bank once it has its place."""
    with writing(by=by) as opened:
        case = fetch_use_case(use_case, by)
        require(by, Action.NOTE, case)
        said = required("text", text, NOTE_CHARACTERS, _("Write the note."))
        within("action_wanted", action_wanted, NOTE_CHARACTERS)
        note = Note(
            use_case=case,
            text=said,
            written_by=opened.user,
            written_at=opened.moment,
            kind=kind,
            action_wanted=action_wanted.strip(),
            due_on=due_on,
        )
        validate(note)
        _addressed(note, case, today_of(case.phase.programme, opened.moment))
        note = trail.add(note)
        if note.kind != NoteKind.INTERNAL:
            tell(Letter.NOTED, case, note=note)
        return note


def answer_note(note: Note, *, done: str, by: Person) -> Note:
    """The bank says what it did; until it is closed it may say more."""
    with writing(by=by):
        row = fetch(notes_for(by), note.pk)
        case = fetch_use_case(row.use_case, by)
        require(by, Action.WRITE_TRIAL, case)
        if row.closed_at:
            raise invalid("", "closed", _("It is closed already."))
        said = required("done", done, NOTE_CHARACTERS, _("Say what was done."))
        if trail.amend(row, {"done": said}):
            address = reverse("admin:usecases_note_change", args=[row.pk])
            tell_officers(Letter.NOTE_ANSWERED, case, address)
        return row


def close_note(note: Note, *, done: str, by: Person) -> Note:
    """Write down what was done about a note to the bank."""
    with writing(by=by) as opened:
        row = fetch(notes_for(by), note.pk)
        case = fetch_use_case(row.use_case, by)
        require(by, Action.NOTE, case)
        if row.kind == NoteKind.INTERNAL:
            raise invalid("", "internal", _("An internal note stays as it is written."))
        if row.closed_at:
            raise invalid("", "closed", _("It is closed already."))
        said = required("done", done, NOTE_CHARACTERS, _("Say what was done."))
        fields = {"done": said, "closed_at": opened.moment, "closed_by": opened.user}
        trail.amend(row, fields)
        return row


def _addressed(note: Note, case: UseCase, today: date) -> None:
    """Refuse what asks nobody, what asks of the past, and a note to a bank without a place."""
    if note.kind == NoteKind.INTERNAL:
        if note.action_wanted or note.due_on:
            text = _("An internal note asks nothing of the bank.")
            raise invalid("kind", "internal", text)
        return
    if case.stage not in {*EXPECTED, *STARTED}:
        raise WrongStage
    if note.due_on and not note.action_wanted:
        raise invalid("action_wanted", "required", _("Say what is to be done by then."))
    if note.due_on and note.due_on < today:
        raise invalid("due_on", "past", _("This day has passed."))
