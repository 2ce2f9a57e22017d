"""What goes wrong in trials, and notes: written by staff and by banks.

Who may do what to which record the verbs say; here is nothing but addresses and bodies.
"""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from usecases.api.repeating import repeatable
from usecases.api.resources import INCIDENTS, NOTES
from usecases.api.serializers import monitoring_writing as bodies
from usecases.api.views.records import DetailView
from usecases.api.views.writing import NewView, StepView, WritingView, held
from usecases.models.casefile import Note
from usecases.models.monitoring import Incident
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.workflow import incidents, note

Fields = dict[str, Any]


class ReportIncidentView(NewView):
    """Incidents of a trial."""

    bodies_read = {"POST": bodies.IncidentBody}
    shown, reader, answer = INCIDENTS, bodies.IncidentBody, INCIDENTS.serializer

    @staticmethod
    def write(case: UseCase, fields: Fields, by: Person) -> Incident:
        """Write down what went wrong."""
        return incidents.report_incident(case, **fields, by=by)


class IncidentView(WritingView, DetailView):
    """One incident."""

    bodies_read = {"PATCH": bodies.IncidentChangeBody}
    tagged = ("GET", "PATCH")

    @repeatable
    def patch(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Put right what was reported, with a reason."""
        fields = self.body(bodies.IncidentChangeBody, partial=True)
        reason = fields.pop("reason", "")
        with held(request, self.person, INCIDENTS, id, reason) as row:
            incidents.change_incident(row, fields, by=self.person, reason=reason)
            return self.show(INCIDENTS, id)


class ActedView(StepView):
    """What the bank did about an incident; the officer resolves it."""

    bodies_read = {"POST": bodies.ActionBody}
    shown, reader, answer = INCIDENTS, bodies.ActionBody, INCIDENTS.serializer
    verb = staticmethod(incidents.say_done)


class ResolveView(StepView):
    """The end of an incident."""

    bodies_read = {"POST": bodies.ResolvedBody}
    shown, reader, answer = INCIDENTS, bodies.ResolvedBody, INCIDENTS.serializer
    verb = staticmethod(incidents.resolve)


class WriteNoteView(NewView):
    """Notes about a use case: internal, or to its bank."""

    bodies_read = {"POST": bodies.NoteBody}
    shown, reader, answer = NOTES, bodies.NoteBody, NOTES.serializer

    @staticmethod
    def write(case: UseCase, fields: Fields, by: Person) -> Note:
        """Write it; a bank is told of what is addressed to it."""
        return note.write_note(case, **fields, by=by)


class AnswerNoteView(StepView):
    """What the bank did about a note."""

    bodies_read = {"POST": bodies.DoneBody}
    shown, reader, answer = NOTES, bodies.DoneBody, NOTES.serializer
    verb = staticmethod(note.answer_note)


class CloseNoteView(StepView):
    """The end of a note to the bank."""

    bodies_read = {"POST": bodies.DoneBody}
    shown, reader, answer = NOTES, bodies.DoneBody, NOTES.serializer
    verb = staticmethod(note.close_note)
