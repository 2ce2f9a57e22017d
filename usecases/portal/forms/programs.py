"""Forms about the programs of a bank's people: their tokens, and where they are told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from usecases.vocabulary.limits import TOKEN_DAYS, TOKEN_DAYS_MOST
from usecases.vocabulary.roles import Scope
from usecases.vocabulary.webhooks import Event

# What the regulator writes is not offered: a bank's token could do nothing with it.
SCOPES = [(scope.value, scope.label) for scope in Scope if scope != Scope.OPERATE]


class TokenForm(forms.Form):
    """What a token is for, what it may, and until when."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Which program uses it."))
    scopes = forms.MultipleChoiceField(
        label=_("May"),
        choices=SCOPES,
        widget=forms.CheckboxSelectMultiple,
        initial=[Scope.READ.value],
    )
    days = forms.IntegerField(
        label=_("Valid for so many days"),
        min_value=1,
        max_value=TOKEN_DAYS_MOST,
        initial=TOKEN_DAYS,
    )


class WebhookForm(forms.Form):
    """Where it goes and what it tells."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Which program is told."))
    address = forms.CharField(
        label=_("Address"), max_length=300, help_text=_("Begins with https. No redirects.")
    )
    events = forms.MultipleChoiceField(
        label=_("Is told of"), choices=Event.choices, widget=forms.CheckboxSelectMultiple
    )
