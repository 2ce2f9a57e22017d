"""The plan and the targets that a bank proposes: incomplete is fine, wrong is not."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from usecases.models.person import Person
from usecases.models.words import Metric, Term
from usecases.portal.forms.fields import NOT_CHOSEN
from usecases.portal.forms.trial_fields import count, day, number, prose
from usecases.rules.missing import Missing
from usecases.rules.plans import AIM_FIELDS
from usecases.rules.visibility_register import metrics_for, terms_for
from usecases.vocabulary.limits import PROPOSED_TARGETS
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.trials import PLAN_FIELDS, Success


class PlanForm(forms.Form):
    """The plan, and a remark that goes with it."""

    plan = prose(
        _("Plan"), rows=10, required=False, help_text=_("Step by step: what you do, with whom.")
    )
    planned_from = day(_("Planned start"))
    planned_to = day(_("Planned end"))
    environment = forms.ModelChoiceField(
        Term.objects.none(),
        label=_("Environment"),
        to_field_name="code",
        required=False,
        empty_label=NOT_CHOSEN,
    )
    compute_granted = number(_("Compute wanted (GPU hours)"))
    customers_limit = count(_("Most customers"), help_text=_("How many may meet it, at most."))
    transactions_limit = count(_("Most transactions"))
    safeguards = prose(_("Safeguards"), rows=6, required=False)
    remark = prose(
        _("Remark to your case officer"),
        required=False,
        help_text=_("What is not part of the plan: why a date or a number is as it is."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, person: Person, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        places = terms_for(person).filter(kind=TermKind.ENVIRONMENT, active=True)
        self.fields["environment"].queryset = places  # type: ignore[attr-defined]  # a choice of records
        for name in ("plan", "planned_from", "planned_to"):
            self.fields[name].optional = False  # type: ignore[attr-defined]  # the proposal asks for it

    def written(self) -> dict[str, Any]:
        """Return the fields of the plan."""
        return {name: self.cleaned_data[name] for name in PLAN_FIELDS}


class AimForm(forms.Form):
    """One target; one of which nothing is filled in is none."""

    metric = forms.ModelChoiceField(
        Metric.objects.none(),
        label=_("What is measured"),
        to_field_name="code",
        required=False,
        empty_label=NOT_CHOSEN,
    )
    aspect = forms.CharField(
        label=_("Of what"),
        required=False,
        max_length=120,
        help_text=_("Where one metric has several targets: of which part."),
    )
    baseline = number(_("Baseline"), help_text=_("What it is today, before the trial."))
    success = forms.ChoiceField(
        label=_("Success is"), required=False, choices=[("", NOT_CHOSEN), *Success.choices]
    )
    value = number(_("Value"))
    meaning = prose(_("What success means"), rows=2, required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["metric"].queryset = metrics_for(person).filter(active=True)  # type: ignore[attr-defined]  # a choice of records
        for name in ("metric", "success", "value"):
            self.fields[name].optional = False  # type: ignore[attr-defined]  # the proposal asks for it


class BaseAims(forms.BaseFormSet[AimForm]):
    """The targets of a plan."""

    def kept(self) -> list[AimForm]:
        """Return the forms that hold a target."""
        return [
            form
            for form in self.forms
            if not form.cleaned_data.get("DELETE")
            and any(form.cleaned_data.get(name) not in (None, "") for name in AIM_FIELDS)
        ]

    def written(self) -> list[dict[str, Any]]:
        """Return the targets."""
        return [{name: form.cleaned_data[name] for name in AIM_FIELDS} for form in self.kept()]


def aims(person: Person, *, extra: int = 1, **kwargs: Any) -> BaseAims:
    """Return the forms of the targets, some of them empty."""
    made = forms.formset_factory(
        AimForm,
        formset=BaseAims,
        extra=extra,
        can_delete=True,
        max_num=PROPOSED_TARGETS,
        absolute_max=PROPOSED_TARGETS + 5,
    )
    found: Any = made(prefix="target", form_kwargs={"person": person}, **kwargs)
    for form in found.forms:
        form.fields["DELETE"].label = _("Take this target out")
    return found  # type: ignore[no-any-return]  # made by a factory


def initial_of(content: Mapping[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return what the forms begin with: codes and plain values are what they take."""
    return dict(content.get("plan") or {}), [dict(row) for row in content.get("targets") or []]


def take_faults(form: PlanForm, targets: BaseAims, faults: tuple[Missing, ...]) -> None:
    """Put each fault on its field: of the plan, or of the target with its number."""
    kept = targets.kept()
    for fault, of, name in _placed(faults):
        owner: forms.Form = kept[of - 1] if 0 < of <= len(kept) else form
        field = name if name in owner.fields else None
        owner.add_error(field, ValidationError(str(fault.text), code=fault.code))


def _placed(faults: tuple[Missing, ...]) -> Iterator[tuple[Missing, int, str]]:
    for fault in faults:
        start, _sep, rest = fault.field.partition("_")
        place, _sep, name = rest.partition("_")
        aimed = start == "target" and place.isdecimal()
        yield (fault, int(place), name) if aimed else (fault, 0, fault.field)
