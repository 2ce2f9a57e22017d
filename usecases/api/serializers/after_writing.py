"""The bodies that are read about what comes after the decision."""

from typing import Any, ClassVar

from rest_framework import serializers

from usecases.api.serializers.base import Strict, StrictModel
from usecases.api.serializers.trials_writing import PlanBody, TargetBody
from usecases.models.outcomes import Benefit, Outcome
from usecases.models.person import ANONYMOUS
from usecases.models.words import Metric
from usecases.rules.visibility_register import metrics_for
from usecases.vocabulary.limits import PLAIN_CHARACTERS
from usecases.vocabulary.trials import PLAN_FIELDS, TARGET_FIELDS


class ClaimBody(StrictModel[Benefit]):
    """A number that is claimed: a value or a range, of what."""

    metric = serializers.SlugRelatedField(
        slug_field="code", queryset=Metric.objects.none(), help_text="Code of a metric."
    )

    class Meta:
        model = Benefit
        fields: ClassVar[tuple[str, ...]] = ("metric", "operator", "value", "upper", "words")

    def get_fields(self) -> dict[str, Any]:
        """Offer the metrics that the writer sees."""
        fields: dict[str, Any] = super().get_fields()
        fields["metric"].queryset = metrics_for(self.context.get("person", ANONYMOUS))
        return fields


class ToldBody(StrictModel[Outcome]):
    """What became of a use case; a bank tells its own, and is named by whoever writes."""

    happened_on = serializers.DateTimeField(
        required=False, allow_null=True, help_text="Without it: now."
    )
    claims = ClaimBody(many=True, required=False)

    class Meta:
        model = Outcome
        fields: ClassVar[tuple[str, ...]] = (
            *("result", "happened_on", "told_by", "follow_up"),
            *("benefits", "claims", "lessons", "public_lessons"),
        )


class ProposedPlanBody(PlanBody):
    """The plan as a bank proposes it; a draft may lack anything."""

    reason = None  # type: ignore[assignment]  # how a serializer drops an inherited field

    class Meta(PlanBody.Meta):
        fields: ClassVar[tuple[str, ...]] = PLAN_FIELDS


class AimBody(TargetBody):
    """A target as a bank proposes it; a draft may lack anything."""

    reason = None  # type: ignore[assignment]  # how a serializer drops an inherited field

    class Meta(TargetBody.Meta):
        fields: ClassVar[tuple[str, ...]] = ("metric", "aspect", *TARGET_FIELDS)

    def get_fields(self) -> dict[str, Any]:
        """Ask for nothing: what is missing is said when it is proposed."""
        fields = super().get_fields()
        for field in fields.values():
            field.required = False
        return fields


class ProposalBody(Strict):
    """The plan, its targets, and a remark to the officer that is not part of it."""

    plan = ProposedPlanBody(required=False)
    targets = AimBody(many=True, required=False)
    remark = serializers.CharField(
        required=False, allow_blank=True, max_length=PLAIN_CHARACTERS, help_text="Why it is so."
    )


class TextBody(Strict):
    """What is asked, answered, or to be changed."""

    text = serializers.CharField(max_length=PLAIN_CHARACTERS, help_text="What is said.")


class ReadBody(Strict):
    """The stamp of exactly what was read."""

    read = serializers.CharField(max_length=100, help_text="The stamp of what was read.")
