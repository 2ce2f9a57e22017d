"""What the use cases of a phase are scored by."""

from typing import TypedDict

from rest_framework import serializers

from usecases.api.serializers.base import Shown, code
from usecases.models.assessments import Criterion
from usecases.rules.criteria import points


class Point(TypedDict):
    """One score, and what it means."""

    score: int
    words: str | None


class CriterionShown(Shown[Criterion]):
    """A criterion of a phase, with its weight and what each score means."""

    phase = code()
    weight = serializers.DecimalField(max_digits=5, decimal_places=2, read_only=True)
    points = serializers.SerializerMethodField()
    staff_only = ("recorded_at", "updated_at")

    class Meta:
        model = Criterion
        fields = (
            *("id", "phase", "code", "label_en", "label_zh_hant", "label_zh_hans", "meaning"),
            *("weight", "lowest", "highest", "points", "order", "active"),
            *("recorded_at", "updated_at"),
        )

    def get_points(self, criterion: Criterion) -> list[Point]:
        """Return every score, the lowest first."""
        return [Point(score=score, words=words or None) for score, words in points(criterion)]
