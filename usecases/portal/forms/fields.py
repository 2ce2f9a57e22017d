"""What a bank's field looks like on a form: its help, its group, two buttons for yes or no."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HELP: dict[str, Promise] = {
    "title": _("A short name that a reader outside your institution understands."),
    "summary": _("What it does, for whom, and why AI is needed."),
    "model_family": _("For example the name of an open model, or “proprietary”."),
    "model_size": _("In billions of parameters. Leave it empty if it is not known."),
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


def formfield(column: Any, **kwargs: Any) -> forms.Field | None:
    """Ask a yes-or-no question with two buttons; no answer yet stays no answer."""
    field: forms.Field | None = column.formfield(**kwargs)
    if field is None or column.get_internal_type() != "BooleanField" or not column.null:
        return field
    return forms.TypedChoiceField(
        label=field.label,
        choices=YES_NO,
        coerce=lambda value: value == "True",
        empty_value=None,
        widget=forms.RadioSelect,
    )
