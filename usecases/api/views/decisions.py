"""Decisions: proposed about a use case; confirmed, refused and released by their own address."""

from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from usecases.api import conditional
from usecases.api.base import ApiView
from usecases.api.repeating import repeatable
from usecases.api.resources import DECISIONS
from usecases.api.serializers.reviews import LetterShown
from usecases.api.serializers.writing import DecisionBody, EmptyBody, ReasonBody
from usecases.api.views.writing import WritingView, held, held_case
from usecases.rules.visibility_reviews import letters_for
from usecases.workflow import decide, viewings
from usecases.workflow.errors import NotFound


class ProposeView(WritingView):
    """Decisions about a use case."""

    bodies_read = {"POST": DecisionBody}
    answer = DECISIONS.serializer
    makes = tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Propose a decision about the submission in force."""
        fields = self.body(DecisionBody)
        with held_case(request, self.person, id, fields.get("text", "")) as case:
            decision = decide.propose(case, by=self.person, **fields)
            return self.show(DECISIONS, decision.pk, new=True)


class ConfirmView(WritingView):
    """A confirmation."""

    bodies_read = {"POST": EmptyBody}
    answer = DECISIONS.serializer
    tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Confirm a decision that somebody else proposed."""
        self.body(EmptyBody)
        with held(request, self.person, DECISIONS, id) as decision:
            decide.confirm(decision, by=self.person)
            return self.show(DECISIONS, id)


class RefuseView(WritingView):
    """A refusal."""

    bodies_read = {"POST": ReasonBody}
    answer = DECISIONS.serializer
    tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Refuse a proposal, or take one's own back, with a reason."""
        reason = self.body(ReasonBody).get("reason", "")
        with held(request, self.person, DECISIONS, id, reason) as decision:
            decide.refuse(decision, by=self.person, reason=reason)
            return self.show(DECISIONS, id)


class ReleaseView(WritingView):
    """A release."""

    bodies_read = {"POST": EmptyBody}
    answer = DECISIONS.serializer
    tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Release a confirmed decision: the stage moves and the bank is told."""
        self.body(EmptyBody)
        with held(request, self.person, DECISIONS, id) as decision:
            decide.release([decision], by=self.person)
            return self.show(DECISIONS, id)


class LetterView(ApiView):
    """The letter of a decision."""

    answer = LetterShown
    tagged = ("GET",)

    def get(self, request: Request, id: UUID) -> HttpResponse:  # noqa: A002 - the name in addresses
        """Return the letter as it is held or was sent; to a bank from the release on."""
        letter = letters_for(self.person).select_related("use_case").filter(decision=id).first()
        if letter is None:
            raise NotFound
        viewings.opened(letter, by=self.person)
        body = LetterShown(letter, context={"person": self.person}).data
        tag = conditional.tag_of(body)
        if conditional.is_known(request, tag):
            return HttpResponse(status=304, headers={"ETag": tag})
        return Response(body, headers={"ETag": tag})
