"""The form of an answer that an institution shares between its use cases."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from usecases.rules.answers import label
from usecases.vocabulary.limits import WORDS
from usecases.workflow.errors import Refused


class SharedForm(forms.Form):
    """What the answer is to, a name to find it by, and its text."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    field = forms.ChoiceField(label=_("An answer to"))
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("By which your colleagues find it, for example “Human oversight, chat”."),
    )
    text = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 12}))

    def __init__(self, *args: Any, settled: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(name, label(name)) for name in WORDS]
        self.fields["field"].choices = choices  # type: ignore[attr-defined]  # a choice
        if settled:
            del self.fields["field"]
            self.fields["text"].word_limit = WORDS.get(settled)  # type: ignore[attr-defined]  # read by the look

    def take_faults(self, refused: Refused) -> None:
        """Show what a verb refused beside the fields it is about."""
        for fault in refused.faults:
            field = fault.field if fault.field in self.fields else None
            self.add_error(field, ValidationError(str(fault.text), code=fault.code))
