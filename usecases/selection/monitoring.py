"""How deliverables, incidents and notes are selected."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from usecases.models.casefile import Note
from usecases.models.monitoring import Deliverable, Incident
from usecases.rules.visibility_casefile import notes_for
from usecases.rules.visibility_register import people_for
from usecases.rules.visibility_trials import deliverables_for, incidents_for
from usecases.selection.columns import STAMPS, by_columns
from usecases.selection.filters import Several, SeveralChoices, SeveralTerms, YesNo
from usecases.selection.history import any_of
from usecases.selection.monitored import deliverable_is, handed_in_late, note_is_late
from usecases.selection.parts import OfCase
from usecases.selection.strict import Subject
from usecases.vocabulary.monitoring import DeliverableState
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.trials import DeliverableKind, NoteKind, Severity


@by_columns(
    *("due_on", "amended_due_on", "handed_in_at", "signed_off_at", "waived_at"),
    staff_only=("handed_in_by", "signed_off_by", "waived_by", *STAMPS),
)
class DeliverableFilters(OfCase):
    """Deliverables, by kind, by where they stand, and by whether they came in time."""

    kind = SeveralChoices(field_name="kind", choices=DeliverableKind.choices)
    handed_in_by = Several("handed_in_by", people_for, key="pk")
    signed_off_by = Several("signed_off_by", people_for, key="pk")
    waived_by = Several("waived_by", people_for, key="pk")
    state = SeveralChoices(choices=DeliverableState.choices, method="standing")
    in_time = YesNo(method="punctual")

    class Meta:
        model = Deliverable
        fields: tuple[str, ...] = ()

    def standing(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Keep what stands at one of these states now."""
        now = timezone.now()
        return queryset.filter(any_of([deliverable_is(state, now) for state in value]))

    def punctual(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep what was handed in by its day as amended, or after it."""
        if value is None:
            return queryset
        late = handed_in_late()
        return queryset.filter(late if not value else Q(handed_in_at__isnull=False) & ~late)


@by_columns("detected_at", "reported_at", "resolved_at", staff_only=STAMPS)
class IncidentFilters(OfCase):
    """Incidents, by severity, cause, and whether they are open."""

    severity = SeveralChoices(field_name="severity", choices=Severity.choices)
    cause = SeveralTerms("cause", TermKind.INCIDENT_CAUSE)
    open = YesNo(field_name="resolved_at", lookup_expr="isnull")

    class Meta:
        model = Incident
        fields: tuple[str, ...] = ()


@by_columns(
    *("written_at", "due_on", "closed_at", "recorded_at"),
    staff_only=("updated_at", "written_by", "closed_by"),
)
class NoteFilters(OfCase):
    """Notes, by kind, by whether they are open, and by whether an answer is late."""

    kind = SeveralChoices(field_name="kind", choices=NoteKind.choices)
    written_by = Several("written_by", people_for, key="pk")
    closed_by = Several("closed_by", people_for, key="pk")
    open = YesNo(field_name="closed_at", lookup_expr="isnull")
    late = YesNo(method="overdue")

    class Meta:
        model = Note
        fields: tuple[str, ...] = ()

    def overdue(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep notes of which the day asked for has passed, or all others."""
        if value is None:
            return queryset
        late = note_is_late(timezone.now())
        return queryset.filter(late if value else ~late)


_STAMPS = {"recorded_at": "recorded_at", "updated_at": "updated_at"}
_CASE = ("use_case__phase__programme",)

DELIVERABLES = Subject(
    "deliverables",
    deliverables_for,
    DeliverableFilters,
    ("title", "text", "use_case__reference", "use_case__title"),
    {"due_on": "due_on", "handed_in_at": "handed_in_at", **_STAMPS},
    _CASE,
)
INCIDENTS = Subject(
    "incidents",
    incidents_for,
    IncidentFilters,
    ("description", "action", "use_case__reference", "use_case__title"),
    {"detected_at": "detected_at", "resolved_at": "resolved_at", **_STAMPS},
    (*_CASE, "cause"),
)
NOTES = Subject(
    "notes",
    notes_for,
    NoteFilters,
    ("text", "action_wanted", "done", "use_case__reference", "use_case__title"),
    {"due_on": "due_on", **_STAMPS},
    (*_CASE, "written_by"),
)
