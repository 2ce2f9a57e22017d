"""Whatever hangs on use cases, by when those were first submitted."""

from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet
from django_filters import FilterSet

from usecases.selection.filters import PeriodDay
from usecases.selection.happened import period_of, submitted_in
from usecases.selection.history import Times
from usecases.selection.periods import Period


class OfCohort(FilterSet):
    """Narrows to what belongs to use cases of a cohort, as known at the moments asked about."""

    submitted_from = PeriodDay(method="of_cohort")
    submitted_to = PeriodDay(method="of_cohort")
    cohort_path: ClassVar[str] = "use_case"

    def of_cohort(self, rows: QuerySet[Any], name: str, value: date | None) -> QuerySet[Any]:
        """Keep what belongs to cases first submitted on this day or after it; or by it."""
        if value is None:
            return rows
        wanted: dict[str, Any] = self.form.cleaned_data
        period_of(wanted, "submitted")
        end = Period(last=value) if name == "submitted_to" else Period(first=value)
        cases = submitted_in(end, Times(wanted.get("as_at"), wanted.get("known_at")))
        return rows.filter(**{f"{self.cohort_path}__in": cases})
