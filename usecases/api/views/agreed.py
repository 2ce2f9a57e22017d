"""Decisions accepted and queried by banks, and what they agree to have published.

Who may do what to which record the verbs say; here is nothing but addresses and bodies.
"""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from usecases.api.repeating import repeatable
from usecases.api.resources import CLEARANCES, DECISION_REPLIES, DECISIONS
from usecases.api.serializers.after_writing import ReadBody, TextBody
from usecases.api.serializers.writing import EmptyBody
from usecases.api.views.writing import NewView, StepView, WritingView, held
from usecases.models.person import Person
from usecases.models.proposals import Clearance
from usecases.models.usecases import UseCase
from usecases.workflow import clear, reply


class ReplyView(WritingView):
    """Replies to a decision."""

    reader: ClassVar[type[BaseSerializer[Any]]]
    verb: ClassVar[Callable[..., Any]]
    answer = DECISION_REPLIES.serializer
    makes = tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Reply for the bank."""
        fields = self.body(self.reader)
        with held(request, self.person, DECISIONS, id) as decision:
            row = type(self).verb(decision, **fields, by=self.person)
            return self.show(DECISION_REPLIES, row.pk, new=True)


class AcceptView(ReplyView):
    """The acceptance of a decision with its conditions, by the bank's signatory."""

    bodies_read = {"POST": EmptyBody}
    reader, verb = EmptyBody, staticmethod(reply.accept)


class QueryView(ReplyView):
    """Queries about a decision, one at a time."""

    bodies_read = {"POST": TextBody}
    reader, verb = TextBody, staticmethod(reply.query)


class AnswerView(StepView):
    """The answer to a query; the bank is told."""

    bodies_read = {"POST": TextBody}
    shown, reader, answer = DECISION_REPLIES, TextBody, DECISION_REPLIES.serializer
    verb = staticmethod(reply.answer)


class AskView(NewView):
    """What banks are asked to let be public."""

    bodies_read = {"POST": EmptyBody}
    shown, reader, answer = CLEARANCES, EmptyBody, CLEARANCES.serializer

    @staticmethod
    def write(case: UseCase, fields: dict[str, Any], by: Person) -> Clearance:
        """Ask about exactly what would be public now."""
        return clear.ask(case, by=by)


class ClearView(StepView):
    """The signatory's agreement to exactly what was read."""

    bodies_read = {"POST": ReadBody}
    shown, reader, answer = CLEARANCES, ReadBody, CLEARANCES.serializer
    verb = staticmethod(clear.agree)


class ObjectView(StepView):
    """What the signatory wants changed before anything is public."""

    bodies_read = {"POST": TextBody}
    shown, reader, answer = CLEARANCES, TextBody, CLEARANCES.serializer
    verb = staticmethod(clear.object_to)
