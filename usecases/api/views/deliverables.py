"""What falls due in trials: set, handed in and signed off, by staff and by banks.

Who may do what to which record the verbs say; here is nothing but addresses and bodies.
"""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from usecases.api.repeating import repeatable
from usecases.api.resources import DELIVERABLES
from usecases.api.serializers import monitoring_writing as bodies
from usecases.api.serializers.trials import AmendmentShown
from usecases.api.serializers.trials_writing import WhyBody
from usecases.api.serializers.writing import EmptyBody
from usecases.api.views.records import DetailView
from usecases.api.views.trials import AmendView
from usecases.api.views.writing import NewView, StepView, WritingView, held
from usecases.models.monitoring import Deliverable
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.workflow import deliverables, hand_in

Fields = dict[str, Any]


class SetDeliverableView(NewView):
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

    @repeatable
    def patch(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Say it otherwise, before the trial starts."""
        fields = self.body(bodies.DeliverableChangeBody, partial=True)
        with held(request, self.person, DELIVERABLES, id) as row:
            deliverables.change_deliverable(row, fields, by=self.person)
            return self.show(DELIVERABLES, id)


class AmendDueView(AmendView):
    """Amendments to the day of a deliverable."""

    resource, reader, answer = DELIVERABLES, bodies.DueBody, AmendmentShown
    bodies_read = {"POST": bodies.DueBody}


class HandInView(StepView):
    """What was handed in."""

    bodies_read = {"POST": bodies.HandInBody}
    shown, reader, answer = DELIVERABLES, bodies.HandInBody, DELIVERABLES.serializer
    verb = staticmethod(hand_in.hand_in)


class SignOffView(StepView):
    """What was found complete; the bank is told."""

    bodies_read = {"POST": EmptyBody}
    shown, reader, answer = DELIVERABLES, EmptyBody, DELIVERABLES.serializer
    verb = staticmethod(hand_in.sign_off)


class SendBackView(StepView):
    """What is to be handed in anew; the bank is told why."""

    bodies_read = {"POST": WhyBody}
    shown, reader, answer = DELIVERABLES, WhyBody, DELIVERABLES.serializer
    verb = staticmethod(hand_in.send_back)


class WaiveView(StepView):
    """What is asked for no longer; the bank is told why."""

    bodies_read = {"POST": WhyBody}
    shown, reader, answer = DELIVERABLES, WhyBody, DELIVERABLES.serializer
    verb = staticmethod(deliverables.waive)
