"""How questions to banks are selected, and which states they have."""

from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.models.clarifications import Clarification
from usecases.rules.visibility import submissions_for
from usecases.rules.visibility_register import people_for
from usecases.rules.visibility_reviews import clarifications_for
from usecases.selection.columns import by_columns
from usecases.selection.filters import Moment, Several, SeveralChoices, YesNo
from usecases.selection.history import Times
from usecases.selection.monitored_then import settled, standing_at
from usecases.selection.occurred import Occurring
from usecases.selection.of_case import OfCase
from usecases.selection.strict import Subject
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import Stage

STATES: dict[str, Promise] = {
    "open": _("Waits for the bank"),
    "late": _("Late"),
    "answered": _("Answered"),
    "passed-over": _("Closed unanswered"),
    "left": _("Left open: the review ended"),
}
NOW = Times()


def of_state(state: str, at: datetime, times: Times = NOW) -> Q:
    """The condition of being in one of the states; what is late is open too."""
    closed = settled("clarification", "closed_at", times)
    asking = standing_at((Stage.CLARIFYING,), times)
    return {
        "open": ~closed & asking,
        "late": ~closed & asking & Q(due_at__lt=at),
        "answered": closed & Q(answered=True),
        "passed-over": closed & Q(answered=False),
        "left": ~closed & ~asking,
    }[state]


def state_of(question: Clarification, at: datetime) -> str:
    """Return the state of one question."""
    if question.closed_at is not None:
        return "answered" if question.answered else "passed-over"
    if question.use_case.stage != Stage.CLARIFYING:
        return "left"
    return "late" if question.due_at < at else "open"


@by_columns("closed_at", staff_only=("asked_by", "closed_by", "closing"))
class ClarificationFilters(Occurring, OfCase):
    """Questions, by their use case, by state and by when they were asked and are due."""

    subject = "clarifications"

    asked_by = Several("asked_by", people_for, key="pk")
    closed_by = Several("closed_by", people_for, key="pk")
    submission = Several("submission", submissions_for, key="pk")
    open = YesNo(method="in_state")
    late = YesNo(method="in_state")
    answered = YesNo(method="told")
    closed = YesNo(method="ended")
    in_time = YesNo(method="punctual")
    basis = SeveralChoices(field_name="use_case__basis", choices=Basis.choices)
    as_at = Moment(field_name="asked_at", lookup_expr="lte")
    known_at = Moment(method="as_known")
    asked_after = Moment(field_name="asked_at", lookup_expr="gt")
    asked_before = Moment(field_name="asked_at", lookup_expr="lte")
    due_after = Moment(field_name="due_at", lookup_expr="gt")
    due_before = Moment(field_name="due_at", lookup_expr="lte")

    class Meta:
        model = Clarification
        fields: tuple[str, ...] = ()

    def in_state(
        self, queryset: QuerySet[Clarification], name: str, value: Any
    ) -> QuerySet[Clarification]:
        """Keep those in a state, or the others."""
        if value is None:
            return queryset
        at = self.times.as_at or timezone.now()
        wanted = of_state(name, at, self.times)
        return queryset.filter(wanted if value else ~wanted)

    @property
    def _closed(self) -> Q:
        return settled("clarification", "closed_at", self.times)

    def told(
        self, queryset: QuerySet[Clarification], name: str, value: Any
    ) -> QuerySet[Clarification]:
        """Keep what was closed with an answer, or without one."""
        return queryset if value is None else queryset.filter(self._closed, answered=value)

    def ended(
        self, queryset: QuerySet[Clarification], name: str, value: Any
    ) -> QuerySet[Clarification]:
        """Keep what was closed, or what was not."""
        if value is None:
            return queryset
        return queryset.filter(self._closed if value else ~self._closed)

    def punctual(
        self, queryset: QuerySet[Clarification], name: str, value: Any
    ) -> QuerySet[Clarification]:
        """Keep what was answered by the moment it was due, or after it."""
        if value is None:
            return queryset
        answered = queryset.filter(self._closed, answered=True)
        return answered.filter(
            Q(closed_at__lte=F("due_at")) if value else ~Q(closed_at__lte=F("due_at"))
        )


CLARIFICATIONS = Subject(
    "clarifications",
    clarifications_for,
    ClarificationFilters,
    ("question", "closing", "use_case__reference", "use_case__title"),
    {"asked_at": "asked_at", "due_at": "due_at", "closed_at": "closed_at"},
    ("use_case", "submission"),
)
