"""How deliverables, incidents and notes are selected."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from usecases.models.casefile import Note
from usecases.models.monitoring import Deliverable, Incident
from usecases.rules.visibility_casefile import notes_for
from usecases.rules.visibility_register import people_for
from usecases.rules.visibility_trials import deliverables_for, incidents_for
from usecases.selection.columns import STAMPS, by_columns
from usecases.selection.filters import Moment, Several, SeveralChoices, SeveralTerms, YesNo
from usecases.selection.history import any_of
from usecases.selection.monitored import note_is_late
from usecases.selection.monitored_then import (
    day_over,
    deliverable_was,
    handed_in_by_its_day,
    on_day,
    settled,
)
from usecases.selection.occurred import Occurring
from usecases.selection.of_case import CASES_WITHOUT, NONE, OfCase
from usecases.selection.strict import Subject
from usecases.vocabulary.monitoring import DeliverableState
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.trials import DeliverableKind, NoteKind, Severity


class Monitored(Occurring, OfCase):
    """What is monitored, as it stood at `as_at` and was known at `known_at`."""

    as_at = Moment(method="as_then")
    known_at = Moment(method="as_known")


@by_columns(
    *("due_on", "amended_due_on", "handed_in_at", "signed_off_at", "waived_at"),
    staff_only=("handed_in_by", "signed_off_by", "waived_by", *STAMPS),
)
class DeliverableFilters(Monitored):
    """Deliverables, by kind, by where they stand, and by whether they came in time."""

    subject = "deliverables"

    kind = SeveralChoices(field_name="kind", choices=DeliverableKind.choices)
    handed_in_by = Several("handed_in_by", people_for, key="pk")
    signed_off_by = Several("signed_off_by", people_for, key="pk")
    waived_by = Several("waived_by", people_for, key="pk")
    state = SeveralChoices(choices=DeliverableState.choices, method="standing")
    in_time = YesNo(method="punctual")
    in_time_at_first = YesNo(method="punctual")
    as_at = Moment(method="of_accepted")

    class Meta:
        model = Deliverable
        fields: tuple[str, ...] = ()

    def standing(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Keep what stood at one of these states."""
        states = [deliverable_was(state, self.times) for state in value]
        return queryset.filter(any_of(states)) if states else queryset

    def punctual(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep what was handed in by its day, as amended or as fixed at first, or after it."""
        if value is None:
            return queryset
        first = name == "in_time_at_first"
        return queryset.filter(handed_in_by_its_day(self.times, in_time=value, at_first=first))

    def of_accepted(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep what falls due in trials of cases that had been accepted by then."""
        return self.came_to(queryset, name, [Stage.ACCEPTED] if value else [])


@by_columns("detected_at", "reported_at", "resolved_at", staff_only=STAMPS)
class IncidentFilters(Monitored):
    """Incidents, by severity, cause, and whether they are open."""

    subject = "incidents"

    severity = SeveralChoices(field_name="severity", choices=Severity.choices)
    cause = SeveralTerms("cause", TermKind.INCIDENT_CAUSE)
    without = SeveralChoices(choices=[*NONE, ("cause", "cause")], method="lacking")
    open = YesNo(method="unresolved")
    as_at = Moment(field_name="detected_at", lookup_expr="lte")

    empty = {**CASES_WITHOUT, "cause": "cause"}

    class Meta:
        model = Incident
        fields: tuple[str, ...] = ()

    def unresolved(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep what was not resolved, or what was."""
        if value is None:
            return queryset
        resolved = settled("incident", "resolved_at", self.times)
        return queryset.filter(~resolved if value else resolved)


@by_columns(
    *("written_at", "due_on", "closed_at", "recorded_at"),
    staff_only=("updated_at", "written_by", "closed_by"),
)
class NoteFilters(Monitored):
    """Notes, by kind, by whether they are open, and by whether an answer is late."""

    subject = "notes"

    kind = SeveralChoices(field_name="kind", choices=NoteKind.choices)
    written_by = Several("written_by", people_for, key="pk")
    closed_by = Several("closed_by", people_for, key="pk")
    open = YesNo(method="unclosed")
    late = YesNo(method="overdue")
    dated = YesNo(field_name="due_on", lookup_expr="isnull", exclude=True)
    in_time = YesNo(method="punctual")
    past_due = YesNo(method="left_open")
    as_at = Moment(method="written_by_then")

    class Meta:
        model = Note
        fields: tuple[str, ...] = ()

    @property
    def _closed(self) -> Q:
        return settled("note", "closed_at", self.times)

    def unclosed(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep what was not closed, or what was."""
        if value is None:
            return queryset
        return queryset.filter(~self._closed if value else self._closed)

    def overdue(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep notes of which the day asked for has passed now, or all others."""
        if value is None:
            return queryset
        late = note_is_late(timezone.now())
        return queryset.filter(late if value else ~late)

    def punctual(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep notes that were closed by the day they name, or after it."""
        if value is None:
            return queryset
        dated = queryset.filter(self._closed, due_on__isnull=False)
        return dated.filter(on_day("closed_at", F("due_on"), value))

    def left_open(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep notes that were open past the day they name, or all others."""
        if value is None:
            return queryset
        over = ~self._closed & Q(due_on__isnull=False) & day_over(F("due_on"), self.times)
        return queryset.filter(over if value else ~over)

    def written_by_then(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep what was written by then; of an old note, kept."""
        early = Q(written_at__isnull=True, recorded_at__lte=value)
        return queryset.filter(Q(written_at__lte=value) | early)


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
