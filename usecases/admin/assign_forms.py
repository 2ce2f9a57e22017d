"""What is asked when use cases are assigned, or a conflict is found in somebody."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from usecases.admin.acts import ActForm
from usecases.admin.forms import reason_field
from usecases.models.access import User
from usecases.rules.assignable import assessors_for
from usecases.rules.visibility_register import people_for
from usecases.vocabulary.limits import REASON_CHARACTERS


class _Loaded(forms.ModelMultipleChoiceField[User]):
    """People, each with how much they have to do already."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name and the load."""
        told = ngettext("{n} use case to do", "{n} use cases to do", obj.load).format(n=obj.load)
        return f"{obj.name} ({told})"


class AssignForm(ActForm):
    """One or several assessors, and a day."""

    assessors = _Loaded(
        User.objects.none(),
        label=_("Assessors"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Beside each name: what is assigned and not handed in, of the cases you see."),
    )
    due_on = forms.DateField(label=_("Due"), required=False, widget=AdminDateWidget)
    reason = reason_field(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = assessors_for(self.person, timezone.now())
        self.fields["assessors"].queryset = rows  # type: ignore[attr-defined]  # a choice of rows


class FoundForm(ActForm):
    """Who has a conflict, in what, and how it is known."""

    person_found = forms.ModelChoiceField(User.objects.none(), label=_("Person"))
    about = forms.ChoiceField(label=_("Conflict of interest in"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("What the conflict is"), max_length=REASON_CHARACTERS, widget=forms.Textarea
    )
    targets: Sequence[tuple[str, str]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        staff = people_for(self.person).filter(grants__isnull=False, is_active=True)
        fields["person_found"].queryset = staff.distinct().order_by("name", "email")
        fields["about"].choices = self.targets
