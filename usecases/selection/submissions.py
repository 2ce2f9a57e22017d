"""How frozen submissions are selected."""

from usecases.models.submissions import Submission
from usecases.rules.visibility import submissions_for
from usecases.rules.visibility_register import people_for
from usecases.selection.columns import by_columns
from usecases.selection.filters import Several
from usecases.selection.of_case import OfCase
from usecases.selection.strict import Subject


@by_columns("number", "digest", "form_version", "signed_at")
class SubmissionFilters(OfCase):
    """Submissions by their use case, and by whom they were signed."""

    signed_by = Several("signed_by", people_for, key="pk")

    class Meta:
        model = Submission
        fields: tuple[str, ...] = ()


SUBMISSIONS = Subject(
    name="submissions",
    visible=submissions_for,
    filterset=SubmissionFilters,
    search=("use_case__reference", "use_case__title"),
    related=("use_case", "signed_by"),
)
