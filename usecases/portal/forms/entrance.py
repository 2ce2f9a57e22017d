"""What those are asked who are not in yet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from usecases.vocabulary.limits import TITLE_CHARACTERS

_NEW = {"autocomplete": "new-password"}


class BeginForm(forms.Form):
    """A name and a password, typed twice."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=TITLE_CHARACTERS,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(_NEW),
        help_text=_(
            "At least 15 characters. A few words that do not belong together are easier to "
            "remember than signs and digits."
        ),
    )
    again = forms.CharField(
        label=_("The password again"), strip=False, widget=forms.PasswordInput(_NEW)
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two passwords that differ."""
        told = super().clean() or {}
        if {"password", "again"} <= set(told) and told["password"] != told["again"]:
            self.add_error("again", _("This is not the password above."))
        return told
