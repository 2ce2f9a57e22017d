"""Forms of single acts: sign, take back, withdraw, choose a bank."""

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from usecases.models.institutions import Contributor, Member
from usecases.vocabulary.limits import REASON_CHARACTERS

DIGITS = 9  # of a version; what is longer is none


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


class SignForm(forms.Form):
    """The signatory's tick, and the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    confirm = forms.BooleanField(
        label=_("I have read everything above, and I sign and submit it for my institution"),
        error_messages={"required": _("Tick the box to sign.")},
    )


class Versions(forms.MultipleChoiceField):
    """Some records, each in the version that was read: `id:version`."""

    def valid_value(self, value: str) -> bool:
        """Whether this names a version at all; what became of the record, its own verb says."""
        key, _colon, version = value.partition(":")
        return (
            _is_uuid(key) and version.isascii() and version.isdecimal() and len(version) <= DIGITS
        )


class SignSeveralForm(forms.Form):
    """The drafts that are signed together, and the signatory's one tick."""

    drafts = Versions(
        label=_("Drafts"), error_messages={"required": _("Choose at least one that you have read.")}
    )
    confirm = forms.BooleanField(
        label=_("I have read each of these to its end, and I sign and submit them"),
        error_messages={"required": _("Tick the box to sign.")},
    )

    def chosen(self) -> list[tuple[UUID, int]]:
        """Return each draft with the version that was read."""
        parts = (each.partition(":") for each in self.cleaned_data["drafts"])
        return [(UUID(key), int(version)) for key, _colon, version in parts]


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
