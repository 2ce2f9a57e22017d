"""How questions to banks are selected, and which states they have."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.models.clarifications import Clarification
from usecases.rules.visibility import submissions_for
from usecases.rules.visibility_register import people_for
from usecases.rules.visibility_reviews import clarifications_for
from usecases.selection.columns import by_columns
from usecases.selection.filters import Moment, Several, YesNo
from usecases.selection.parts import OfCase
from usecases.selection.strict import Subject
from usecases.vocabulary.stages import Stage

STATES: dict[str, Promise] = {
    "open": _("Waits for the bank"),
    "late": _("Late"),
    "answered": _("Answered"),
    "passed-over": _("Closed unanswered"),
    "left": _("Left open: the review ended"),
}
_OPEN = Q(closed_at__isnull=True, use_case__stage=Stage.CLARIFYING)


def of_state(state: str, at: datetime) -> Q:
    """The condition of being in one of the states; what is late is open too."""
    return {
        "open": _OPEN,
        "late": _OPEN & Q(due_at__lt=at),
        "answered": Q(answered=True),
        "passed-over": Q(answered=False),
        "left": Q(closed_at__isnull=True) & ~Q(use_case__stage=Stage.CLARIFYING),
    }[state]


def state_of(question: Clarification, at: datetime) -> str:
    """Return the state of one question."""
    if question.closed_at is not None:
        return "answered" if question.answered else "passed-over"
    if question.use_case.stage != Stage.CLARIFYING:
        return "left"
    return "late" if question.due_at < at else "open"


@by_columns("closed_at", staff_only=("asked_by", "closed_by", "closing"))
class ClarificationFilters(OfCase):
    """Questions, by their use case, by state and by when they were asked and are due."""

    asked_by = Several("asked_by", people_for, key="pk")
    closed_by = Several("closed_by", people_for, key="pk")
    submission = Several("submission", submissions_for, key="pk")
    open = YesNo(method="in_state")
    late = YesNo(method="in_state")
    answered = YesNo(field_name="answered")
    asked_after = Moment(field_name="asked_at", lookup_expr="gt")
    asked_before = Moment(field_name="asked_at", lookup_expr="lte")
    due_after = Moment(field_name="due_at", lookup_expr="gt")
    due_before = Moment(field_name="due_at", lookup_expr="lte")

    class Meta:
        model = Clarification
        fields: tuple[str, ...] = ()

    def in_state(
        self, queryset: QuerySet[Clarification], name: str, value: bool
    ) -> QuerySet[Clarification]:
        """Keep those in a state, or the others."""
        wanted = of_state(name, timezone.now())
        return queryset.filter(wanted) if value else queryset.exclude(wanted)


CLARIFICATIONS = Subject(
    "clarifications",
    clarifications_for,
    ClarificationFilters,
    ("question", "closing", "use_case__reference", "use_case__title"),
    {"asked_at": "asked_at", "due_at": "due_at", "closed_at": "closed_at"},
    ("use_case", "submission"),
)
