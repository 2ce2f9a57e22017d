"""The forms of an account, in the words of every other page."""

from typing import Any

from allauth.account import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_WORDS: dict[str, Promise] = {
    "login": _("E-mail"),
    "email": _("E-mail"),
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
}


class InWords(forms.forms.Form):
    """Names its fields as people do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _WORDS.get(name, field.label)


class LoginForm(InWords, forms.LoginForm):
    """Asks for an e-mail address and a password."""


class ResetPasswordForm(InWords, forms.ResetPasswordForm):
    """Asks where to send the link."""


class ResetPasswordKeyForm(InWords, forms.ResetPasswordKeyForm):
    """Asks for a new password, by the link."""


class ChangePasswordForm(InWords, forms.ChangePasswordForm):
    """Asks for a new password, and for the one that it replaces."""
