"""How files and what was said of new submissions are selected."""

from usecases.models.assessments import Materiality
from usecases.models.casefile import Attachment
from usecases.rules.visibility import submissions_for
from usecases.rules.visibility_casefile import attachments_for
from usecases.rules.visibility_register import people_for
from usecases.rules.visibility_reviews import clarifications_for, materialities_for
from usecases.selection.columns import by_columns
from usecases.selection.filters import Several, SeveralChoices, SeveralTexts, YesNo
from usecases.selection.of_case import OfCase
from usecases.selection.strict import Subject
from usecases.vocabulary.casefile import AttachmentKind, ScanState


@by_columns(
    *("name", "size", "sha256", "content_type", "scanned_at", "recorded_at"),
    staff_only=("internal", "uploaded_by"),
)
class AttachmentFilters(OfCase):
    """Files, by their use case, by what they are and whether they can be opened."""

    kind = SeveralChoices(field_name="kind", choices=AttachmentKind.choices)
    clarification = Several("clarification", clarifications_for, key="pk")
    question = SeveralTexts(field_name="question__code")
    uploaded_by = Several("uploaded_by", people_for, key="pk")
    scan_state = SeveralChoices(field_name="scan_state", choices=ScanState.choices)

    class Meta:
        model = Attachment
        fields: tuple[str, ...] = ()


@by_columns("said_at")
class MaterialityFilters(OfCase):
    """What was said of new submissions, by their use case."""

    material = YesNo(field_name="material")
    submission = Several("submission", submissions_for, key="pk")
    said_by = Several("said_by", people_for, key="pk")

    class Meta:
        model = Materiality
        fields: tuple[str, ...] = ()


ATTACHMENTS = Subject(
    "attachments",
    attachments_for,
    AttachmentFilters,
    ("name", "description"),
    {"recorded_at": "recorded_at", "name": "name"},
    ("use_case",),
)
MATERIALITIES = Subject(
    "materialities",
    materialities_for,
    MaterialityFilters,
    ("use_case__reference", "use_case__title", "reason"),
    {"said_at": "said_at"},
    ("use_case", "submission", "said_by"),
)
