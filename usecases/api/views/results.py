"""What trials measure: test cycles and their results."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from usecases.api.repeating import repeatable
from usecases.api.resources import CYCLES, RESULTS, USE_CASES
from usecases.api.serializers import trials_writing as bodies
from usecases.api.serializers.writing import ReasonBody
from usecases.api.views.records import DetailView
from usecases.api.views.trials import WhyView
from usecases.api.views.writing import WritingView, held
from usecases.workflow import measure


class BeginCycleView(WritingView):
    """Test cycles of a use case."""

    bodies_read = {"POST": bodies.CycleBody}
    answer = CYCLES.serializer
    makes = tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Begin a test cycle."""
        fields = self.body(bodies.CycleBody)
        reason = fields.pop("reason", "")
        with held(request, self.person, USE_CASES, id, reason) as case:
            cycle = measure.begin_cycle(case, fields=fields, by=self.person)
            return self.show(CYCLES, cycle.pk, new=True)


class CycleView(WritingView, DetailView):
    """One test cycle."""

    bodies_read = {"PATCH": bodies.CycleBody}
    tagged = ("GET", "PATCH")

    @repeatable
    def patch(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Change what is said of it; with a reason once something was measured in it."""
        fields = self.body(bodies.CycleBody, partial=True)
        reason = fields.pop("reason", "")
        with held(request, self.person, CYCLES, id, reason) as cycle:
            measure.change_cycle(cycle, fields=fields, by=self.person, reason=reason)
            return self.show(CYCLES, id)


class WriteResultView(WritingView):
    """Results of a cycle."""

    bodies_read = {"POST": bodies.ResultBody}
    answer = RESULTS.serializer
    makes = tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Write what was measured."""
        fields = self.body(bodies.ResultBody)
        reason = fields.pop("reason", "")
        with held(request, self.person, CYCLES, id, reason) as cycle:
            row = measure.write_result(cycle, fields=fields, by=self.person, reason=reason)
            return self.show(RESULTS, row.pk, new=True)


class FinalView(WritingView):
    """A result by which its target is judged."""

    bodies_read = {"POST": ReasonBody}
    answer = RESULTS.serializer
    tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Let the target be judged by this result; another one is final no longer."""
        reason = self.body(ReasonBody).get("reason", "")
        with held(request, self.person, RESULTS, id, reason) as result:
            measure.mark_final(result, by=self.person, reason=reason)
            return self.show(RESULTS, id)


class VoidResultView(WhyView):
    """A result that was entered in error."""

    answer = RESULTS.serializer
    tagged = ()

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Take it out; it stays in the history. The answer is what it was."""
        reason = self.why()
        with held(request, self.person, RESULTS, id, reason) as result:
            body = RESULTS.bodies(self.person, [result])[0]
            measure.void_result(result, reason=reason, by=self.person)
            return Response(body)
