"""What a bank writes of its tests: a cycle with its set-up, and what was measured."""

from typing import Any

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.models.person import Person
from usecases.models.results import Cycle
from usecases.models.trials import Target
from usecases.models.words import Technique
from usecases.portal.forms.fields import NOT_CHOSEN
from usecases.portal.forms.trial_fields import count, day, number, prose, upload
from usecases.rules.measuring import needs_denominator
from usecases.rules.visibility_casefile import attachments_for
from usecases.rules.visibility_register import techniques_for
from usecases.rules.visibility_trials import cycles_for
from usecases.text.measures import bounds_text
from usecases.vocabulary.limits import REASON_CHARACTERS
from usecases.vocabulary.trials import CYCLE_FIELDS, Evaluator, Operator


def _own(name: str, **kwargs: Any) -> Any:
    return Cycle._meta.get_field(name).formfield(**kwargs)  # type: ignore[union-attr]  # plain columns


def reason(*, required: bool) -> forms.CharField:
    """Return a field that asks why."""
    return forms.CharField(
        label=_("Why"),
        required=required,
        max_length=REASON_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Your case officer reads it in the history."),
    )


class CycleForm(forms.Form):
    """A test cycle, and how the system is set up in it."""

    name = _own("name")
    began_on = day(_("Began"))
    ended_on = day(_("Ended"))
    techniques = forms.ModelMultipleChoiceField(
        Technique.objects.none(),
        label=_("Techniques"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    model_family = _own("model_family")
    model_size = number(_("Model size (billion parameters)"))
    prompting = prose(_("Prompting"), rows=3, required=False)
    retrieval = prose(_("Retrieval"), rows=3, required=False)
    fine_tuning = prose(_("Fine-tuning and its method"), rows=3, required=False)
    guardrails = prose(_("Guardrails"), rows=3, required=False)
    temperature = number(_("Temperature"))
    sampling = _own("sampling")
    data_split = prose(_("Data split"), rows=3, required=False)

    def __init__(self, person: Person, *, why: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        offered = techniques_for(person).filter(active=True)
        self.fields["techniques"].queryset = offered  # type: ignore[attr-defined]  # a choice of records
        if why:
            self.fields["reason"] = reason(required=True)

    def written(self) -> dict[str, Any]:
        """Return what is said of the cycle."""
        return {name: self.cleaned_data[name] for name in CYCLE_FIELDS}


class ResultForm(forms.Form):
    """What a test cycle measured of one target."""

    cycle = forms.ModelChoiceField(
        Cycle.objects.none(), label=_("Test cycle"), empty_label=NOT_CHOSEN
    )
    operator = forms.ChoiceField(
        label=_("How exactly"),
        choices=[
            (Operator.EQUAL, _("Exactly (=)")),
            (Operator.ABOUT, _("About (~)")),
            (Operator.LESS, _("Less than (<)")),
            (Operator.MORE, _("More than (>)")),
        ],
    )
    value = number(_("Value"), required=True)
    upper = number(_("Up to"), help_text=_("Only for a range: its upper end."))
    numerator = count(_("Numerator"), help_text=_("The value is what these two give."))
    denominator = count(_("Denominator"))
    sample_size = count(_("Sample size"))
    evaluator = forms.ChoiceField(
        label=_("Judged by"), choices=[("", NOT_CHOSEN), *Evaluator.choices]
    )
    happened_on = day(_("Measured on"), help_text=_("Leave it empty for today."))
    evidence = forms.ModelChoiceField(
        Cycle.objects.none(),
        label=_("Evidence: a file that is here already"),
        required=False,
        empty_label=_("None"),
    )
    file = upload(_("Evidence: a new file"))
    final = forms.BooleanField(
        label=_("This is the final result"),
        required=False,
        help_text=_("The target is judged by it."),
    )

    def __init__(self, person: Person, target: Target, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        case = target.use_case
        rows = cycles_for(person).filter(use_case=case).select_related("use_case")
        cycles: Any = self.fields["cycle"]
        cycles.queryset = rows.order_by("-number")
        cycles.label_from_instance = cycle_name
        files: Any = self.fields["evidence"]
        files.queryset = attachments_for(person).filter(use_case=case)
        bounds = bounds_text(target.metric.lowest, target.metric.highest) or _("without bounds")
        unit = target.metric.get_unit_display()
        self.fields["value"].help_text = format_lazy(
            _("In {unit}; {bounds}."), unit=unit, bounds=bounds
        )
        if needs_denominator(target.metric):
            self.fields["denominator"].optional = False  # type: ignore[attr-defined]  # read by the look
            self.fields["denominator"].help_text = _("A percentage needs it: of how many.")


class SheetForm(forms.Form):
    """A file whose rows are results."""

    file = forms.FileField(
        label=_("File"),
        max_length=200,
        help_text=_("CSV in UTF-8, or XLSX, of which the first sheet is read."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        validators=[FileExtensionValidator(["csv", "xlsx"])],
    )


class VoidForm(forms.Form):
    """Why a result does not count."""

    reason = reason(required=True)


def cycle_name(cycle: Cycle) -> str:
    """Return how a cycle is called among those of its trial."""
    told = _("Cycle {number}").format(number=cycle.number)
    return f"{told}: {cycle.name}" if cycle.name else told
