"""What the acts on a trial ask for: its plan, its targets, what was measured."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ActForm, ReasonForm, WhyForm
from usecases.admin.forms import reason_field
from usecases.admin.monitor_forms import day, prose
from usecases.admin.records import rows_for
from usecases.models.person import Person
from usecases.models.results import Cycle
from usecases.models.trials import Target, Trial
from usecases.models.words import Metric, Technique, Term
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.trials import CYCLE_FIELDS, PLAN_FIELDS, TARGET_FIELDS


class PlanForm(ActForm):
    """The trial plan."""

    environment = forms.ModelChoiceField(
        Term.objects.none(), label=_("Environment"), required=False
    )
    plan = prose(_("Plan"), rows=8, required=False)
    safeguards = prose(_("Safeguards"), required=False)
    planned_from = day(_("Planned from"), required=False)
    planned_to = day(_("Planned to"), required=False)
    compute_granted = Trial._meta.get_field("compute_granted").formfield()
    customers_limit = Trial._meta.get_field("customers_limit").formfield()
    transactions_limit = Trial._meta.get_field("transactions_limit").formfield()
    reason = reason_field(required=False)
    based_on = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = (*PLAN_FIELDS, "reason")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        places = rows_for(Term, person).filter(kind=TermKind.ENVIRONMENT, active=True)
        self.fields["environment"].queryset = places  # type: ignore[attr-defined]  # a choice of rows

    def clean_based_on(self) -> datetime | None:
        """Return the moment of the plan that the person looked at, if there was one."""
        given = self.cleaned_data["based_on"]
        try:
            return datetime.fromisoformat(given) if given else None
        except ValueError as error:
            raise forms.ValidationError(_("The page is too old. Open it again.")) from error


class PlanAmendForm(PlanForm):
    """The plan as it is amended, with the reason."""

    reason = reason_field(required=True)


class TargetChangeForm(ReasonForm):
    """What is said of a target."""

    success = Target._meta.get_field("success").formfield()
    value = Target._meta.get_field("value").formfield()
    baseline = Target._meta.get_field("baseline").formfield(
        help_text=_("What it is today, before the trial.")
    )
    meaning = prose(_("What success means"), rows=3, required=False)
    field_order = (*TARGET_FIELDS, "reason")


class TargetForm(TargetChangeForm):
    """A target to set."""

    metric = forms.ModelChoiceField(Metric.objects.none(), label=_("Metric"))
    aspect = Target._meta.get_field("aspect").formfield()
    field_order = ("metric", "aspect", *TARGET_FIELDS, "reason")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        metrics = rows_for(Metric, person).filter(active=True)
        self.fields["metric"].queryset = metrics  # type: ignore[attr-defined]  # a choice of rows


class TargetLateForm(TargetForm):
    """A target that comes after the start, with the reason."""

    reason = reason_field(required=True)


class TargetAmendForm(TargetChangeForm):
    """A target as it is amended, with the reason."""

    reason = reason_field(required=True)


class NoResultForm(WhyForm):
    """Why a target has no result."""


class CycleForm(ActForm):
    """A test cycle, and how the system is set up in it."""

    name = Cycle._meta.get_field("name").formfield()
    began_on = forms.DateField(label=_("Began"), required=False, widget=AdminDateWidget())
    ended_on = forms.DateField(label=_("Ended"), required=False, widget=AdminDateWidget())
    techniques = forms.ModelMultipleChoiceField(
        Technique.objects.none(),
        label=_("Techniques"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    model_family = Cycle._meta.get_field("model_family").formfield()
    model_size = Cycle._meta.get_field("model_size").formfield()
    prompting = prose(_("Prompting"), rows=2, required=False)
    retrieval = prose(_("Retrieval"), rows=2, required=False)
    fine_tuning = prose(_("Fine-tuning and its method"), rows=2, required=False)
    guardrails = prose(_("Guardrails"), rows=2, required=False)
    temperature = Cycle._meta.get_field("temperature").formfield()
    sampling = Cycle._meta.get_field("sampling").formfield()
    data_split = prose(_("Data split"), rows=2, required=False)
    field_order = (*CYCLE_FIELDS, "reason")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        techniques = rows_for(Technique, person).filter(active=True)
        self.fields["techniques"].queryset = techniques  # type: ignore[attr-defined]  # a choice of rows


class SetUpForm(CycleForm):
    """What is said of a test cycle, with the reason once something was measured in it."""

    reason = reason_field(required=False)


def amended_note(what: object) -> Any:
    """Return what an amendment does, of the plan or of a target."""
    text = _("The trial runs: {what} changes by an amendment. Both values and the reason stay.")
    return format_lazy(text, what=what)
