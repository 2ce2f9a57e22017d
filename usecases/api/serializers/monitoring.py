"""What falls due in a trial, what goes wrong in one, and notes about it."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from usecases.api.serializers.base import Shown, code, key, text
from usecases.models.casefile import Note
from usecases.models.monitoring import Deliverable, Incident
from usecases.models.outcomes import Benefit
from usecases.rules.due import days_late, state_of
from usecases.vocabulary.monitoring import DeliverableState

_CASE = ("id", "use_case", "reference")
_STAMPS = ("recorded_at", "updated_at")


class DeliverableShown(Shown[Deliverable]):
    """A deliverable: as fixed when the trial started, as amended, and what came of it."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    file = key("file_id", allow_null=True)
    state = serializers.SerializerMethodField()
    days_late = serializers.SerializerMethodField()
    handed_in_by = text("handed_in_by.name", allow_null=True, default=None)
    signed_off_by = text("signed_off_by.name", allow_null=True, default=None)
    waived_by = text("waived_by.name", allow_null=True, default=None)
    related = ("handed_in_by", "signed_off_by", "waived_by")
    staff_only = ("handed_in_by", "signed_off_by", "waived_by", *_STAMPS)

    class Meta:
        model = Deliverable
        fields = (
            *(*_CASE, "kind", "title", "due_on", "amended_due_on", "state", "days_late"),
            *("handed_in_at", "handed_in_by", "text", "file", "signed_off_at", "signed_off_by"),
            *("waived_at", "waived_by", "waiver", *_STAMPS),
        )

    @extend_schema_field(serializers.ChoiceField(choices=DeliverableState.choices))
    def get_state(self, row: Deliverable) -> str:
        """Where it stands now."""
        return state_of(row, row.use_case, timezone.now())

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_days_late(self, row: Deliverable) -> int | None:
        """How many days after its day, as amended, it was handed in; null before."""
        programme = row.use_case.phase.programme
        return None if row.handed_in_at is None else days_late(row, programme)


class IncidentShown(Shown[Incident]):
    """Something that went wrong in a trial."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    cause = code(allow_null=True)
    staff_only = _STAMPS

    class Meta:
        model = Incident
        fields = (
            *(*_CASE, "severity", "cause", "description", "detected_at", "reported_at"),
            *("resolved_at", "action", *_STAMPS),
        )


class NoteShown(Shown[Note]):
    """A note; a bank reads those that are addressed to it."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    written_by = text("written_by.name")
    closed_by = text("closed_by.name", allow_null=True, default=None)
    written_at = serializers.DateTimeField(source="written", read_only=True)
    related = ("closed_by",)
    staff_only = ("written_by", "closed_by", "updated_at")

    class Meta:
        model = Note
        fields = (
            *(
                *_CASE,
                "kind",
                "text",
                "action_wanted",
                "due_on",
                "done",
                "written_by",
                "written_at",
            ),
            *("closed_at", "closed_by", *_STAMPS),
        )


class BenefitShown(serializers.ModelSerializer[Benefit]):
    """A number that is claimed for an outcome."""

    metric = code()

    class Meta:
        model = Benefit
        fields = ("metric", "operator", "value", "upper", "words")

    def to_representation(self, instance: Benefit) -> dict[str, Any]:
        """Return the fields; words that were not given are null."""
        shown: dict[str, Any] = super().to_representation(instance)
        return {**shown, "words": shown["words"] or None}
