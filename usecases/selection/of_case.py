"""How parts of use cases are selected: by all that is known of the case they belong to."""

from typing import Any, ClassVar

from django.db.models import QuerySet

from usecases.models.usecases import UseCase
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_register import (
    authorities_for,
    categories_for,
    institutions_for,
    people_for,
    phases_for,
    programmes_for,
    techniques_for,
)
from usecases.selection.cohorts import OfCohort
from usecases.selection.filters import Several, SeveralChoices, SeveralTerms, SeveralTexts
from usecases.selection.history import Times, any_of, placed, reached
from usecases.selection.staff import for_staff
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import TermKind

# What a part may be without, as asked by `without`: the column that is empty.
CASES_WITHOUT: dict[str, str] = {
    "category": "use_case__category",
    "technique": "use_case__techniques",
    "case_officer": "use_case__case_officer",
}
NONE = [(name, name) for name in CASES_WITHOUT]


class OfCase(OfCohort):
    """Parts of use cases, by the case they belong to."""

    use_case = Several("use_case", use_cases_for, key="pk")
    reference = SeveralTexts(field_name="use_case__reference")
    programme = Several("use_case__phase__programme", programmes_for)
    phase = Several("use_case__phase", phases_for)
    institution = Several("use_case__institution", institutions_for, key="pk")
    sector = SeveralTerms("use_case__institution__sector", TermKind.SECTOR)
    authority = Several("use_case__authority", authorities_for)
    category = Several("use_case__category", categories_for)
    technique = Several("use_case__techniques", techniques_for, many=True)
    case_officer = Several("use_case__case_officer", people_for, key="pk")
    without = SeveralChoices(choices=NONE, method="lacking")
    reached = SeveralChoices(choices=Stage.choices, method="came_to")

    empty: ClassVar[dict[str, str]] = CASES_WITHOUT

    @property
    def times(self) -> Times:
        """The moments that are asked about."""
        wanted: dict[str, Any] = self.form.cleaned_data
        return Times(wanted.get("as_at"), wanted.get("known_at"))

    def lacking(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Keep what has none of what is named; who has no officer is for staff to know."""
        if "case_officer" in value:
            for_staff(self.request, name)
        return rows.filter(**{f"{self.empty[each]}__isnull": True for each in value})

    def came_to(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Keep parts of cases that had ever reached one of these stages; of void ones none."""
        if not value:
            return rows
        cases = placed(UseCase.objects.all(), self.times)
        held = cases.filter(any_of([reached(each, self.times) for each in value]))
        return rows.filter(use_case__in=held.order_by().values("pk"))

    def as_known(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep what was recorded by then."""
        return rows.filter(recorded_at__lte=value) if value else rows

    def as_then(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """A moment that is applied together with what else is asked hides nothing by itself."""
        return rows
