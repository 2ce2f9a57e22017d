"""Test cycles in the console: rounds of testing, each in one set-up."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.columns import number_column
from usecases.admin.lists import VisibleRelated
from usecases.admin.person import person_of
from usecases.admin.result_acts import ENDED, recorded, writing_act
from usecases.admin.result_forms import result_form
from usecases.admin.trial_forms import SetUpForm
from usecases.admin.trial_parts import PartOfTrial, TechniqueFilter
from usecases.models.person import Person
from usecases.models.results import Cycle
from usecases.rules.permissions import may, on_case
from usecases.text.digest import plain
from usecases.vocabulary.actions import Action
from usecases.vocabulary.monitoring import RUNNING
from usecases.vocabulary.trials import CYCLE_FIELDS, SETUP_FIELDS
from usecases.workflow import measure


class CycleAdmin(PartOfTrial[Cycle]):
    """Rounds of testing, each in one set-up."""

    list_display = ("__str__", "institution", "name", "model_family", "size", "heat")
    list_filter = (
        *(TechniqueFilter, ("use_case__phase", VisibleRelated)),
        *(("use_case__category", VisibleRelated), "began_on"),
    )
    list_select_related = ("use_case__institution",)
    further_columns = ("began_on", "ended_on", "sampling", "recorded_at", "updated_at")
    search_fields = ("use_case__reference", "use_case__title", "name", "model_family")
    empty_text = _("Test cycles are begun on the page of a use case in trial and appear here.")
    number_columns = ("size", "heat")
    size = number_column("model_size", _("model size (billion parameters)"))
    heat = number_column("temperature", _("temperature"))

    def sections(self, request: HttpRequest, obj: Cycle | None) -> list[Any]:
        """Show when it was, and how the system was set up."""
        when = ("use_case", "number", "name", "began_on", "ended_on")
        return [(None, when), (_("Set-up"), ("techniques", *SETUP_FIELDS))]

    def acts(self, request: HttpRequest, obj: Cycle) -> list[Act]:
        """Offer what comes next."""
        return cycle_acts(obj, person_of(request))


def cycle_acts(cycle: Cycle, person: Person) -> list[Act]:
    """Return what can be done in a test cycle: written what it measured, said how it was set up."""
    case = cycle.use_case
    if not may(on_case(person, case), Action.HANDLE):
        return []
    if case.stage not in (*RUNNING, *ENDED) and not recorded(case):
        return []
    return [_result_of_cycle(cycle, person), _setup(cycle, person)]


def _result_of_cycle(cycle: Cycle, person: Person) -> Act:
    def write(values: dict[str, Any]) -> object:
        fields = {name: value for name, value in values.items() if name != "reason"}
        reason = values.get("reason", "")
        return measure.write_result(cycle, fields=fields, by=person, reason=reason)

    case = cycle.use_case
    lead = _("It belongs to the target of its metric, if there is one, and else stands alone.")
    return writing_act(case, write, result_form(case, cycle=cycle), lead=lead)


def _setup(cycle: Cycle, person: Person) -> Act:
    def change(values: dict[str, Any]) -> object:
        fields = {name: values[name] for name in CYCLE_FIELDS}
        return measure.change_cycle(cycle, fields=fields, by=person, reason=values["reason"])

    def known() -> dict[str, Any]:
        shown = {name: _bare(getattr(cycle, name)) for name in CYCLE_FIELDS if name != "techniques"}
        return {**shown, "techniques": [each.pk for each in cycle.techniques.all()]}

    return Act(
        name="setup",
        label=_("Change the set-up"),
        lead=_("How the system was set up in it; with a reason once something is measured."),
        perform=change,
        form=SetUpForm,
        prepare=known,
        done=_("The set-up is changed."),
    )


def _bare(value: Any) -> Any:
    return plain(value) if isinstance(value, Decimal) else value
