"""Forms of what a bank says after the decision: to it, to what is to be public, of the outcome."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from usecases.models.outcomes import Outcome
from usecases.vocabulary.limits import PLAIN_CHARACTERS
from usecases.vocabulary.terms import OutcomeResult


class AcceptForm(forms.Form):
    """The signatory's tick under the decision and its conditions."""

    confirm = forms.BooleanField(
        label=_(
            "I have read the decision and its conditions, and I accept them for my institution"
        ),
        error_messages={"required": _("Tick the box to accept.")},
    )


class QueryForm(forms.Form):
    """What the bank asks about a decision."""

    text = forms.CharField(
        label=_("What do you ask?"),
        help_text=_("Your case officer reads it and answers here and by mail."),
        max_length=PLAIN_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class AgreeForm(forms.Form):
    """The signatory's tick under exactly what is to be public, and the stamp of what was read."""

    read = forms.CharField(widget=forms.HiddenInput)
    confirm = forms.BooleanField(
        label=_("I have read all of this, and I agree for my institution that it becomes public"),
        error_messages={"required": _("Tick the box to agree.")},
    )


class ChangeForm(forms.Form):
    """What is to be changed before anything is public."""

    text = forms.CharField(
        label=_("What is to be changed?"),
        help_text=_("Nothing is published. Your case officer reads this and asks you anew."),
        max_length=PLAIN_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


def _prose(label: StrOrPromise, help_text: StrOrPromise = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=PLAIN_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ToldForm(forms.Form):
    """What became of a use case, as its bank tells it."""

    result = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[
            each
            for each in OutcomeResult.choices
            if each[0] not in (OutcomeResult.TERMINATED, OutcomeResult.NO_REPLY)
        ],
        widget=forms.RadioSelect,
    )
    benefits = _prose(_("What did it bring?"))
    lessons = _prose(_("What did you learn?"), _("Only the regulator reads this."))
    public_lessons = _prose(
        _("Lessons that may be published"),
        _("The regulator may publish them for the industry, without the name of your institution."),
    )


def same_as(outcome: Outcome | None, told: dict[str, Any]) -> bool:
    """Whether the last that was told says just this: a second click tells nothing anew."""
    return outcome is not None and all(getattr(outcome, n) == value for n, value in told.items())
