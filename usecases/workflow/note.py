"""Staff write down what the next colleague should know. Notes are added only."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.casefile import Note
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.actions import Action
from usecases.workflow.errors import invalid
from usecases.workflow.fetch import fetch_use_case, require
from usecases.workflow.validate import validate

NOTE_CHARACTERS = 10_000


def write_note(use_case: UseCase, *, text: str, by: Person) -> Note:
    """Add an internal note to a use case, at whatever stage it stands."""
    with writing(by=by) as opened:
        case = fetch_use_case(use_case, by)
        require(by, Action.NOTE, case)
        if not text.strip():
            raise invalid("text", "required", _("Write the note."))
        if len(text) > NOTE_CHARACTERS:
            told = format_lazy(_("At most {n} characters."), n=NOTE_CHARACTERS)
            raise invalid("text", "too-long", told)
        note = Note(use_case=case, text=text.strip(), written_by=opened.user)
        validate(note)
        return trail.add(note)
