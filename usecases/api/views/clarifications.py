"""Questions: asked about a use case, answered by its bank, closed by an officer."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from usecases.api.repeating import repeatable
from usecases.api.resources import CLARIFICATIONS
from usecases.api.serializers.clarifications import AskBody, AskedShown, ReplyBody
from usecases.api.serializers.writing import ReasonBody
from usecases.api.views.records import DetailView
from usecases.api.views.writing import WritingView, held, held_case
from usecases.workflow import clarify, revise


class AskView(WritingView):
    """Questions about a use case."""

    bodies_read = {"POST": AskBody}
    answer = AskedShown
    makes = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Ask the bank; it is told by letter, and the clock stands until it has answered."""
        told = self.body(AskBody)
        questions = [(each["question"], each["due_at"]) for each in told["questions"]]
        reason = told.get("reason", "")
        with held_case(request, self.person, id, reason) as case:
            rows = clarify.ask(case, questions=questions, by=self.person, reason=reason)
            found = [CLARIFICATIONS.find(self.person, row.pk) for row in rows]
        return Response({"clarifications": CLARIFICATIONS.bodies(self.person, found)}, status=201)


class ClarificationView(WritingView, DetailView):
    """One question."""

    bodies_read = {"PATCH": ReplyBody}
    tagged = ("GET", "PATCH")

    @repeatable
    def patch(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Write the bank's reply; nobody else reads it before the answer is signed."""
        text = self.body(ReplyBody)["reply"]
        with held(request, self.person, CLARIFICATIONS, id) as question:
            revise.reply(question, text=text, by=self.person)
            return self.show(CLARIFICATIONS, id)


class CloseView(WritingView):
    """The end of a question without an answer."""

    bodies_read = {"POST": ReasonBody}
    answer = CLARIFICATIONS.serializer
    tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Close an open question; with the last one the review goes on."""
        reason = self.body(ReasonBody).get("reason", "")
        with held(request, self.person, CLARIFICATIONS, id, reason) as question:
            clarify.close(question, by=self.person, reason=reason)
            return self.show(CLARIFICATIONS, id)
