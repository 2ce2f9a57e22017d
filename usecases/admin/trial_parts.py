"""What the lists of targets, test cycles and results have in common."""

from typing import Any, TypeVar

from django.contrib.admin import display
from django.db.models import Model, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.base import ConsoleAdmin
from usecases.admin.lists import Alternatives
from usecases.admin.person import person_of
from usecases.models.base import Record
from usecases.models.results import Cycle, Result
from usecases.models.trials import Target
from usecases.rules.visibility_register import techniques_for
from usecases.selection.verdicts import results_of_verdict, targets_of_verdict
from usecases.vocabulary.trials import Verdict

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
