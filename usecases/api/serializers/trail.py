"""Rows of the trail; their opaque id is shown, their running key never."""

from typing import Any

from rest_framework import serializers

from usecases.api.serializers.base import Shown, key, text
from usecases.models.trail import Change, StageChange
from usecases.rules.visibility_register import may_read_content


class StageChangeShown(Shown[StageChange]):
    """One move of a use case."""

    id = key("uuid")
    use_case = key("use_case_id")
    reference = text("use_case.reference")
    by = text("by.name")
    on_behalf_of = key("on_behalf_of_id", allow_null=True)
    voids = key("voids.uuid", allow_null=True, default=None)
    related = ("voids",)
    staff_only = ("by", "reason", "door", "recorded_at")

    class Meta:
        model = StageChange
        fields = (
            *("id", "use_case", "reference", "verb", "from_stage", "to_stage", "happened_on"),
            *("precision", "recorded_at", "by", "on_behalf_of", "reason", "door", "basis"),
            *("source", "voids"),
        )


class ChangeShown(Shown[Change]):
    """One edit of one record: what was there before, what after; null where it is not shown."""

    id = key("uuid")
    before = serializers.SerializerMethodField()
    after = serializers.SerializerMethodField()
    by = text("by.name")
    on_behalf_of = key("on_behalf_of_id", allow_null=True)

    class Meta:
        model = Change
        fields = (
            *("id", "kind", "record", "before", "after", "recorded_at", "by", "on_behalf_of"),
            *("reason", "door", "request"),
        )

    def get_before(self, change: Change) -> dict[str, Any] | None:
        """Return what was there before."""
        return self._content(change, change.before)

    def get_after(self, change: Change) -> dict[str, Any] | None:
        """Return what was there after."""
        return self._content(change, change.after)

    def _content(self, change: Change, content: dict[str, Any]) -> dict[str, Any] | None:
        return content if may_read_content(self.person, change) else None
