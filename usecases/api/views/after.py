"""What banks and staff say after the decision.

Who may do what to which record the verbs say; here is nothing but addresses and bodies.
"""

from typing import Any

from usecases.api.resources import OUTCOMES
from usecases.api.serializers import after_writing as bodies
from usecases.api.views.writing import NewView
from usecases.models.outcomes import Outcome
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.workflow import conclude
from usecases.workflow.benefits import Claim


class TellView(NewView):
    """Outcomes of a use case: told by its bank or by staff, at the end and when asked again."""

    bodies_read = {"POST": bodies.ToldBody}
    shown, reader, answer = OUTCOMES, bodies.ToldBody, OUTCOMES.serializer

    @staticmethod
    def write(case: UseCase, fields: dict[str, Any], by: Person) -> Outcome:
        """Tell what became of it; the latest such row is its outcome."""
        claims = [Claim(**each) for each in fields.pop("claims", ())]
        return conclude.tell(case, **fields, claims=claims, by=by)
