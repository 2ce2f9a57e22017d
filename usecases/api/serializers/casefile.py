"""Files with a use case, and what was said of its new submissions."""

from usecases.api.serializers.base import Shown, key, text
from usecases.models.assessments import Materiality
from usecases.models.casefile import Attachment

_CASE = ("id", "use_case", "reference")


class AttachmentShown(Shown[Attachment]):
    """A file: what it is called, how large it is, whether it is clean; its bytes are elsewhere."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    clarification = key("clarification_id", allow_null=True)
    uploaded_by = text("uploaded_by.name")
    related = ("uploaded_by",)
    staff_only = ("internal", "uploaded_by")

    class Meta:
        model = Attachment
        fields = (
            *(*_CASE, "kind", "internal", "name", "description", "size", "sha256"),
            *("content_type", "scan_state", "scanned_at", "clarification", "uploaded_by"),
            "recorded_at",
        )


class MaterialityShown(Shown[Materiality]):
    """Whether what a new submission changed matters to the assessments made before it."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    submission = key("submission_id")
    said_by = text("said_by.name")

    class Meta:
        model = Materiality
        fields = (*_CASE, "submission", "material", "reason", "said_by", "said_at")
