"""What those are asked who are not in yet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from usecases.models.invitations import AccountRequest
from usecases.vocabulary.limits import REASON_CHARACTERS, TITLE_CHARACTERS

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


class RequestForm(forms.ModelForm[AccountRequest]):
    """Who asks for a first account, for whom, and why."""

    class Meta:
        model = AccountRequest
        fields = ("institution_name", "name", "position", "email", "message")
        labels = {
            "institution_name": _("Your institution"),
            "name": _("Your name"),
            "position": _("Your position"),
            "email": _("Your e-mail address at the institution"),
            "message": _("What you would like to apply for"),
        }
        widgets = {
            "institution_name": forms.TextInput({"autocomplete": "organization"}),
            "name": forms.TextInput({"autocomplete": "name"}),
            "position": forms.TextInput({"autocomplete": "organization-title"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "message": forms.Textarea({"rows": 5, "maxlength": REASON_CHARACTERS}),
        }
