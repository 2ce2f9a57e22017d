"""Notes: a list of all that were written; those to the bank are closed here."""

from typing import Any

from django.contrib.admin import display
from django.db.models import Model, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.base import ConsoleAdmin
from usecases.admin.figures import FigureFilter
from usecases.admin.list_active import Active
from usecases.admin.lists import Alternatives, VisibleRelated
from usecases.admin.moments import known
from usecases.admin.monitor_forms import CloseNoteForm
from usecases.admin.person import person_of
from usecases.admin.plain import exported
from usecases.admin.zones import zone_of
from usecases.models.casefile import Note
from usecases.models.person import Person
from usecases.rules.permissions import may, on_case
from usecases.selection.monitored import note_is_late
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Precision
from usecases.vocabulary.trials import NoteKind
from usecases.workflow.note import close_note


class LateFilter(Alternatives):
    """Narrows to notes of which the day asked for has passed."""

    title = _("late")
    parameter = parameter_name = "late"

    def __init__(
        self,
        request: HttpRequest,
        params: dict[str, list[str]],
        model: type[Model],
        model_admin: Any,
    ) -> None:
        self.take(params)
        super().__init__(request, params, model, model_admin)
        self.hold([("yes", _("Late")), ("no", _("Not late"))])

    def condition(self) -> Q:
        """Return that it is late, or that it is not."""
        late = note_is_late(timezone.now())
        return Q() if len(self.chosen) > 1 else late if self.chosen == ["yes"] else ~late


class NoteAdmin(ConsoleAdmin[Note]):
    """Notes, the latest first."""

    list_display = ("said", "use_case", "kind", "written_by", "written", "due_on", "closed_at")
    list_filter = (FigureFilter, LateFilter, "kind", ("use_case__phase", VisibleRelated), "due_on")
    list_select_related = ("use_case__phase__programme", "written_by")
    ordering = ("-recorded_at",)
    active = Active(
        _("Open notes to banks"),
        _("Closed only"),
        lambda _now: ~Q(kind=NoteKind.INTERNAL) & Q(closed_at__isnull=True),
    )
    search_fields = ("text", "use_case__reference", "use_case__title")
    empty_text = _("Notes are written on the page of a use case and will appear here.")

    @exported(lambda note: note.written)
    @display(description=_("written"), ordering="written_at")
    def written(self, note: Note) -> str | None:
        """When it was written."""
        return known(note.written, Precision.MOMENT, zone_of(note))

    @display(description=_("note"))
    def said(self, note: Note) -> str:
        """Its first words."""
        return Truncator(note.text).words(18)

    def sections(self, request: HttpRequest, obj: Note | None) -> list[Any]:
        """Show the note, what it asks, and what was done."""
        what = ("use_case", "kind", "text", "written_by", "written", "action_wanted", "due_on")
        return [(None, what), (_("What was done"), ("done", "closed_at", "closed_by"))]

    def acts(self, request: HttpRequest, obj: Note) -> list[Act]:
        """Offer to close a note to the bank."""
        return close_acts(obj, person_of(request))


def close_acts(note: Note, person: Person) -> list[Act]:
    """Return the act that closes a note, where it is open and the person's to close."""
    if note.kind == NoteKind.INTERNAL or note.closed_at:
        return []
    if not may(on_case(person, note.use_case), Action.NOTE):
        return []
    return [
        Act(
            name="close",
            label=_("Close"),
            lead=_("The bank reads what was done. A closed note is not opened again."),
            perform=lambda values: close_note(note, by=person, **values),
            form=CloseNoteForm,
            initial={"done": note.done},
            done=_("The note is closed."),
            main=True,
        )
    ]
