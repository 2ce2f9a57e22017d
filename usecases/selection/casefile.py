"""How files and what was said of new submissions are selected."""

from usecases.models.assessments import Materiality
from usecases.models.casefile import Attachment
from usecases.rules.visibility_casefile import attachments_for
from usecases.rules.visibility_reviews import materialities_for
from usecases.selection.filters import SeveralChoices, YesNo
from usecases.selection.parts import OfCase
from usecases.selection.strict import Subject
from usecases.vocabulary.casefile import AttachmentKind, ScanState


class AttachmentFilters(OfCase):
    """Files, by their use case, by what they are and whether they can be opened."""

    kind = SeveralChoices(field_name="kind", choices=AttachmentKind.choices)
    scan_state = SeveralChoices(field_name="scan_state", choices=ScanState.choices)

    class Meta:
        model = Attachment
        fields: tuple[str, ...] = ()


class MaterialityFilters(OfCase):
    """What was said of new submissions, by their use case."""

    material = YesNo(field_name="material")

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
    (),
    {"said_at": "said_at"},
    ("use_case", "submission", "said_by"),
)
