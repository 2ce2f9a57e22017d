"""Trials: planned and aimed; what is amended after the start."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from usecases.api.repeating import repeatable
from usecases.api.resources import AMENDMENTS, TARGETS, TRIALS, USE_CASES
from usecases.api.serializers import trials_writing as bodies
from usecases.api.serializers.trials import AmendmentShown
from usecases.api.views.records import DetailView
from usecases.api.views.writing import WritingView, held
from usecases.workflow import amend, targets, trial


class PlanView(WritingView):
    """The plan of a use case's trial."""

    bodies_read = {"POST": bodies.PlanBody}
    answer = TRIALS.serializer
    makes = tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Write or change the plan, before the trial starts."""
        fields = self.body(bodies.PlanBody, partial=True)
        reason = fields.pop("reason", "")
        with held(request, self.person, USE_CASES, id, reason) as case:
            planned = trial.plan(case, fields=fields, by=self.person, reason=reason)
            return self.show(TRIALS, planned.pk, new=True)


class SetTargetView(WritingView):
    """Targets of a use case."""

    bodies_read = {"POST": bodies.TargetBody}
    answer = TARGETS.serializer
    makes = tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Say what the trial is to reach, before it starts."""
        fields = self.body(bodies.TargetBody)
        reason = fields.pop("reason", "")
        with held(request, self.person, USE_CASES, id, reason) as case:
            target = targets.set_target(case, **fields, by=self.person, reason=reason)
            return self.show(TARGETS, target.pk, new=True)


class AmendInView(WritingView):
    """Targets that come after the start."""

    bodies_read = {"POST": bodies.TargetBody}
    answer = TARGETS.serializer
    makes = tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Add a target to a trial that runs, with the reason."""
        fields = self.body(bodies.TargetBody)
        reason = fields.pop("reason", "")
        with held(request, self.person, USE_CASES, id, reason) as case:
            target = amend.amend_in_target(case, **fields, by=self.person, reason=reason)
            return self.show(TARGETS, target.pk, new=True)


class TargetView(WritingView, DetailView):
    """One target."""

    bodies_read = {"PATCH": bodies.TargetChangeBody}
    tagged = ("GET", "PATCH")

    @repeatable
    def patch(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Say it otherwise, before the trial starts."""
        fields = self.body(bodies.TargetChangeBody, partial=True)
        reason = fields.pop("reason", "")
        with held(request, self.person, TARGETS, id, reason) as target:
            targets.change_target(target, fields=fields, by=self.person, reason=reason)
            return self.show(TARGETS, id)

    @repeatable
    def delete(self, request: Request, id: UUID) -> HttpResponse:  # noqa: A002 - the name in addresses
        """Take it back, before the trial starts."""
        with held(request, self.person, TARGETS, id) as target:
            targets.drop_target(target, by=self.person)
        return HttpResponse(status=204)


class AmendView(WritingView):
    """Amendments to one record."""

    resource: ClassVar[Any]
    reader: ClassVar[type[BaseSerializer[Any]]]
    answer = AmendmentShown
    many = True

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Amend what was agreed: one amendment for each field that differs."""
        fields = self.body(self.reader, partial=True)
        reason = fields.pop("reason", "")
        with held(request, self.person, self.resource, id, reason) as record:
            rows = amend.amend(record, fields=fields, reason=reason, by=self.person)
            found = [AMENDMENTS.find(self.person, row.pk) for row in rows]
            return Response(AMENDMENTS.bodies(self.person, found), status=201)

    def answered(self) -> Any:
        """Describe a list of amendments."""
        return AmendmentShown(many=True)


class AmendPlanView(AmendView):
    """Amendments to a plan."""

    resource, reader = TRIALS, bodies.PlanAmendBody
    bodies_read = {"POST": bodies.PlanAmendBody}


class AmendTargetView(AmendView):
    """Amendments to a target."""

    resource, reader = TARGETS, bodies.TargetAmendBody
    bodies_read = {"POST": bodies.TargetAmendBody}


class WhyView(WritingView):
    """An act on one record that needs its reason."""

    bodies_read = {"POST": bodies.WhyBody}
    tagged: ClassVar[tuple[str, ...]] = ("POST",)

    def why(self) -> str:
        """Return the reason."""
        return str(self.body(bodies.WhyBody)["reason"])


class ExplainView(WhyView):
    """Why a target has no result."""

    answer = TARGETS.serializer

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Say why it has no result: the trial can complete without one."""
        reason = self.why()
        with held(request, self.person, TARGETS, id, reason) as target:
            targets.explain(target, reason=reason, by=self.person)
            return self.show(TARGETS, id)


class AmendOutView(WhyView):
    """A target that is given up."""

    answer = TARGETS.serializer
    tagged = ()

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Give a target up after the start, with the reason."""
        reason = self.why()
        with held(request, self.person, TARGETS, id, reason) as target:
            body = TARGETS.bodies(self.person, [target])[0]
            amend.amend_out_target(target, reason=reason, by=self.person)
            return Response(body)
