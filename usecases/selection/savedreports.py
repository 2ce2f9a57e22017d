"""How saved reports are selected: one's own, and those that colleagues share."""

from typing import Any

from django.db.models import QuerySet

from usecases.models.access import SavedView
from usecases.models.person import Person
from usecases.rules.visibility_casefile import saved_views_for
from usecases.rules.visibility_register import people_for
from usecases.selection.columns import by_columns
from usecases.selection.filters import FilterSet, Several, SeveralTexts, YesNo
from usecases.selection.strict import Subject

_PREFIX = "report:"


def subject_of(report: str) -> str:
    """Return under which subject a saved view of a report is kept."""
    return f"{_PREFIX}{report}"


def report_of(view: SavedView) -> str:
    """Return of which report a saved view is."""
    return view.subject.removeprefix(_PREFIX)


def saved_reports_for(person: Person) -> QuerySet[SavedView]:
    """The saved views of reports that the person finds."""
    return saved_views_for(person).filter(subject__startswith=_PREFIX)


@by_columns("updated_at")
class SavedReportFilters(FilterSet):
    """Saved reports, by report, and whether colleagues find them."""

    report = SeveralTexts(field_name="subject", method="of_report")
    user = Several("user", people_for, key="pk")
    shared = YesNo(field_name="shared")

    class Meta:
        model = SavedView
        fields: tuple[str, ...] = ()

    def of_report(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Keep what is saved of these reports."""
        return rows.filter(subject__in=[subject_of(each) for each in value]) if value else rows


SAVED_REPORTS = Subject(
    "saved-reports",
    saved_reports_for,
    SavedReportFilters,
    ("name",),
    {"name": "name"},
    ("user",),
)
