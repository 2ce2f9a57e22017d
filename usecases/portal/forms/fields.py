"""What a bank's field looks like on a form: its help, its group, two buttons for yes or no."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HELP: dict[str, Promise] = {
    "title": _("A short name that a reader outside your institution understands."),
    "summary": _("What it does, for whom, and why AI is needed."),
    "model_family": _("For example the name of an open model, or “proprietary”."),
    "model_size": _("Leave it empty if it is not known."),
    "data_description": _("Where the data come from, and how they are protected."),
    "compute_asked": _("For the whole trial. Enter 0 if you need none of the pooled compute."),
    "testing_plan": _("Steps, duration, who takes part, and what stops the test."),
    "success_measures": _("Each measure with today’s value and the value that counts as success."),
    "human_oversight": _("Who can see, correct and stop what the system does, and when."),
    "customer_facing": _("Do customers read or hear what the system produces?"),
    "ai_against_ai": _("Does one AI system check or challenge another?"),
}

# Ticks that belong together, by the first of them.
GROUPS: dict[str, tuple[Promise, tuple[str, ...]]] = {
    "data_public": (
        _("Classes of data"),
        ("data_public", "data_proprietary", "data_synthetic", "data_personal"),
    ),
}
GROUPED = frozenset(name for _legend, names in GROUPS.values() for name in names)

YES_NO = [("True", _("Yes")), ("False", _("No"))]


NOT_CHOSEN = _("Not chosen yet")


class Number(forms.DecimalField):
    """A number, shown again without the zeros that the column adds."""

    def prepare_value(self, value: Any) -> Any:
        """Return 14 for 14.000; what could not be read stays as it was typed."""
        return format(value.normalize(), "f") if isinstance(value, Decimal) else value


def formfield(column: Any, **kwargs: Any) -> forms.Field | None:
    """Return the form field of a column, as this form asks for it."""
    kind = column.get_internal_type()
    if kind == "DecimalField":
        # A number box drops what it cannot read; a text box keeps it, to be corrected.
        kwargs["widget"] = forms.TextInput(attrs={"inputmode": "decimal"})
        kwargs["form_class"] = Number
    field: forms.Field | None = column.formfield(**kwargs)
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = NOT_CHOSEN
    elif column.choices and isinstance(field, forms.ChoiceField):
        field.choices = [("", NOT_CHOSEN), *column.choices]
    return _yes_or_no(field) if field and kind == "BooleanField" and column.null else field


def _yes_or_no(field: forms.Field) -> forms.Field:
    """Ask with two buttons; no answer yet stays no answer."""
    return forms.TypedChoiceField(
        label=field.label,
        choices=YES_NO,
        coerce=lambda value: value == "True",
        empty_value=None,
        widget=forms.RadioSelect,
    )
