"""Forms of the notices: what to look for, and how mail is to come."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from usecases.vocabulary.limits import SEARCH_CHARACTERS
from usecases.vocabulary.messages import MailChoice


class FindForm(forms.Form):
    """What to look for among the notices."""

    search = forms.CharField(
        label=_("Words or reference"), required=False, max_length=SEARCH_CHARACTERS
    )
    letter = forms.ChoiceField(label=_("About"), required=False)
    since = forms.DateField(
        label=_("Since"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, kinds: Sequence[tuple[str, str]], data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict
        choices = [("", _("Everything")), *kinds]
        self.fields["letter"].choices = choices  # type: ignore[attr-defined]  # a choice


class PreferenceForm(forms.Form):
    """How mail is to come."""

    mail = forms.ChoiceField(
        label=_("How often do you want mail?"),
        choices=MailChoice.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Receipts, questions, decisions and whatever stops a trial reach you at once in any "
            "case. Everything is kept among the notices too."
        ),
    )
    reminders = forms.BooleanField(
        label=_("Remind me by mail of what falls due"),
        required=False,
        help_text=_("All of a day in one mail, in the morning."),
    )
