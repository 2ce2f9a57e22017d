"""Targets in the console: what trials are to reach, and whether they did."""

from typing import Any

from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.figures import FigureFilter
from usecases.admin.lists import VisibleRelated
from usecases.admin.person import person_of
from usecases.admin.plain import exported
from usecases.admin.target_acts import target_acts
from usecases.admin.trial_parts import PartOfTrial, TechniqueFilter, VerdictFilter, verdict_badge
from usecases.models.trials import Target
from usecases.rules.verdict import deciding, verdict
from usecases.text.measures import measured_text, value_text


class TargetAdmin(PartOfTrial[Target]):
    """What trials are to reach, and whether they did."""

    list_display = ("use_case", "institution", "metric", "aspect", "aim", "measured", "says")
    list_filter = (
        *(FigureFilter, "metric", VerdictFilter, TechniqueFilter),
        ("use_case__phase", VisibleRelated),
        ("use_case__category", VisibleRelated),
    )
    list_select_related = ("use_case__institution", "metric")
    further_columns = ("baseline", "meaning", "no_result_reason", "recorded_at", "updated_at")
    search_fields = ("use_case__reference", "use_case__title", "metric__label_en", "aspect")
    empty_text = _("What trials are to reach is set on the page of a use case and appears here.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Target]:
        """Fetch what was measured along."""
        return super().get_queryset(request).prefetch_related("results")

    @display(description=_("baseline"))
    def from_where(self, target: Target) -> str:
        """What it was before the trial."""
        return "–" if target.baseline is None else value_text(target.baseline, target.metric.unit)

    @display(description=_("success is"), ordering="value")
    def aim(self, target: Target) -> str:
        """What success is."""
        value = value_text(target.value, target.metric.unit)
        return f"{target.get_success_display()} {value}"

    @display(description=_("result"))
    def measured(self, target: Target) -> str:
        """The result by which it is judged."""
        found = deciding(target.results.all())
        if found is None:
            return "–"
        return measured_text(found.operator, found.value, found.upper, target.metric.unit)

    @display(description=_("verdict"))
    @exported(lambda target: str(verdict(target, deciding(target.results.all())).label))
    def says(self, target: Target) -> str:
        """What the record says."""
        return verdict_badge(verdict(target, deciding(target.results.all())))

    def sections(self, request: HttpRequest, obj: Target | None) -> list[Any]:
        """Show what was said in advance, and why there is no result if there is none."""
        said = ("use_case", "metric", "aspect", "from_where", "aim", "meaning")
        return [(None, said), (_("What came of it"), ("measured", "says", "no_result_reason"))]

    def acts(self, request: HttpRequest, obj: Target) -> list[Act]:
        """Offer what comes next."""
        return target_acts(obj, person_of(request))
