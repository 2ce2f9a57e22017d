"""Fields that the forms of a trial share: days, moments, numbers, long texts, a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from usecases.portal.forms.fields import Number
from usecases.vocabulary import filetypes
from usecases.vocabulary.limits import FILE_BYTES, PLAIN_CHARACTERS

_MOMENT = "%Y-%m-%dT%H:%M"


def prose(label: Any, *, rows: int = 4, required: bool = True, help_text: Any = "") -> Any:
    """Return a field for several lines."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=PLAIN_CHARACTERS,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def day(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def moment(label: Any, *, help_text: Any = "") -> forms.DateTimeField:
    """Return a field for a day and a time, in the time zone that is active."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT)
    return forms.DateTimeField(label=label, help_text=help_text, widget=widget)


def number(label: Any, *, required: bool = False, help_text: Any = "") -> Number:
    """Return a field for a number; what cannot be read stays as it was typed."""
    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    return Number(
        label=label,
        required=required,
        help_text=help_text,
        widget=widget,
        max_digits=14,
        decimal_places=4,
    )


def count(label: Any, *, help_text: Any = "") -> forms.IntegerField:
    """Return a field for how many."""
    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label, required=False, min_value=0, help_text=help_text, widget=widget
    )


def upload(label: Any) -> forms.FileField:
    """Return a field for a file, with its types and size said beforehand."""
    return forms.FileField(
        label=label,
        required=False,
        widget=forms.FileInput(attrs={"accept": filetypes.ENDINGS}),
        help_text=_("%(types)s; %(megabytes)d MB at most.")
        % {"types": filetypes.WORDS, "megabytes": FILE_BYTES // 1024**2},
    )
