"""What is asked when the outcome of a use case is told: the result, benefits, their numbers."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ActForm
from usecases.models.outcomes import Outcome
from usecases.rules.visibility_register import metrics_for
from usecases.vocabulary.limits import TITLE_CHARACTERS
from usecases.vocabulary.terms import FOLLOW_UPS
from usecases.vocabulary.trials import Operator
from usecases.workflow.benefits import Claim

CLAIMS = 3  # numbers that one telling takes in the console


def _prose(label: Any) -> forms.CharField:
    widget = AdminTextareaWidget(attrs={"rows": 4})
    return forms.CharField(label=label, required=False, widget=widget)


class ToldForm(ActForm):
    """What became of a use case."""

    result = Outcome._meta.get_field("result").formfield()
    follow_up = forms.TypedChoiceField(
        label=_("Asked after"),
        required=False,
        choices=[("", _("Nobody asked")), *FOLLOW_UPS],
        coerce=int,
        empty_value=None,
        help_text=_("Where it answers the follow-up of a completed trial."),
    )
    happened_on = forms.DateField(
        label=_("Happened"),
        required=False,
        widget=AdminDateWidget(),
        help_text=_("Empty: today."),
    )
    told_by = forms.CharField(label=_("Told by"), required=False, max_length=TITLE_CHARACTERS)
    benefits = _prose(_("Benefits"))
    lessons = _prose(_("Lessons"))
    public_lessons = _prose(_("Lessons that may be published"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        metrics = metrics_for(self.person).filter(active=True)
        for number in range(1, CLAIMS + 1):
            for name, field in _claim_fields(number, metrics).items():
                self.fields[f"{name}_{number}"] = field

    def clean(self) -> dict[str, Any]:
        """Gather the numbers; one without its metric, or a metric without a number, is refused."""
        given = super().clean() or {}
        found = []
        for number in range(1, CLAIMS + 1):
            parts = {name: given.pop(f"{name}_{number}", None) for name in _PARTS}
            metric, value = parts["metric"], parts["value"]
            if metric is not None and value is not None:
                found.append(Claim(**{**parts, "operator": parts["operator"] or Operator.EQUAL}))
            elif metric is not None or value is not None:
                field = f"{'value' if metric else 'metric'}_{number}"
                self.add_error(field, ValidationError(_("Give both."), code="required"))
        return {**given, "claims": found}


_PARTS = ("metric", "operator", "value", "upper", "words")


def _claim_fields(number: int, metrics: Any) -> dict[str, forms.Field]:
    """Return the fields of one number that is claimed."""

    def named(text: Any) -> Any:
        return format_lazy(_("Benefit {n}: {what}"), n=number, what=text)

    shape: dict[str, Any] = {"max_digits": 14, "decimal_places": 4, "required": False}
    return {
        "metric": forms.ModelChoiceField(metrics, label=named(_("metric")), required=False),
        "operator": forms.ChoiceField(
            label=named(_("how exactly")), choices=Operator.choices, required=False
        ),
        "value": forms.DecimalField(label=named(_("value")), **shape),
        "upper": forms.DecimalField(label=named(_("up to")), **shape),
        "words": forms.CharField(label=named(_("of what")), required=False, max_length=200),
    }
