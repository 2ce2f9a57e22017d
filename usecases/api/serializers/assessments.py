"""Assignments, assessments and interests, and the bodies by which they are written."""

from collections.abc import Callable
from typing import Any, ClassVar

from rest_framework import serializers

from usecases.api.serializers.base import Shown, Strict, code, key, text
from usecases.models.access import User
from usecases.models.assessments import Assessment, Assignment, Score
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.interests import Interest
from usecases.models.person import ANONYMOUS, Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.rules.visibility import assessable_for, use_cases_for
from usecases.rules.visibility_register import (
    institutions_for,
    people_for,
    phases_for,
    technology_partners_for,
)
from usecases.vocabulary.limits import COMMENT_CHARACTERS, REASON_CHARACTERS, REMARK_CHARACTERS
from usecases.vocabulary.reviews import Recommendation, Standing


class AssignmentShown(Shown[Assignment]):
    """Who is to assess a use case, by when."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    title = text("use_case.title")
    assessor = key("assessor_id")
    assessor_name = text("assessor.name")
    assigned_by = text("assigned_by.name")

    class Meta:
        model = Assignment
        fields = (
            *("id", "use_case", "reference", "title", "assessor", "assessor_name", "due_on"),
            *("assigned_by", "ended_at", "recorded_at", "updated_at"),
        )


class ScoreShown(serializers.ModelSerializer[Score]):
    """One score of an assessment."""

    criterion = code()

    class Meta:
        model = Score
        fields = ("criterion", "score", "remark")


class AssessmentShown(Shown[Assessment]):
    """How one assessor judges one submission."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    submission = key("submission_id")
    assessor = key("assessor_id")
    assessor_name = text("assessor.name")
    scores = ScoreShown(many=True, read_only=True)
    prefetch = ("scores__criterion",)

    class Meta:
        model = Assessment
        fields = (
            *("id", "use_case", "reference", "submission", "assessor", "assessor_name", "scores"),
            *("comment", "recommendation", "submitted_at", "recorded_at", "updated_at"),
        )


class InterestShown(Shown[Interest]):
    """What a person declared, or what was found, of an institution, a partner or a use case."""

    person = key("person_id")  # type: ignore[assignment]  # declared fields leave the class
    person_name = text("person.name")
    phase = code()
    institution = key("institution_id", allow_null=True)
    partner = key("partner_id", allow_null=True)
    use_case = key("use_case_id", allow_null=True)
    interest = serializers.ChoiceField(source="standing", choices=Standing.choices, read_only=True)
    declared_by = text("declared_by.name")

    class Meta:
        model = Interest
        fields = (
            *("id", "person", "person_name", "phase", "institution", "partner", "use_case"),
            *("interest", "why", "declared_by", "declared_at", "ended_at", "recorded_at"),
            "updated_at",
        )


class _Choosing(Strict):
    """Offers only what the writer may see."""

    choices: ClassVar[dict[str, Callable[[Person], Any]]] = {}

    def get_fields(self) -> dict[str, Any]:
        """Narrow every choice of a record to what the writer may see."""
        fields: dict[str, Any] = super().get_fields()
        person: Person = self.context.get("person", ANONYMOUS)
        for name, visible in self.choices.items():
            fields[name].queryset = visible(person)
        return fields


class AssignBody(_Choosing):
    """Whom to ask, and by when."""

    assessor = serializers.PrimaryKeyRelatedField(queryset=User.objects.none())
    due_on = serializers.DateField(required=False, allow_null=True)
    reason = serializers.CharField(
        required=False, allow_blank=True, max_length=REASON_CHARACTERS, help_text="Why."
    )
    choices: ClassVar = {"assessor": people_for}


class ScoreBody(Strict):
    """One score, with a remark."""

    criterion = serializers.SlugField(max_length=60, help_text="Code of a criterion of the phase.")
    score = serializers.IntegerField(min_value=-32_768, max_value=32_767)
    remark = serializers.CharField(
        required=False, allow_blank=True, max_length=REMARK_CHARACTERS, default=""
    )


class AssessmentBody(Strict):
    """What an assessor writes; what is not given stays as it was."""

    scores = ScoreBody(many=True, required=False)
    comment = serializers.CharField(required=False, allow_blank=True, max_length=COMMENT_CHARACTERS)
    recommendation = serializers.ChoiceField(
        required=False, allow_blank=True, choices=Recommendation.choices
    )


def _declarable(person: Person) -> Any:
    """Return the use cases that the person sees, or will once they have declared."""
    assigned = UseCase.objects.filter(pk__in=assessable_for(person).values("pk"))
    return assigned | UseCase.objects.filter(pk__in=use_cases_for(person).values("pk"))


class InterestBody(_Choosing):
    """A declaration about exactly one: an institution, a partner or a use case."""

    phase = serializers.SlugRelatedField(slug_field="code", queryset=Phase.objects.none())
    interest = serializers.ChoiceField(choices=Standing.choices)
    institution = serializers.PrimaryKeyRelatedField(
        queryset=Institution.objects.none(), required=False, allow_null=True
    )
    partner = serializers.PrimaryKeyRelatedField(
        queryset=TechnologyPartner.objects.none(), required=False, allow_null=True
    )
    use_case = serializers.PrimaryKeyRelatedField(
        queryset=UseCase.objects.none(), required=False, allow_null=True
    )
    why = serializers.CharField(required=False, allow_blank=True, max_length=REASON_CHARACTERS)
    choices: ClassVar = {
        "phase": phases_for,
        "institution": institutions_for,
        "partner": technology_partners_for,
        "use_case": _declarable,
    }
