"""The plan and the targets of a trial, proposed by banks and answered by officers.

Who may do what to which record the verbs say; here is nothing but addresses and bodies.
"""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from usecases.api.repeating import repeatable
from usecases.api.resources import PLAN_PROPOSALS
from usecases.api.serializers.after_writing import ProposalBody
from usecases.api.serializers.trials_writing import WhyBody
from usecases.api.serializers.writing import EmptyBody
from usecases.api.views.records import DetailView
from usecases.api.views.writing import NewView, StepView, WritingView, held
from usecases.models.person import Person
from usecases.models.proposals import PlanProposal
from usecases.models.usecases import UseCase
from usecases.rules.plans import state_of
from usecases.workflow import plans

_NOTHING: dict[str, Any] = {"plan": {}, "targets": [], "remark": ""}


class WriteView(NewView):
    """Proposed plans of a use case, one open at a time."""

    bodies_read = {"POST": ProposalBody}
    shown, reader, answer = PLAN_PROPOSALS, ProposalBody, PLAN_PROPOSALS.serializer

    @staticmethod
    def write(case: UseCase, fields: dict[str, Any], by: Person) -> PlanProposal:
        """Begin a draft, which is the bank's own; one that is open already is changed instead."""
        return plans.write_plan(case, **{**_NOTHING, **fields}, seen=state_of(None), by=by)


class ProposalView(WritingView, DetailView):
    """One proposed plan."""

    bodies_read = {"PATCH": ProposalBody}
    tagged = ("GET", "PATCH")

    @repeatable
    def patch(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Change the draft: plan, targets or remark, each as a whole."""
        fields = self.body(ProposalBody)
        with held(request, self.person, PLAN_PROPOSALS, id) as row:
            told = {**_NOTHING, **row.content, "remark": row.remark, **fields}
            plans.write_plan(row.use_case, **told, seen=state_of(row), by=self.person)
            return self.show(PLAN_PROPOSALS, id)


class ProposeView(StepView):
    """What is handed to the officer; refused with everything that is missing."""

    bodies_read = {"POST": EmptyBody}
    shown, reader, answer = PLAN_PROPOSALS, EmptyBody, PLAN_PROPOSALS.serializer
    verb = staticmethod(plans.propose_plan)


class TakeBackView(StepView):
    """What is the bank's draft again, as long as nobody has answered."""

    bodies_read = {"POST": EmptyBody}
    shown, reader, answer = PLAN_PROPOSALS, EmptyBody, PLAN_PROPOSALS.serializer
    verb = staticmethod(plans.take_back_plan)


class AgreeView(StepView):
    """What plan and targets become; the bank is told."""

    bodies_read = {"POST": EmptyBody}
    shown, reader, answer = PLAN_PROPOSALS, EmptyBody, PLAN_PROPOSALS.serializer
    verb = staticmethod(plans.agree_plan)


class SendBackView(StepView):
    """What is to be proposed anew; the bank is told what to change."""

    bodies_read = {"POST": WhyBody}
    shown, reader, answer = PLAN_PROPOSALS, WhyBody, PLAN_PROPOSALS.serializer
    verb = staticmethod(plans.send_back_plan)
