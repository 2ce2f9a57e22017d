"""What the first page of an import asks for."""

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

_WHAT = [
    ("drafts", _("Drafts: what banks sent us, for them to complete and sign")),
    ("record", _("Recorded after the fact: what happened, with dates and source")),
]


class SheetForm(forms.Form):
    """A file whose rows are read."""

    file = forms.FileField(
        label=_("File"),
        max_length=200,
        help_text=_("CSV in UTF-8, or XLSX, of which the first sheet is read."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        validators=[FileExtensionValidator(["csv", "xlsx"])],
    )


class ImportForm(SheetForm):
    """A file, and whether its rows become drafts or are recorded."""

    what = forms.ChoiceField(
        label=_("What the rows are"), choices=_WHAT, widget=forms.RadioSelect, initial="drafts"
    )
    field_order = ("what", "file")
