"""What inviting asks for: whom, to what, in which role."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ActForm, ReasonForm
from usecases.admin.records import rows_for
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.person import Person
from usecases.models.phases import Authority
from usecases.vocabulary.limits import TITLE_CHARACTERS
from usecases.vocabulary.roles import MemberRole, Role

__all__ = ["AnswerForm", "InviteForm", "ReasonForm"]


class AnswerForm(ReasonForm):
    """The institution, and the role there."""

    institution = forms.ModelChoiceField(Institution.objects.none(), label=_("Institution"))
    member_role = forms.ChoiceField(
        label=_("Role there"),
        choices=MemberRole.choices,
        initial=MemberRole.SIGNATORY,
        help_text=_("The first person signs, and invites the colleagues."),
    )
    field_order = ("institution", "member_role", "reason")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        _choices(self, "institution", Institution, person)


class InviteForm(ReasonForm):
    """An address; and a role of staff, or an institution with a role, or a partner of one."""

    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=TITLE_CHARACTERS, required=False)
    role = forms.ChoiceField(
        label=_("Role of staff"),
        choices=[("", _("None: not of the staff")), *Role.choices],
        required=False,
    )
    authority = forms.ModelChoiceField(
        Authority.objects.none(),
        label=_("Authority"),
        required=False,
        empty_label=_("Every authority"),
        help_text=_("For a role of staff."),
    )
    institution = forms.ModelChoiceField(
        Institution.objects.none(),
        label=_("Institution"),
        required=False,
        help_text=_("For a member, or for a partner's person who works on its use cases."),
    )
    member_role = forms.ChoiceField(
        label=_("Role there"), choices=[("", "---------"), *MemberRole.choices], required=False
    )
    partner = forms.ModelChoiceField(
        TechnologyPartner.objects.none(),
        label=_("Technology partner"),
        required=False,
        help_text=_("Only the sections named to the partner are opened, of this institution."),
    )
    field_order = (
        *("email", "name", "role", "authority", "institution", "member_role", "partner"),
        "reason",
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        _choices(self, "authority", Authority, person)
        _choices(self, "institution", Institution, person)
        _choices(self, "partner", TechnologyPartner, person)


def _choices(form: ActForm, name: str, model: Any, person: Person) -> None:
    form.fields[name].queryset = rows_for(model, person)  # type: ignore[attr-defined]  # a choice of rows
