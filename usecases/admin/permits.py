"""Late permits: listed, given on the page of a phase, taken back."""

from typing import Any

from django import forms
from django.contrib.admin import display
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, WhyForm
from usecases.admin.base import ConsoleAdmin
from usecases.admin.columns import moment_column
from usecases.admin.list_active import Active
from usecases.admin.lists import VisibleRelated
from usecases.admin.monitor_forms import moment
from usecases.admin.person import person_of
from usecases.models.institutions import Institution
from usecases.models.permits import Permit
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.rules.permissions import may
from usecases.rules.permits import permits_for, standing, stands
from usecases.rules.visibility_register import institutions_for
from usecases.vocabulary.actions import Action
from usecases.workflow import permits


class PermitForm(WhyForm):
    """Asks who may hand in late, and until when."""

    institution = forms.ModelChoiceField(Institution.objects.none(), label=_("Institution"))
    until = moment(_("May submit until"), help_text=_("In the programme's time zone."))
    field_order = ("institution", "until", "reason")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        known = institutions_for(person).filter(active=True).order_by("legal_name")
        self.fields["institution"].queryset = known  # type: ignore[attr-defined]  # a choice of rows


class PermitAdmin(ConsoleAdmin[Permit]):
    """Who may hand in after a phase closed, until when, and why."""

    fields = ("institution", "phase", "until", "reason", "given_by", "ended_at")
    list_display = ("institution", "phase", "ends", "standing", "reason", "given_by")
    list_filter = (("phase", VisibleRelated), ("institution", VisibleRelated))
    list_select_related = ("institution", "phase__programme", "given_by")
    active = Active(_("Standing only"), _("Ended only"), standing)
    further_columns = ("recorded_at", "ended")
    search_fields = ("institution__short_name", "institution__legal_name", "phase__code", "reason")
    empty_text = _("Late permits, given on the page of a phase, will appear here.")
    ends = moment_column("until", _("until"))
    ended = moment_column("ended_at", _("taken back"))

    @display(description=_("stands"), boolean=True)
    def standing(self, permit: Permit) -> bool:
        """Whether the institution may hand in by it now."""
        return stands(permit, timezone.now())

    def acts(self, request: HttpRequest, obj: Permit) -> list[Act]:
        """Offer to take it back."""
        person = person_of(request)
        if not may(person, Action.GIVE_PERMIT):
            return []
        over = "" if stands(obj, timezone.now()) else _("This permit has ended already.")
        return [
            Act(
                name="end",
                label=_("Take it back"),
                lead=_("From now on the institution can no longer hand in to this phase."),
                perform=lambda values: permits.end(obj, by=person, **values),
                form=WhyForm,
                why_not=over,
                danger=True,
                done=_("The permit is taken back."),
            )
        ]


def permit_acts(phase: Phase, person: Person) -> list[Act]:
    """Offer to let an institution hand in late."""
    if not may(person, Action.GIVE_PERMIT):
        return []
    return [
        Act(
            name="permit",
            label=_("Give a late permit"),
            lead=_(
                "One institution may hand in to this phase until a moment after it closed. Its "
                "portal says so; nobody else is told. A permit that it has ends with this one."
            ),
            perform=lambda values: permits.give(phase, by=person, **values),
            form=PermitForm,
            done=_("The permit is given."),
        )
    ]


def permits_panel(phase: Phase, person: Person) -> dict[str, Any]:
    """Return what the page of a phase shows of its permits."""
    rows = permits_for(person).filter(standing(timezone.now()), phase=phase)
    return {"permits": list(rows.select_related("institution", "given_by").order_by("until"))}
