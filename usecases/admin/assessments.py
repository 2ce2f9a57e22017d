"""Assignments, assessments and interests in the console: lists, pages, what can be exported."""

from typing import Any

from django.contrib.admin import display
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, WhyForm
from usecases.admin.assess_read import shown, with_scores
from usecases.admin.assign_acts import unassign_acts
from usecases.admin.base import ConsoleAdmin
from usecases.admin.figures import FigureFilter
from usecases.admin.list_active import Active
from usecases.admin.lists import ByState, VisibleRelated
from usecases.admin.person import person_of
from usecases.models.assessments import Assessment, Assignment
from usecases.models.interests import Interest
from usecases.models.person import Person
from usecases.rules.interests import conflicts_of
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action
from usecases.vocabulary.reviews import Standing
from usecases.vocabulary.stages import ENDED
from usecases.workflow.declare import lift

HANDED_IN = Assessment.objects.filter(
    use_case=OuterRef("use_case"), assessor=OuterRef("assessor"), submitted_at__isnull=False
)
STATES: dict[str, tuple[Any, Q]] = {
    "ended": (_("Taken back"), Q(ended_at__isnull=False)),
    "conflict": (_("Conflict of interest"), Q(ended_at__isnull=True, conflict=True)),
    "in": (_("Handed in"), Q(ended_at__isnull=True, conflict=False, handed_in=True)),
    "owed": (_("Not handed in"), Q(ended_at__isnull=True, conflict=False, handed_in=False)),
}


def with_state(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Say of each assignment whether something was handed in, and whether a conflict closes it."""
    return rows.annotate(conflict=conflicts_of("assessor", "use_case"), handed_in=Exists(HANDED_IN))


def state_of(row: Any) -> str:
    """Return where an assignment stands, of those that were annotated."""
    if row.ended_at:
        return "ended"
    return "conflict" if row.conflict else "in" if row.handed_in else "owed"


class AssignmentState(ByState):
    """Narrows by where an assignment stands."""

    states = STATES


class AssignmentAdmin(ConsoleAdmin[Assignment]):
    """Who assesses what, by when."""

    fields = ("use_case", "assessor", "due_on", "assigned_by", "recorded_at", "ended_at")
    list_display = ("use_case", "institution", "assessor", "due_on", "state", "assigned_by")
    list_filter = (
        FigureFilter,
        AssignmentState,
        ("use_case__phase", VisibleRelated),
        ("assessor", VisibleRelated),
        "due_on",
    )
    list_select_related = ("use_case__institution", "use_case__phase", "assessor", "assigned_by")
    active = Active(
        _("Standing only"),
        _("Ended only"),
        lambda _now: Q(ended_at__isnull=True) & ~Q(use_case__stage__in=ENDED),
    )
    further_columns = ("recorded_at", "ended_at")
    search_fields = ("use_case__reference", "use_case__title", "assessor__name", "assessor__email")
    empty_text = _("Assign use cases to assessors from their list or page; they appear here.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assignment]:
        """Say where each stands."""
        return with_state(super().get_queryset(request))

    @display(description=_("institution"), ordering="use_case__institution__short_name")
    def institution(self, row: Assignment) -> str:
        """Whose case it is."""
        return str(row.use_case.institution)

    @display(description=_("state"))
    def state(self, row: Assignment) -> str:
        """Where it stands."""
        return str(STATES[state_of(row)][0])

    def acts(self, request: HttpRequest, obj: Assignment) -> list[Act]:
        """Offer to take it back."""
        return unassign_acts(obj, person_of(request))


class AssessmentAdmin(ConsoleAdmin[Assessment]):
    """How assessors judged; nobody sees another's before the own one is in."""

    fields = ("use_case", "submission", "assessor", "recommendation", "submitted_at")
    list_display = ("use_case", "institution", "version", "assessor", "recommendation", "handed_in")
    list_filter = (
        ("use_case__phase", VisibleRelated),
        ("assessor", VisibleRelated),
        "recommendation",
        "submitted_at",
    )
    list_select_related = ("use_case__institution", "submission", "assessor")
    further_columns = ("comment", "recorded_at", "updated_at")
    search_fields = ("use_case__reference", "use_case__title", "assessor__name")
    empty_text = _("What assessors hand in will appear here.")

    @display(description=_("institution"), ordering="use_case__institution__short_name")
    def institution(self, row: Assessment) -> str:
        """Whose case it is."""
        return str(row.use_case.institution)

    @display(description=_("version"), ordering="submission__number")
    def version(self, row: Assessment) -> int:
        """Which submission it is about."""
        return row.submission.number

    @display(description=_("handed in"), ordering="submitted_at")
    def handed_in(self, row: Assessment) -> Any:
        """When it was handed in."""
        return row.submitted_at

    def around(self, request: HttpRequest, obj: Assessment) -> dict[str, Any]:
        """Show the scores in words."""
        row = with_scores(Assessment.objects.filter(pk=obj.pk)).get()
        return {"each": shown(row), "zone": self.zone_of(obj)}

    def trail_of(self, obj: Assessment) -> Q:
        """Return the changes of the assessment and of its scores."""
        scores = [str(key) for key in obj.scores.values_list("pk", flat=True)]
        return super().trail_of(obj) | Q(kind="score", record__in=scores)


class InterestAdmin(ConsoleAdmin[Interest]):
    """What people declared: the register of interests."""

    fields = (
        *("person", "phase", "institution", "partner", "use_case", "standing", "why"),
        *("declared_by", "declared_at", "ended_at"),
    )
    list_display = ("person", "phase", "about", "standing", "why", "declared_by", "declared_at")
    list_filter = (
        "standing",
        ("phase", VisibleRelated),
        ("person", VisibleRelated),
        ("institution", VisibleRelated),
        ("partner", VisibleRelated),
        "declared_at",
    )
    list_select_related = (
        *("person", "phase", "institution", "partner", "use_case", "declared_by"),
    )
    active = Active(_("In force only"), _("Ended only"), lambda _now: Q(ended_at__isnull=True))
    further_columns = ("ended_at", "recorded_at")
    search_fields = (
        *("person__name", "person__email", "institution__short_name", "partner__name"),
        "use_case__reference",
    )
    empty_text = _("What people declare before they read use cases will appear here.")

    @display(description=_("about"))
    def about(self, row: Interest) -> str:
        """An institution, a partner or a use case."""
        return str(row.institution or row.partner or row.use_case)

    def acts(self, request: HttpRequest, obj: Interest) -> list[Act]:
        """Offer to lift somebody else's conflict."""
        return _lifting(obj, person_of(request))


def _lifting(row: Interest, person: Person) -> list[Act]:
    stands = row.standing == Standing.CONFLICT and row.ended_at is None
    if not stands or not may(person, Action.INTERVENE):
        return []
    own = person.user is not None and row.person_id == person.user.pk
    return [
        Act(
            name="lift",
            label=_("Lift the conflict"),
            lead=_("The person may declare anew, and then read what is assigned to them."),
            perform=lambda values: lift(row, by=person, **values),
            form=WhyForm,
            why_not=_("Another approver lifts your own conflict.") if own else "",
            done=_("Lifted."),
            danger=True,
        )
    ]
