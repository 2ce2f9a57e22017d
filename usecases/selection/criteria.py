"""How the criteria of phases are selected."""

from usecases.models.assessments import Criterion
from usecases.rules.visibility_register import phases_for
from usecases.rules.visibility_reviews import criteria_for
from usecases.selection.columns import STAMPS, by_columns
from usecases.selection.filters import FilterSet, Several, SeveralTexts, YesNo
from usecases.selection.strict import Subject


@by_columns("order", "weight", "lowest", "highest", staff_only=STAMPS)
class CriterionFilters(FilterSet):
    """Criteria by their phase."""

    phase = Several("phase", phases_for)
    code = SeveralTexts(field_name="code")
    active = YesNo(field_name="active")

    class Meta:
        model = Criterion
        fields: tuple[str, ...] = ()


CRITERIA = Subject(
    "criteria",
    criteria_for,
    CriterionFilters,
    ("code", "label_en", "label_zh_hant", "label_zh_hans"),
    {"code": "code", "order": "order", "phase": "phase__code"},
    ("phase",),
)
