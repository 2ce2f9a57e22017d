"""The page of a use case: a head on every tab, the tabs, and the stock form on one of them."""

from typing import Any

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.assign_acts import assign_acts
from usecases.admin.base import ConsoleAdmin
from usecases.admin.case_acts import case_acts
from usecases.admin.case_head import grouped, head
from usecases.admin.case_tabs import TABS, Tab, chosen
from usecases.admin.clearances import clearance_acts, greyed_uncleared
from usecases.admin.files import attach_acts
from usecases.admin.look_over import look_over_acts
from usecases.admin.monitor_acts import monitor_acts
from usecases.admin.notes import note_acts
from usecases.admin.person import person_of
from usecases.admin.replies import reply_acts
from usecases.admin.timeline import number_of_events
from usecases.admin.trial_acts import trial_acts
from usecases.admin.viewings import viewings_panel
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.rules import visibility
from usecases.vocabulary.sections import BANK_FIELDS, REGULATOR_FIELDS, SECTIONS

PARTS = (
    "party",
    "submission",
    "clarification",
    "materiality",
    "assignment",
    "assessment",
    "score",
    "interest",
    "decision",
    "decisionletter",
    "trial",
    "planproposal",
    "decisionreply",
    "clearance",
    "target",
    "amendment",
    "cycle",
    "result",
    "outcome",
)
CASEFILE = ("attachment", "note", "alias", "lineage", "deliverable", "incident", "benefit")
POINTED_TO = ("phase__programme", "institution", "category", "case_officer", "looked_over_by")


class CasePage(ConsoleAdmin[UseCase]):
    """One place for all that is known of a use case; its address names the tab."""

    def sections(self, request: HttpRequest, obj: UseCase | None) -> list[Any]:
        """Show the regulator's fields, and the bank's unless others alone are edited."""
        own = (_("The regulator's own"), REGULATOR_FIELDS)
        banks = [(section.title, section.fields) for section in SECTIONS]
        editable = self.get_editable(request, obj)
        kept = [own, *banks] if not editable or editable.issuperset(BANK_FIELDS) else [own]
        return list(kept)

    def acts(self, request: HttpRequest, obj: UseCase) -> list[Act]:
        """Offer the next steps, then what is done seldom."""
        person = person_of(request)
        own = (*case_acts(obj, person), *assign_acts(obj, person), *look_over_acts(obj, person))
        tried = (*trial_acts(obj, person), *monitor_acts(obj, person))
        written = (*note_acts(obj, person), *attach_acts(obj, person))
        replied = (*reply_acts(obj, person), *clearance_acts(obj, person))
        publish = greyed_uncleared(super().acts(request, obj), obj)
        return grouped([*replied, *own, *tried, *written, *publish])

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> UseCase | None:
        """Return the case; its page asks for what it points to at every turn."""
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            prefetch_related_objects([found], *POINTED_TO)
        return found

    def around(self, request: HttpRequest, obj: UseCase) -> dict[str, Any]:
        """Show the head, the tabs, and what stands on the one that is open."""
        person, tab = person_of(request), chosen(request)
        if tab.name == "edit" and not self.has_change_permission(request, obj):
            raise Http404
        shown = tab.content(request, obj) if tab.content else {}
        if tab.name == "history":
            shown = {**self.events(request, obj, person), "panel": viewings_panel(request, obj)}
        return {
            "case": obj,
            "zone": self.zone_of(obj),
            "tab": tab,
            "tabs": [(each, self.number(request, obj, each)) for each in self.tabs(request, obj)],
            "show_save_and_continue": False,
            **head(obj, person),
            **shown,
        }

    def tabs(self, request: HttpRequest, obj: UseCase) -> list[Tab]:
        """Return the tabs that the person opens."""
        edits = self.has_change_permission(request, obj)
        return [tab for tab in TABS if edits or tab.name != "edit"]

    def number(self, request: HttpRequest, obj: UseCase, tab: Tab) -> int | None:
        """Return how much stands on a tab."""
        person = person_of(request)
        if tab.name == "history":
            return number_of_events(self.stage_changes(request, obj), self.changes(obj, person))
        return tab.rows(obj, person).count() if tab.rows else None

    def response_post_save_change(self, request: HttpRequest, obj: UseCase) -> HttpResponseRedirect:
        """Go back to the page of the case, not to the list."""
        return HttpResponseRedirect(self.address("change", obj.pk))

    def trail_of(self, obj: UseCase) -> Q:
        """Return the changes of the case and of its parts."""
        return super().trail_of(obj) | Q(use_case=obj, kind__in=(*PARTS, *CASEFILE))

    def stage_changes(self, request: HttpRequest, obj: UseCase) -> QuerySet[StageChange]:
        """Return the moves of the case, the last one first."""
        rows = visibility.stage_changes_for(person_of(request)).filter(use_case=obj)
        return rows.select_related("by", "on_behalf_of").order_by("-row")
