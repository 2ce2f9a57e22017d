"""What bank and regulator agree on: the plan of a trial, a decision, what becomes public."""

from rest_framework import serializers

from usecases.api.serializers.base import Shown, key, text
from usecases.models.proposals import Clearance, DecisionReply, PlanProposal
from usecases.workflow.clear import stamp

_CASE = ("id", "use_case", "reference")
_STAMPS = ("recorded_at", "updated_at")
_ANSWER = ("answer", "answered_by", "answered_at")


def _name(source: str) -> serializers.CharField:
    return text(f"{source}.name", allow_null=True, default=None)


class PlanProposalShown(Shown[PlanProposal]):
    """A plan with its targets as the bank proposes them; a draft is the bank's own."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    proposed_by = _name("proposed_by")
    answered_by = _name("answered_by")
    related = ("proposed_by", "answered_by")
    staff_only = ("answered_by", *_STAMPS)

    class Meta:
        model = PlanProposal
        fields = (
            *(*_CASE, "content", "remark", "proposed_by", "proposed_at", "agreed"),
            *(*_ANSWER, *_STAMPS),
        )


class DecisionReplyShown(Shown[DecisionReply]):
    """The bank's acceptance of a decision, or its query with the answer."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    decision = key("decision_id")
    replied_by = text("replied_by.name")
    answered_by = _name("answered_by")
    related = ("replied_by", "answered_by")
    staff_only = ("answered_by", *_STAMPS)

    class Meta:
        model = DecisionReply
        fields = (
            *(*_CASE, "decision", "accepts", "text", "replied_by", "replied_at"),
            *(*_ANSWER, *_STAMPS),
        )


class ClearanceShown(Shown[Clearance]):
    """Exactly what is to be public of a use case, and what its bank said to it."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    stamp = serializers.SerializerMethodField()
    asked_by = text("asked_by.name")
    answered_by = _name("answered_by")
    related = ("asked_by", "answered_by")
    staff_only = ("asked_by", *_STAMPS)

    class Meta:
        model = Clearance
        fields = (
            *(*_CASE, "content", "stamp", "asked_by", "asked_at", "agreed"),
            *(*_ANSWER, *_STAMPS),
        )

    def get_stamp(self, row: Clearance) -> str:
        """What tells this text from one that reads otherwise; who agrees names it."""
        return stamp(row)
