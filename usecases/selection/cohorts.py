"""Whatever hangs on use cases, by when those were first submitted."""

from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet

from usecases.selection.filters import FilterSet, PeriodDay, YesNo
from usecases.selection.happened import period_of, submitted_in, undated
from usecases.selection.history import Times
from usecases.selection.periods import Period


class OfCohort(FilterSet):
    """Narrows to what belongs to use cases of a cohort, as known at the moments asked about."""

    submitted_from = PeriodDay(method="of_cohort")
    submitted_to = PeriodDay(method="of_cohort")
    undated = YesNo(method="of_unknown_day")
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

    def of_unknown_day(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep what belongs to cases of which the day of submission is not known, or is."""
        if value is None:
            return rows
        wanted: dict[str, Any] = self.form.cleaned_data
        times = Times(wanted.get("as_at"), wanted.get("known_at"))
        unknown = undated(times, self.cohort_path)
        return rows.filter(unknown if value else ~unknown)
