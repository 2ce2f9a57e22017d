"""Forms about the people of a bank: who is let in, in which role, and who takes over."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from usecases.models.institutions import Member
from usecases.vocabulary.limits import REASON_CHARACTERS, TITLE_CHARACTERS
from usecases.vocabulary.roles import MemberRole

ROLES = (
    (MemberRole.EDITOR, _("Editor: writes")),
    (MemberRole.SIGNATORY, _("Signatory: writes, signs, and manages colleagues")),
    (MemberRole.VIEWER, _("Viewer: reads")),
)
_WHY = _("Why? (kept with the change)")


class PersonForm(forms.Form):
    """Whom to let in."""

    name = forms.CharField(label=_("Name"), max_length=TITLE_CHARACTERS)
    email = forms.EmailField(label=_("E-mail"))


class ColleagueForm(PersonForm):
    """A colleague to invite, in a role."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLES, widget=forms.RadioSelect)


class RoleForm(forms.Form):
    """Another role for a colleague."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLES, widget=forms.RadioSelect)
    reason = forms.CharField(label=_WHY, required=False, max_length=REASON_CHARACTERS)


class EndForm(forms.Form):
    """The end of somebody's access, and who takes over what they were responsible for."""

    successor = forms.ChoiceField(label=_("Who takes over?"), required=False)
    reason = forms.CharField(label=_WHY, required=False, max_length=REASON_CHARACTERS)

    def __init__(
        self, others: Iterable[Member], duties: int, data: object = None, prefix: str = "end"
    ) -> None:
        super().__init__(data, prefix=prefix)  # type: ignore[arg-type]  # a QueryDict
        choices = [("", _("Choose a colleague")), *((str(m.user_id), m.user.name) for m in others)]
        self.fields["successor"].choices = choices  # type: ignore[attr-defined]  # a choice
        if not duties:
            del self.fields["successor"]
