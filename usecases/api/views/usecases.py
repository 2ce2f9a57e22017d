"""Use cases: begun, written, edited, moved; what is missing for the next move."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from usecases.api.repeating import repeatable
from usecases.api.resources import USE_CASES
from usecases.api.serializers.readiness import ReadinessShown
from usecases.api.serializers.writing import DraftBody, EditBody, MoveBody, NewDraftBody
from usecases.api.views.records import DetailView, ListView
from usecases.api.views.writing import WritingView, held_case
from usecases.models.usecases import UseCase
from usecases.rules import readiness
from usecases.vocabulary.stages import Stage
from usecases.workflow import draft, edit, moves


class UseCasesView(WritingView, ListView):
    """Use cases that the caller may see; a bank begins its drafts here."""

    bodies_read = {"POST": NewDraftBody}
    makes = tagged = ("POST",)

    @repeatable
    def post(self, request: Request) -> Response:
        """Begin a draft in an open phase, with whatever is known already."""
        fields = self.body(NewDraftBody)
        phase = fields.pop("phase")
        case = draft.begin(phase=phase.pk, by=self.person, fields=fields)
        return self.show(USE_CASES, case.pk, new=True)


class UseCaseView(WritingView, DetailView):
    """One use case."""

    bodies_read = {"PATCH": EditBody}
    tagged = ("GET", "PATCH")

    @repeatable
    def patch(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Write some of a draft's fields, or edit what is the regulator's, with a reason."""
        reason = str(request.data.get("reason", "")) if isinstance(request.data, dict) else ""
        with held_case(request, self.person, id, reason) as case:
            self._change(case)
            return self.show(USE_CASES, id)

    @repeatable
    def delete(self, request: Request, id: UUID) -> HttpResponse:  # noqa: A002 - the name in addresses
        """Discard a draft that was never submitted."""
        with held_case(request, self.person, id) as case:
            draft.discard(case, by=self.person)
        return HttpResponse(status=204)

    def _change(self, case: UseCase) -> None:
        if case.stage == Stage.DRAFT:
            draft.write(case, fields=self.body(DraftBody, partial=True), by=self.person)
            return
        fields = self.body(EditBody, partial=True)
        reason = fields.pop("reason", "")
        edit.change(case, fields, by=self.person, reason=reason)


class MovesView(WritingView):
    """Moves of a use case."""

    bodies_read = {"POST": MoveBody}
    answer = USE_CASES.serializer
    tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Move the use case by a verb; what is missing for it is listed in the refusal."""
        move = self.body(MoveBody)
        verb, reason = move["verb"], move.get("reason", "")
        with held_case(request, self.person, id, reason) as case:
            moves.move(case, verb, by=self.person, reason=reason)
            return self.show(USE_CASES, id)


class ReadinessView(WritingView):
    """What a use case still needs."""

    answer = ReadinessShown

    def get(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Return, for each next move, whose it is and what is still missing for it."""
        case = USE_CASES.find(self.person, id)
        steps = readiness.for_many([case], self.person, timezone.now())[case]
        shown: dict[str, Any] = {"stage": case.stage, "version": case.version, "steps": steps}
        return Response(ReadinessShown(shown).data)
