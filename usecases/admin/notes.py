"""Internal notes of a use case: added, never changed; nobody but staff reads them."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, ActForm
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.permissions import may, on_case
from usecases.vocabulary.actions import Action
from usecases.workflow.note import NOTE_CHARACTERS, write_note

TAB = "notes"


class NoteForm(ActForm):
    """Asks for the note."""

    text = forms.CharField(
        label=_("Note"),
        max_length=NOTE_CHARACTERS,
        widget=AdminTextareaWidget(attrs={"rows": 4}),
        help_text=_("For colleagues only, in plain text. It stays as it is written."),
    )


def note_acts(case: UseCase, person: Person) -> list[Act]:
    """Offer to write a note."""
    if not may(on_case(person, case), Action.NOTE):
        return []
    return [
        Act(
            name="note",
            label=_("Write a note"),
            lead=_(
                "Colleagues who see this use case read it with your name. The bank never sees it."
            ),
            perform=lambda values: write_note(case, by=person, **values),
            form=NoteForm,
            done=_("The note is written."),
            more=True,
            tab=TAB,
        )
    ]
