"""Results in the console: what was measured, and what that says of the target."""

from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.columns import moment_column
from usecases.admin.figures import FigureFilter
from usecases.admin.lists import VisibleRelated
from usecases.admin.person import person_of
from usecases.admin.plain import exported
from usecases.admin.result_acts import result_acts
from usecases.admin.trial_parts import PartOfTrial, TechniqueFilter, VerdictFilter, verdict_badge
from usecases.models.results import Result
from usecases.rules.editing import may_add
from usecases.rules.permissions import may
from usecases.rules.verdict import verdict
from usecases.text.measures import measured_text, of_how_many
from usecases.vocabulary.actions import Action


class ResultAdmin(PartOfTrial[Result]):
    """What was measured, and what that says of the target."""

    list_display = ("use_case", "institution", "metric", "aspect", "measured", "whole", "says")
    list_filter = (
        *(FigureFilter, "metric", VerdictFilter, TechniqueFilter),
        ("use_case__phase", VisibleRelated),
        *(("use_case__category", VisibleRelated), "final", "evaluator", "basis", "happened_on"),
    )
    list_select_related = (
        *("use_case__institution", "use_case__phase__programme", "metric"),
        *("cycle__use_case", "target__metric"),
    )
    further_columns = ("cycle", "final", "evaluator", "happened", "basis", "source")
    search_fields = ("use_case__reference", "use_case__title", "metric__label_en", "aspect")
    empty_text = _("What test cycles measured is written on the page of a target.")
    happened = moment_column("happened_on", _("happened"))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Offer the import to whoever may write results."""
        offered = {"may_import": may(person_of(request), Action.HANDLE)}
        return super().changelist_view(request, {**(extra_context or {}), **offered})

    @display(description=_("value"), ordering="value")
    def measured(self, row: Result) -> str:
        """The value or range, with its unit."""
        return measured_text(row.operator, row.value, row.upper, row.metric.unit)

    @display(description=_("of how many"), ordering="denominator")
    def whole(self, row: Result) -> str:
        """Of how many."""
        return of_how_many(row.numerator, row.denominator, row.sample_size) or "–"

    @display(description=_("verdict"))
    @exported(lambda row: str(verdict(row.target, row).label) if row.target else None)
    def says(self, row: Result) -> str:
        """What it says of its target."""
        return verdict_badge(verdict(row.target, row)) if row.target else "–"

    def sections(self, request: HttpRequest, obj: Result | None) -> list[Any]:
        """Show what was measured, of how many, and where that comes from."""
        what = ("use_case", "cycle", "metric", "target", "aspect", "measured", "says", "final")
        whole = ("whole", "no_denominator", "sample_size", "evaluator")
        when = ("happened_on", "precision", "basis", "source", "evidence")
        return [(None, what), (_("Of how many"), whole), (_("Ground"), when)]

    def acts(self, request: HttpRequest, obj: Result) -> list[Act]:
        """Offer what comes next."""
        return result_acts(obj, person_of(request))

    def around(self, request: HttpRequest, obj: Result) -> dict[str, Any]:
        """Lead on to a finding, from a result that is final."""
        writes = obj.final and may_add(person_of(request), "finding")
        return {**super().around(request, obj), "writes_findings": writes}
