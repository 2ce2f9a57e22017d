"""What went wrong in trials: listed, put right, resolved."""

from datetime import datetime
from typing import Any

from django.contrib.admin import display
from django.db.models import Q
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.base import ConsoleAdmin
from usecases.admin.columns import moment_column
from usecases.admin.figures import FigureFilter
from usecases.admin.list_active import Active
from usecases.admin.lists import VisibleRelated
from usecases.admin.monitor_forms import IncidentChangeForm, ResolveForm
from usecases.admin.monitoring import SEVERITIES
from usecases.admin.person import person_of
from usecases.models.monitoring import Incident
from usecases.models.person import Person
from usecases.rules.permissions import may, on_case
from usecases.vocabulary.actions import Action
from usecases.workflow.incidents import CHANGED, change_incident, resolve


class IncidentAdmin(ConsoleAdmin[Incident]):
    """Incidents of trials, the open ones first."""

    list_display = ("use_case", "institution", "how_bad", "what", "cause", "detected")
    list_filter = (
        FigureFilter,
        "severity",
        ("cause", VisibleRelated),
        ("use_case__phase", VisibleRelated),
        ("use_case__institution", VisibleRelated),
        "detected_at",
    )
    list_select_related = ("use_case__institution", "use_case__phase__programme", "cause")
    active = Active(_("Open only"), _("Resolved only"), lambda _now: Q(resolved_at__isnull=True))
    further_columns = ("reported", "resolved", "recorded_at")
    search_fields = ("description", "use_case__reference", "use_case__title")
    empty_text = _("Incidents are reported on the page of a use case and will appear here.")
    detected = moment_column("detected_at", _("detected"))
    reported = moment_column("reported_at", _("reported"))
    resolved = moment_column("resolved_at", _("resolved"))

    @display(description=_("institution"), ordering="use_case__institution__short_name")
    def institution(self, row: Incident) -> str:
        """Whose case it is."""
        return str(row.use_case.institution)

    @display(description=_("severity"), ordering="severity")
    def how_bad(self, row: Incident) -> str:
        """How bad it was."""
        tone = SEVERITIES.get(row.severity, "")
        return format_html('<span class="badge {}">{}</span>', tone, row.get_severity_display())

    @display(description=_("what happened"))
    def what(self, row: Incident) -> str:
        """Its first words."""
        return Truncator(row.description).words(18)

    def sections(self, request: HttpRequest, obj: Incident | None) -> list[Any]:
        """Show what happened, and what was done about it."""
        what = ("use_case", "severity", "cause", "description", "detected_at", "reported_at")
        by = ("reported_by",) if obj and obj.reported_by_id else ()
        return [(None, (*what, *by)), (_("What was done"), ("resolved_at", "action"))]

    def acts(self, request: HttpRequest, obj: Incident) -> list[Act]:
        """Offer what comes next."""
        return incident_acts(obj, person_of(request))


def incident_acts(row: Incident, person: Person) -> list[Act]:
    """Return what this person can do to an incident."""
    if not may(on_case(person, row.use_case), Action.HANDLE):
        return []
    change = Act(
        name="change",
        label=_("Put right"),
        lead=_("What was written before stays in the history, with your reason."),
        perform=lambda values: _change(row, person, dict(values)),
        form=IncidentChangeForm,
        initial={name: getattr(row, name) for name in CHANGED},
        done=_("Put right."),
    )
    if row.resolved_at:
        return [change]
    done = Act(
        name="resolve",
        label=_("Resolve"),
        lead=_("It no longer weighs on the traffic light of the trial."),
        perform=lambda values: resolve(row, by=person, **values),
        form=ResolveForm,
        done=_("Resolved."),
        main=True,
    )
    return [done, change]


def _change(row: Incident, person: Person, values: dict[str, Any]) -> None:
    """Hand over what differs from what the page showed, which knows no seconds."""
    reason = values.pop("reason")
    fields = {name: value for name, value in values.items() if value != _shown(row, name)}
    fields = {name: value for name, value in fields.items() if name != "reported_at" or value}
    change_incident(row, fields, by=person, reason=reason)


def _shown(row: Incident, name: str) -> Any:
    value = getattr(row, name)
    return value.replace(second=0, microsecond=0) if isinstance(value, datetime) else value
