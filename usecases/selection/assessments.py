"""How assignments, assessments and interests are selected."""

from typing import Any

from django.db.models import Q, QuerySet

from usecases.models.assessments import Assessment, Assignment
from usecases.models.interests import Interest
from usecases.rules.visibility import submissions_for, use_cases_for
from usecases.rules.visibility_register import (
    institutions_for,
    people_for,
    phases_for,
    technology_partners_for,
)
from usecases.rules.visibility_reviews import assessments_for, assignments_for, interests_for
from usecases.selection.awaited import owed
from usecases.selection.columns import STAMPS, by_columns
from usecases.selection.filters import FilterSet, Moment, Several, SeveralChoices, YesNo
from usecases.selection.of_case import OfCase
from usecases.selection.strict import Subject
from usecases.vocabulary.reviews import Recommendation, Standing


@by_columns("due_on", "ended_at", *STAMPS)
class AssignmentFilters(OfCase):
    """Assignments, by whom and whether they stand."""

    assigned_by = Several("assigned_by", people_for, key="pk")
    assessor = Several("assessor", people_for, key="pk")
    open = YesNo(field_name="ended_at", lookup_expr="isnull")
    owed = YesNo(method="awaited")
    as_at = Moment(method="as_then")
    known_at = Moment(method="as_then")

    class Meta:
        model = Assignment
        fields: tuple[str, ...] = ()

    def awaited(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep those whose assessment was owed then, or all others."""
        if value is None:
            return rows
        kept = Q(pk__in=owed(Assignment.objects.all(), self.times).order_by().values("pk"))
        return rows.filter(kept if value else ~kept)


@by_columns("submitted_at", *STAMPS)
class AssessmentFilters(OfCase):
    """Assessments, by whom, with which recommendation, handed in or not."""

    submission = Several("submission", submissions_for, key="pk")
    assessor = Several("assessor", people_for, key="pk")
    recommendation = SeveralChoices(field_name="recommendation", choices=Recommendation.choices)
    handed_in = YesNo(field_name="submitted_at", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Assessment
        fields: tuple[str, ...] = ()


@by_columns("declared_at", "ended_at", *STAMPS)
class InterestFilters(FilterSet):
    """Interests, by person and by what they are in."""

    phase = Several("phase", phases_for)
    person = Several("person", people_for, key="pk")
    declared_by = Several("declared_by", people_for, key="pk")
    institution = Several("institution", institutions_for, key="pk")
    partner = Several("partner", technology_partners_for, key="pk")
    use_case = Several("use_case", use_cases_for, key="pk")
    interest = SeveralChoices(field_name="standing", choices=Standing.choices)
    open = YesNo(field_name="ended_at", lookup_expr="isnull")

    class Meta:
        model = Interest
        fields: tuple[str, ...] = ()


_CASE = ("use_case",)
_NAMED = ("use_case__reference", "use_case__title")
_STAMPS = {"recorded_at": "recorded_at", "updated_at": "updated_at"}

ASSIGNMENTS = Subject(
    "assignments",
    assignments_for,
    AssignmentFilters,
    _NAMED,
    {"due_on": "due_on", **_STAMPS},
    (*_CASE, "assessor", "assigned_by"),
)
ASSESSMENTS = Subject(
    "assessments",
    assessments_for,
    AssessmentFilters,
    (*_NAMED, "comment"),
    {"submitted_at": "submitted_at", **_STAMPS},
    (*_CASE, "assessor"),
)
INTERESTS = Subject(
    "interests",
    interests_for,
    InterestFilters,
    ("why",),
    {"declared_at": "declared_at", **_STAMPS},
    ("phase", "person", "declared_by"),
)
