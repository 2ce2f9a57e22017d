"""Forms of single acts: sign, take back, withdraw, choose a bank."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from usecases.models.institutions import Contributor, Member
from usecases.vocabulary.limits import REASON_CHARACTERS


class SignForm(forms.Form):
    """The signatory's tick, and the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    confirm = forms.BooleanField(
        label=_("I have read everything above, and I sign and submit it for my institution"),
        error_messages={"required": _("Tick the box to sign.")},
    )


class RecallForm(forms.Form):
    """Why a submission is taken back, if the signatory cares to say, and the version seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why do you take it back?"),
        required=False,
        max_length=REASON_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WithdrawForm(forms.Form):
    """Why a use case is withdrawn, and the version that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why do you withdraw it?"),
        help_text=_("The case officer reads this."),
        max_length=REASON_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    confirm = forms.BooleanField(
        label=_("I understand that my institution cannot undo this"),
        error_messages={"required": _("Tick the box to withdraw.")},
    )


class ChooseForm(forms.Form):
    """By which of one's memberships, or for which partner, to act."""

    membership = forms.ChoiceField(label=_("For whom do you act now?"), widget=forms.RadioSelect)

    def __init__(
        self, held: Iterable[Member | Contributor], data: object = None, initial: str = ""
    ) -> None:
        super().__init__(data, initial={"membership": initial})  # type: ignore[arg-type]  # a QueryDict
        self.fields["membership"].choices = [  # type: ignore[attr-defined]  # a choice
            (str(each.pk), _named(each)) for each in held
        ]


def _named(held: Member | Contributor) -> str:
    """Name a membership by its institution and role, a contribution by partner and institution."""
    if isinstance(held, Member):
        return f"{held.institution.legal_name} · {held.get_role_display()}"
    text = _("{partner} · contributes to {institution}")
    return str(text).format(partner=held.partner, institution=held.institution.legal_name)
