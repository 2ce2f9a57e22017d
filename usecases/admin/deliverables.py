"""What falls due in trials: listed with where it stands."""

from typing import Any

from django.contrib.admin import display
from django.db.models import Model, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.base import ConsoleAdmin
from usecases.admin.columns import moment_column
from usecases.admin.deliverable_acts import deliverable_acts
from usecases.admin.figures import FigureFilter
from usecases.admin.list_active import Active
from usecases.admin.lists import Alternatives, VisibleRelated
from usecases.admin.monitoring import TONES
from usecases.admin.person import person_of
from usecases.admin.waiting import WaitingFilter
from usecases.models.monitoring import Deliverable
from usecases.rules.due import due_day, state_of
from usecases.selection.history import any_of
from usecases.selection.monitored import deliverable_is
from usecases.vocabulary.monitoring import EXPECTED, DeliverableState


class StandingFilter(Alternatives):
    """Narrows by where a deliverable stands now."""

    title = _("state")
    parameter = parameter_name = "state"

    def __init__(
        self,
        request: HttpRequest,
        params: dict[str, list[str]],
        model: type[Model],
        model_admin: Any,
    ) -> None:
        self.take(params)
        super().__init__(request, params, model, model_admin)
        self.hold([(each.value, each.label) for each in DeliverableState])

    def condition(self) -> Q:
        """Return that it stands at any of the chosen states."""
        now = timezone.now()
        return any_of([deliverable_is(state, now) for state in self.chosen])


_OPEN = Q(waived_at__isnull=True, signed_off_at__isnull=True, use_case__stage__in=EXPECTED)


class DeliverableAdmin(ConsoleAdmin[Deliverable]):
    """Milestones and reports of trials, each with its next step."""

    list_display = ("title", "use_case", "institution", "kind", "due_day", "standing")
    list_filter = (
        FigureFilter,
        WaitingFilter,
        StandingFilter,
        "kind",
        ("use_case__phase", VisibleRelated),
        ("use_case__institution", VisibleRelated),
        "due_on",
    )
    list_select_related = ("use_case__institution", "use_case__phase__programme")
    active = Active(_("Open only"), _("Closed only"), lambda _now: _OPEN)
    further_columns = ("first_due", "amended_due_on", "handed_in", "signed_off", "waived")
    search_fields = ("title", "use_case__reference", "use_case__title")
    empty_text = _("What falls due in trials is set on the page of a use case and appears here.")
    handed_in = moment_column("handed_in_at", _("handed in"))
    signed_off = moment_column("signed_off_at", _("signed off"))
    waived = moment_column("waived_at", _("waived"))

    @display(description=_("institution"), ordering="use_case__institution__short_name")
    def institution(self, row: Deliverable) -> str:
        """Whose case it is."""
        return str(row.use_case.institution)

    @display(description=_("due"), ordering="due_on")
    def due_day(self, row: Deliverable) -> str:
        """By when, as amended."""
        return date_format(due_day(row), "DATE_FORMAT")

    @display(description=_("due at first"), ordering="due_on")
    def first_due(self, row: Deliverable) -> str:
        """When it was due before any amendment."""
        return date_format(row.due_on, "DATE_FORMAT")

    @display(description=_("state"))
    def standing(self, row: Deliverable) -> str:
        """Where it stands."""
        state = state_of(row, row.use_case, timezone.now())
        return format_html('<span class="badge {}">{}</span>', TONES.get(state, ""), state.label)

    def sections(self, request: HttpRequest, obj: Deliverable | None) -> list[Any]:
        """Show what was asked for, what came of it, and who stood for it."""
        what = ("use_case", "kind", "title", "due_on", "amended_due_on")
        came = ("handed_in_at", "handed_in_by", "text", "file", "signed_off_at", "signed_off_by")
        waived = ("waived_at", "waived_by", "waiver")
        return [(None, what), (_("What came"), came), (_("Waived"), waived)]

    def around(self, request: HttpRequest, obj: Deliverable) -> dict[str, Any]:
        """Show an end report that came in its form, to be read, printed and signed off."""
        return {**super().around(request, obj), "report": obj.report}

    def acts(self, request: HttpRequest, obj: Deliverable) -> list[Act]:
        """Offer what comes next."""
        return deliverable_acts(obj, obj.use_case, person_of(request))
