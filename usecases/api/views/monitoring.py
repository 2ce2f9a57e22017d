"""What falls due in trials, what goes wrong in them, and notes: written by staff and by banks.

Who may do what to which record the verbs say; here is nothing but addresses and bodies.
"""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from usecases.api import conditional
from usecases.api.repeating import repeatable
from usecases.api.resources import DELIVERABLES, INCIDENTS, NOTES, USE_CASES, Resource
from usecases.api.serializers import monitoring_writing as bodies
from usecases.api.serializers.trials import AmendmentShown
from usecases.api.serializers.trials_writing import WhyBody
from usecases.api.serializers.writing import EmptyBody
from usecases.api.views.records import DetailView
from usecases.api.views.trials import AmendView
from usecases.api.views.writing import WritingView, held
from usecases.models.casefile import Note
from usecases.models.monitoring import Deliverable, Incident
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.workflow import deliverables, hand_in, incidents, note

Fields = dict[str, Any]


class _NewView(WritingView):
    """New parts of a use case."""

    shown: ClassVar[Resource]
    reader: ClassVar[type[BaseSerializer[Any]]]
    makes = tagged = ("POST",)

    @staticmethod
    def write(case: UseCase, fields: Fields, by: Person) -> Any:
        """Write it, by its verb."""
        raise NotImplementedError

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Write a new one."""
        fields = self.body(self.reader)
        with held(request, self.person, USE_CASES, id, fields.get("reason", "")) as case:
            row = self.write(case, fields, self.person)
            return self.show(self.shown, row.pk, new=True)


class _StepView(WritingView):
    """A step of one record."""

    shown: ClassVar[Resource]
    reader: ClassVar[type[BaseSerializer[Any]]]
    verb: ClassVar[Callable[..., Any]]
    tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Take it."""
        fields = self.body(self.reader)
        with held(request, self.person, self.shown, id, fields.get("reason", "")) as record:
            type(self).verb(record, **fields, by=self.person)
            return self.show(self.shown, id)


class SetDeliverableView(_NewView):
    """Deliverables of a use case: said before the trial starts, added with a reason after."""

    bodies_read = {"POST": bodies.DeliverableBody}
    shown, reader, answer = DELIVERABLES, bodies.DeliverableBody, DELIVERABLES.serializer

    @staticmethod
    def write(case: UseCase, fields: Fields, by: Person) -> Deliverable:
        """Say what falls due."""
        return deliverables.set_deliverable(case, **fields, by=by)


class DeliverableView(WritingView, DetailView):
    """One deliverable."""

    bodies_read = {"PATCH": bodies.DeliverableChangeBody}
    tagged = ("GET", "PATCH")
    conditional = ("PATCH",)

    def patch(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Say it otherwise, before the trial starts."""
        conditional.require_condition(request)
        fields = self.body(bodies.DeliverableChangeBody, partial=True)
        with held(request, self.person, DELIVERABLES, id) as row:
            deliverables.change_deliverable(row, fields, by=self.person)
            return self.show(DELIVERABLES, id)


class AmendDueView(AmendView):
    """Amendments to the day of a deliverable."""

    resource, reader, answer = DELIVERABLES, bodies.DueBody, AmendmentShown
    bodies_read = {"POST": bodies.DueBody}


class HandInView(_StepView):
    """What was handed in."""

    bodies_read = {"POST": bodies.HandInBody}
    shown, reader, answer = DELIVERABLES, bodies.HandInBody, DELIVERABLES.serializer
    verb = staticmethod(hand_in.hand_in)


class SignOffView(_StepView):
    """What was found complete; the bank is told."""

    bodies_read = {"POST": EmptyBody}
    shown, reader, answer = DELIVERABLES, EmptyBody, DELIVERABLES.serializer
    verb = staticmethod(hand_in.sign_off)


class SendBackView(_StepView):
    """What is to be handed in anew; the bank is told why."""

    bodies_read = {"POST": WhyBody}
    shown, reader, answer = DELIVERABLES, WhyBody, DELIVERABLES.serializer
    verb = staticmethod(hand_in.send_back)


class WaiveView(_StepView):
    """What is asked for no longer; the bank is told why."""

    bodies_read = {"POST": WhyBody}
    shown, reader, answer = DELIVERABLES, WhyBody, DELIVERABLES.serializer
    verb = staticmethod(deliverables.waive)


class ReportIncidentView(_NewView):
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
    conditional = ("PATCH",)

    def patch(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Put right what was reported, with a reason."""
        conditional.require_condition(request)
        fields = self.body(bodies.IncidentChangeBody, partial=True)
        reason = fields.pop("reason", "")
        with held(request, self.person, INCIDENTS, id, reason) as row:
            incidents.change_incident(row, fields, by=self.person, reason=reason)
            return self.show(INCIDENTS, id)


class ActedView(_StepView):
    """What the bank did about an incident; the officer resolves it."""

    bodies_read = {"POST": bodies.ActionBody}
    shown, reader, answer = INCIDENTS, bodies.ActionBody, INCIDENTS.serializer
    verb = staticmethod(incidents.say_done)


class ResolveView(_StepView):
    """The end of an incident."""

    bodies_read = {"POST": bodies.ResolvedBody}
    shown, reader, answer = INCIDENTS, bodies.ResolvedBody, INCIDENTS.serializer
    verb = staticmethod(incidents.resolve)


class WriteNoteView(_NewView):
    """Notes about a use case: internal, or to its bank."""

    bodies_read = {"POST": bodies.NoteBody}
    shown, reader, answer = NOTES, bodies.NoteBody, NOTES.serializer

    @staticmethod
    def write(case: UseCase, fields: Fields, by: Person) -> Note:
        """Write it; a bank is told of what is addressed to it."""
        return note.write_note(case, **fields, by=by)


class AnswerNoteView(_StepView):
    """What the bank did about a note."""

    bodies_read = {"POST": bodies.DoneBody}
    shown, reader, answer = NOTES, bodies.DoneBody, NOTES.serializer
    verb = staticmethod(note.answer_note)


class CloseNoteView(_StepView):
    """The end of a note to the bank."""

    bodies_read = {"POST": bodies.DoneBody}
    shown, reader, answer = NOTES, bodies.DoneBody, NOTES.serializer
    verb = staticmethod(note.close_note)
