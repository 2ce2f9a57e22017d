"""Decisions and outcomes."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from usecases.api.serializers.base import Shown, code, key, text
from usecases.api.serializers.monitoring import BenefitShown
from usecases.models.letters import DecisionLetter
from usecases.models.outcomes import Outcome
from usecases.models.reviews import Decision

_CASE = ("id", "use_case", "reference")
_STAMPS = ("recorded_at", "updated_at")


class DecisionShown(Shown[Decision]):
    """A decision; a bank sees it from its release on."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    submission = key("submission_id", allow_null=True)
    reason = code(allow_null=True)
    proposed_by = text("proposed_by.name", allow_null=True, default=None)
    confirmed_by = text("confirmed_by.name", allow_null=True, default=None)
    refused_by = text("refused_by.name", allow_null=True, default=None)
    released_by = text("released_by.name", allow_null=True, default=None)
    void = serializers.SerializerMethodField()
    related = ("proposed_by", "confirmed_by", "refused_by", "released_by")
    staff_only = (
        *("rank", "void", "proposed_by", "proposed_at", "confirmed_by", "confirmed_at"),
        *("refused_by", "refused_at", "refusal", "released_by", *_STAMPS),
    )

    class Meta:
        model = Decision
        fields = (
            *(*_CASE, "submission", "digest", "outcome", "reason", "text", "conditions"),
            *(
                "feedback",
                "rank",
                "basis",
                "source",
                "proposed_by",
                "proposed_at",
                "confirmed_by",
                "confirmed_at",
            ),
            *(
                "void",
                "refused_by",
                "refused_at",
                "refusal",
                "released_by",
                "released_at",
                *_STAMPS,
            ),
        )

    @extend_schema_field(serializers.BooleanField())
    def get_void(self, row: Decision) -> bool:
        """Whether it is open and stands no longer: a later submission, or its letter dropped."""
        return bool(row.void)  # type: ignore[attr-defined]  # the selection says it of each


class LetterShown(Shown[DecisionLetter]):
    """The letter of a decision, as it was frozen; a bank reads it from its release on."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    decision = key("decision_id")
    staff_only = ("dropped_at", *_STAMPS)

    class Meta:
        model = DecisionLetter
        fields = (
            *(*_CASE, "decision", "letterhead", "subject", "body", "released_at"),
            *("dropped_at", *_STAMPS),
        )


class OutcomeShown(Shown[Outcome]):
    """What became of a use case, as told at one time."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    claims = BenefitShown(many=True, read_only=True)
    prefetch = ("claims__metric",)
    staff_only = _STAMPS

    class Meta:
        model = Outcome
        fields = (
            *(*_CASE, "result", "happened_on", "precision", "basis", "source", "told_by"),
            *("follow_up", "benefits", "claims", "lessons", "public_lessons", *_STAMPS),
        )
