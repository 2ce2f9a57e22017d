"""Forms about the people on a use case: who is responsible, who else reads or writes it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from usecases.models.institutions import Institution, Member
from usecases.vocabulary.sections import SECTIONS

NAME_CHARACTERS = 200
_SECTIONS = [(section.code, section.title) for section in SECTIONS]


class ResponsibleForm(forms.Form):
    """The colleague who is reminded of what falls due."""

    responsible = forms.ChoiceField(label=_("Responsible colleague"))

    def __init__(self, writers: Iterable[Member], data: object = None, **kwargs: Any) -> None:
        super().__init__(data, prefix="charge", **kwargs)  # type: ignore[arg-type]  # a QueryDict
        choices = [("", _("Choose a colleague")), *((str(m.user_id), m.user.name) for m in writers)]
        self.fields["responsible"].choices = choices  # type: ignore[attr-defined]  # a choice


class JointForm(forms.Form):
    """The institution that is to read along."""

    institution = forms.ModelChoiceField(
        label=_("Joint institution"),
        queryset=Institution.objects.none(),
        empty_label=_("Choose an institution"),
        help_text=_(
            "The institutions of the public register. Is one missing? Ask the regulator’s contact."
        ),
    )

    def __init__(self, offered: Any, data: object = None) -> None:
        super().__init__(data, prefix="joint")  # type: ignore[arg-type]  # a QueryDict
        self.fields["institution"].queryset = offered  # type: ignore[attr-defined]  # a choice of records


class SectionsForm(forms.Form):
    """Which sections a technology partner reads and writes."""

    sections = forms.MultipleChoiceField(
        label=_("Sections to read and write"),
        choices=_SECTIONS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Its people see these sections only, as long as your institution writes."),
    )


class PartnerForm(SectionsForm):
    """A technology partner, by its name, with its sections."""

    name = forms.CharField(
        label=_("Technology partner"),
        max_length=NAME_CHARACTERS,
        widget=forms.TextInput(attrs={"list": "known-partners"}),
    )
    field_order = ("name", "sections")
