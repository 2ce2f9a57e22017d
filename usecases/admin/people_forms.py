"""What the acts on people ask for: which role, for which authority, from when, until when."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import WhyForm
from usecases.admin.records import rows_for
from usecases.models.access import RoleGrant, User
from usecases.models.person import Person
from usecases.models.phases import Authority
from usecases.vocabulary.limits import TIME_ZONE
from usecases.vocabulary.roles import Role

_ZONE = ZoneInfo(TIME_ZONE)


class SpanForm(WhyForm):
    """From which day, until which day, and why."""

    since = forms.DateField(
        label=_("From"),
        required=False,
        widget=AdminDateWidget(),
        help_text=_("The first day. Empty: from now on."),
    )
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=AdminDateWidget(),
        help_text=_("The last day, to its end. Empty: until somebody ends it."),
    )

    def clean_since(self) -> datetime | None:
        """Return the first moment of that day; of today, now."""
        day: date | None = self.cleaned_data["since"]
        if day is None or day == timezone.localdate(timezone=_ZONE):
            return None
        return datetime.combine(day, time.min, _ZONE)

    def clean_until(self) -> datetime | None:
        """Return the last moment of that day."""
        day: date | None = self.cleaned_data["until"]
        return datetime.combine(day, time.max, _ZONE) if day else None


class GrantForm(SpanForm):
    """A role to grant."""

    role = forms.ChoiceField(label=_("Role"), choices=[("", "---------"), *Role.choices])
    authority = forms.ModelChoiceField(
        Authority.objects.none(),
        label=_("Authority"),
        required=False,
        empty_label=_("Every authority"),
    )
    field_order = ("role", "authority", "since", "until", "reason")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.fields["authority"].queryset = rows_for(Authority, person)  # type: ignore[attr-defined]  # a choice of rows


class HeldChoice(forms.ModelChoiceField[RoleGrant]):
    """Says a role as people do."""

    def label_from_instance(self, obj: RoleGrant) -> str:
        """Name the role and the authority."""
        where = obj.authority or _("every authority")
        return f"{obj.get_role_display()}, {where}"


class DeputyForm(SpanForm):
    """Who stands in, in which role; the form is handed the holder as an initial value."""

    held = HeldChoice(RoleGrant.objects.none(), label=_("In which role"), empty_label=None)
    deputy = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who stands in"),
        help_text=_("Somebody of the staff: who holds, or held, a role."),
    )
    field_order = ("held", "deputy", "since", "until", "reason")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        holder = self.initial["holder"]
        own = rows_for(RoleGrant, person).filter(user=holder, deputy_for=None)
        own = own.filter(Q(until=None) | Q(until__gt=timezone.now()))
        staff = rows_for(User, person).filter(grants__isnull=False).distinct()
        others = staff.filter(is_active=True, service=False)
        self.fields["held"].queryset = own.select_related("authority")  # type: ignore[attr-defined]  # a choice of rows
        self.fields["deputy"].queryset = others.exclude(pk=holder.pk).order_by("name")  # type: ignore[attr-defined]  # a choice of rows
        self.fields["until"].required = True
        self.fields["until"].help_text = _("The last day, to its end. A deputy always has one.")
