"""What a bank's field looks like on a form: its help, its group, two buttons for yes or no."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.vocabulary.help import HELP

__all__ = ("GROUPED", "GROUPS", "HELP", "NOT_CHOSEN", "YES_NO", "formfield")

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
