"""How what bank and regulator agree on is selected: plans, replies to decisions, clearances."""

from usecases.models.proposals import Clearance, DecisionReply, PlanProposal
from usecases.rules.visibility import decisions_for
from usecases.rules.visibility_plans import plan_proposals_for
from usecases.rules.visibility_register import people_for
from usecases.rules.visibility_replies import clearances_for, decision_replies_for
from usecases.selection.columns import STAMPS, by_columns
from usecases.selection.filters import Several, YesNo
from usecases.selection.of_case import OfCase
from usecases.selection.strict import Subject


@by_columns("proposed_at", "agreed", "answered_at", staff_only=("answered_by", *STAMPS))
class PlanProposalFilters(OfCase):
    """Proposed plans, by whether they are open, and what was said to those that are not."""

    proposed_by = Several("proposed_by", people_for, key="pk")
    answered_by = Several("answered_by", people_for, key="pk")
    open = YesNo(field_name="answered_at", lookup_expr="isnull")

    class Meta:
        model = PlanProposal
        fields: tuple[str, ...] = ()


@by_columns("replied_at", "answered_at", staff_only=("answered_by", *STAMPS))
class DecisionReplyFilters(OfCase):
    """Replies to decisions: acceptances, or queries, answered or not."""

    decision = Several("decision", decisions_for, key="pk")
    replied_by = Several("replied_by", people_for, key="pk")
    answered_by = Several("answered_by", people_for, key="pk")
    accepts = YesNo(field_name="accepts")
    answered = YesNo(field_name="answered_at", lookup_expr="isnull", exclude=True)

    class Meta:
        model = DecisionReply
        fields: tuple[str, ...] = ()


@by_columns("asked_at", "agreed", "answered_at", staff_only=("asked_by", *STAMPS))
class ClearanceFilters(OfCase):
    """What banks were asked to let be public, by whether and how they answered."""

    asked_by = Several("asked_by", people_for, key="pk")
    answered_by = Several("answered_by", people_for, key="pk")
    open = YesNo(field_name="answered_at", lookup_expr="isnull")

    class Meta:
        model = Clearance
        fields: tuple[str, ...] = ()


_CASE = ("use_case",)
_NAMES = ("use_case__reference", "use_case__title")

PLAN_PROPOSALS = Subject(
    "plan-proposals",
    plan_proposals_for,
    PlanProposalFilters,
    ("remark", "answer", *_NAMES),
    related=_CASE,
)
DECISION_REPLIES = Subject(
    "decision-replies",
    decision_replies_for,
    DecisionReplyFilters,
    ("text", "answer", *_NAMES),
    related=_CASE,
)
CLEARANCES = Subject(
    "clearances", clearances_for, ClearanceFilters, ("answer", *_NAMES), related=_CASE
)
