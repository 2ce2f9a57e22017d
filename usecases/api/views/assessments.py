"""Assessments: begun about a use case, written on, handed in; who is asked; who declares what."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from usecases.api.repeating import repeatable
from usecases.api.resources import ASSESSMENTS, ASSIGNMENTS, INTERESTS
from usecases.api.serializers.assessments import AssessmentBody, AssignBody, InterestBody
from usecases.api.serializers.writing import ReasonBody
from usecases.api.views.records import DetailView, ListView
from usecases.api.views.writing import WritingView, held, held_case
from usecases.workflow.assign import assign, unassign
from usecases.workflow.declare import declare_one, lift
from usecases.workflow.judge import rewrite, write


def _words(read: dict[str, Any]) -> dict[str, Any]:
    """Return what was read as the verb takes it."""
    if "scores" not in read:
        return read
    scores = {each["criterion"]: (each["score"], each["remark"]) for each in read["scores"]}
    return {**read, "scores": scores}


class AssessView(WritingView):
    """Assessments of a use case."""

    bodies_read = {"POST": AssessmentBody}
    answer = ASSESSMENTS.serializer
    makes = tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Begin one's assessment of the submission in force, or write on."""
        words = _words(self.body(AssessmentBody))
        with held_case(request, self.person, id) as case:
            row = write(case, by=self.person, **words)
            return self.show(ASSESSMENTS, row.pk, new=True)


class AssessmentView(WritingView, DetailView):
    """One assessment."""

    bodies_read = {"PATCH": AssessmentBody}
    tagged = ("GET", "PATCH")

    @repeatable
    def patch(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Write on one's own draft; what is not given stays as it was."""
        words = _words(self.body(AssessmentBody))
        with held(request, self.person, ASSESSMENTS, id) as row:
            rewrite(row, by=self.person, **words)
            return self.show(ASSESSMENTS, id)


class HandInView(WritingView):
    """The end of a draft."""

    bodies_read = {"POST": AssessmentBody}
    answer = ASSESSMENTS.serializer
    tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Hand one's own draft in, with these last words if there are any."""
        words = _words(self.body(AssessmentBody))
        with held(request, self.person, ASSESSMENTS, id) as row:
            rewrite(row, by=self.person, last=True, **words)
            return self.show(ASSESSMENTS, id)


class AssignView(WritingView):
    """Assignments of a use case."""

    bodies_read = {"POST": AssignBody}
    answer = ASSIGNMENTS.serializer
    makes = tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Ask somebody to assess the use case."""
        words = self.body(AssignBody)
        person = words.pop("assessor")
        with held_case(request, self.person, id, words.get("reason", "")) as case:
            row = assign(case, person, by=self.person, **words)
            return self.show(ASSIGNMENTS, row.pk, new=True)


class EndView(WritingView):
    """The end of an assignment."""

    bodies_read = {"POST": ReasonBody}
    answer = ASSIGNMENTS.serializer
    tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Take an assignment back, with a reason."""
        reason = self.body(ReasonBody).get("reason", "")
        with held(request, self.person, ASSIGNMENTS, id, reason) as row:
            unassign(row, by=self.person, reason=reason)
            return self.show(ASSIGNMENTS, id)


class InterestsView(WritingView, ListView):
    """Interests; one's own are declared here."""

    bodies_read = {"POST": InterestBody}
    makes = ("POST",)

    @repeatable
    def post(self, request: Request) -> Response:
        """Declare an interest of one's own; a conflict in a use case closes it, this one too."""
        words = self.body(InterestBody)
        row = declare_one(by=self.person, **words)
        return Response(INTERESTS.bodies(self.person, [row])[0], status=201)


class LiftView(WritingView):
    """The end of a conflict."""

    bodies_read = {"POST": ReasonBody}
    answer = INTERESTS.serializer
    tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Lift somebody else's conflict, with a reason."""
        reason = self.body(ReasonBody).get("reason", "")
        with held(request, self.person, INTERESTS, id, reason) as row:
            lift(row, by=self.person, reason=reason)
            return self.show(INTERESTS, id)
