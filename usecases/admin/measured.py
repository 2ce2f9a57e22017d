"""Targets, test cycles and results in the console: listed, filtered by what the record says."""

from typing import Any, TypeVar

from django.contrib.admin import display
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.base import ConsoleAdmin
from usecases.admin.figures import FigureFilter
from usecases.admin.lists import Alternatives, VisibleRelated
from usecases.admin.measured_acts import cycle_acts, result_acts, target_acts
from usecases.admin.person import person_of
from usecases.admin.plain import exported
from usecases.models.base import Record
from usecases.models.results import Cycle, Result
from usecases.models.trials import Target
from usecases.rules.verdict import deciding, verdict
from usecases.rules.visibility_register import techniques_for
from usecases.selection.verdicts import results_of_verdict, targets_of_verdict
from usecases.text.measures import measured_text, of_how_many, value_text
from usecases.vocabulary.trials import SETUP_FIELDS, Verdict

M = TypeVar("M", bound=Record)

# The badge of each verdict.
TONES: dict[str, str] = {
    Verdict.MET: "badge-good",
    Verdict.MISSED: "badge-bad",
    Verdict.UNDETERMINED: "badge-wait",
    Verdict.NO_RESULT: "",
}


def verdict_badge(said: Verdict) -> SafeString:
    """Draw a verdict; its word says it, its colour repeats it."""
    return format_html('<span class="badge {}">{}</span>', TONES[said], said.label)


class VerdictFilter(Alternatives):
    """Narrows by what the record says: met, missed, or not."""

    title = _("verdict")
    parameter = parameter_name = "verdict"

    def __init__(
        self,
        request: HttpRequest,
        params: dict[str, list[str]],
        model: type[Model],
        model_admin: Any,
    ) -> None:
        self.take(params)
        super().__init__(request, params, model, model_admin)
        self.of_results = model is Result
        known = [each for each in Verdict if not (self.of_results and each == Verdict.NO_RESULT)]
        self.hold([(each.value, each.label) for each in known])

    def condition(self) -> Q:
        """Return that the record says any of the chosen."""
        if self.of_results:
            return Q(pk__in=results_of_verdict(Result.objects.all(), self.chosen).values("pk"))
        return Q(pk__in=targets_of_verdict(Target.objects.all(), self.chosen).values("pk"))


class TechniqueFilter(Alternatives):
    """Narrows by the techniques of the cycle in which something was measured."""

    title = _("technique")
    parameter = parameter_name = "technique"

    def __init__(
        self,
        request: HttpRequest,
        params: dict[str, list[str]],
        model: type[Model],
        model_admin: Any,
    ) -> None:
        self.take(params)
        super().__init__(request, params, model, model_admin)
        self.model = model
        used = techniques_for(person_of(request)).filter(cycles__isnull=False).distinct()
        self.hold([(each.code, str(each)) for each in used])

    def condition(self) -> Q:
        """Return that a cycle with any of the chosen techniques measured it."""
        cycles = Cycle.objects.filter(techniques__code__in=self.chosen)
        if self.model is Cycle:
            return Q(pk__in=cycles.values("pk"))
        if self.model is Result:
            return Q(cycle__in=cycles.values("pk"))
        results = Result.objects.filter(cycle__in=cycles.values("pk"), voided_at__isnull=True)
        return Q(pk__in=results.filter(target__isnull=False).values("target"))


class PartOfTrial(ConsoleAdmin[M]):
    """A part of a trial: written by acts, and its place is the trial's tab."""

    def back_to(self, obj: M, act: Act) -> str:
        """Return to the trial on the page of its use case."""
        case: Any = getattr(obj, "use_case_id")  # noqa: B009  # every part of a case has it
        return reverse("admin:usecases_usecase_change", args=[case]) + "?tab=trial"

    @display(description=_("institution"), ordering="use_case__institution__short_name")
    def institution(self, row: Any) -> str:
        """Whose case it is."""
        return str(row.use_case.institution)


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


class CycleAdmin(PartOfTrial[Cycle]):
    """Rounds of testing, each in one set-up."""

    list_display = ("__str__", "institution", "name", "model_family", "model_size", "temperature")
    list_filter = (
        *(TechniqueFilter, ("use_case__phase", VisibleRelated)),
        *(("use_case__category", VisibleRelated), "began_on"),
    )
    list_select_related = ("use_case__institution",)
    further_columns = ("began_on", "ended_on", "sampling", "recorded_at", "updated_at")
    search_fields = ("use_case__reference", "use_case__title", "name", "model_family")
    empty_text = _("Test cycles are begun on the page of a use case in trial and appear here.")

    def sections(self, request: HttpRequest, obj: Cycle | None) -> list[Any]:
        """Show when it was, and how the system was set up."""
        when = ("use_case", "number", "name", "began_on", "ended_on")
        return [(None, when), (_("Set-up"), ("techniques", *SETUP_FIELDS))]

    def acts(self, request: HttpRequest, obj: Cycle) -> list[Act]:
        """Offer what comes next."""
        return cycle_acts(obj, person_of(request))


class ResultAdmin(PartOfTrial[Result]):
    """What was measured, and what that says of the target."""

    list_display = ("use_case", "institution", "metric", "aspect", "measured", "whole", "says")
    list_filter = (
        *(FigureFilter, "metric", VerdictFilter, TechniqueFilter),
        ("use_case__phase", VisibleRelated),
        *(("use_case__category", VisibleRelated), "final", "evaluator", "basis", "happened_on"),
    )
    list_select_related = ("use_case__institution", "metric", "cycle__use_case", "target__metric")
    further_columns = ("cycle", "final", "evaluator", "happened_on", "basis", "source")
    search_fields = ("use_case__reference", "use_case__title", "metric__label_en", "aspect")
    empty_text = _("What test cycles measured is written on the page of a target.")

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
