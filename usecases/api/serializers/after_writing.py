"""The bodies that are read about what comes after the decision."""

from typing import Any, ClassVar

from rest_framework import serializers

from usecases.api.serializers.base import StrictModel
from usecases.models.outcomes import Benefit, Outcome
from usecases.models.person import ANONYMOUS
from usecases.models.words import Metric
from usecases.rules.visibility_register import metrics_for


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
