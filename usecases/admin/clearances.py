"""What banks were asked to agree to before anything of their use cases is public."""

from dataclasses import replace
from typing import Any

from django.contrib.admin import display
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.base import ConsoleAdmin
from usecases.admin.list_active import Active
from usecases.admin.lists import VisibleRelated
from usecases.admin.person import person_of
from usecases.models.person import Person
from usecases.models.proposals import Clearance
from usecases.models.usecases import UseCase
from usecases.rules.clearances import ASKED_AT, UNCLEARED, cleared, latest_of
from usecases.rules.permissions import may, on_case
from usecases.rules.publicwords import in_words
from usecases.rules.visibility_replies import clearances_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.workflow import clear
from usecases.workflow.public_side import public_side

TAB = "outcome"
PUBLISH = "publish"


class ClearanceAdmin(ConsoleAdmin[Clearance]):
    """Askings, those that wait for the bank first; each with exactly the text."""

    fields = (
        *("use_case", "state", "asked_by", "asked_at"),
        *("answered_by", "answered_at", "answer"),
    )
    list_display = ("use_case", "institution", "state", "asked_at", "answered_at", "answered_by")
    list_filter = ("agreed", ("use_case__phase", VisibleRelated), "asked_at")
    list_select_related = ("use_case__institution", "answered_by")
    further_columns = ("asked_by", "answer")
    search_fields = ("use_case__reference", "use_case__title", "answer")
    active = Active(_("Open only"), _("Answered only"), lambda _now: Q(answered_at__isnull=True))
    empty_text = _("What banks are asked to agree to before it is public will appear here.")

    @display(description=_("institution"), ordering="use_case__institution__short_name")
    def institution(self, row: Clearance) -> str:
        """Whose it is."""
        return str(row.use_case.institution)

    @display(description=_("state"))
    def state(self, row: Clearance) -> str:
        """Where it stands."""
        return str(STATES[row.agreed])

    def around(self, request: HttpRequest, obj: Clearance) -> dict[str, Any]:
        """Show the text, field by field."""
        return {**super().around(request, obj), "said": in_words(obj.content, person_of(request))}


STATES: dict[bool | None, Promise] = {
    None: _("Waits for the bank"),
    True: _("Agreed"),
    False: _("Change asked for"),
}


def clearance_acts(case: UseCase, person: Person) -> list[Act]:
    """Offer to ask the bank whether exactly this may be public."""
    live = case.basis == Basis.LIVE and case.stage in ASKED_AT
    if not live or not may(on_case(person, case), Action.PROPOSE_PUBLICATION):
        return []
    return [
        Act(
            name="ask-clearance",
            label=_("Ask what may be public"),
            lead=_(
                "A signatory of the bank reads exactly this, and agrees or asks for a change. "
                "Without that nothing of the use case is published; if a word or the stage "
                "changes later, ask anew."
            ),
            perform=lambda _values: clear.ask(case, by=person),
            facts=lambda: [
                (each.label, each.text) for each in in_words(public_side(case)[1], person)
            ],
            done=_("The bank is asked, by letter and in the portal."),
            more=True,
            tab=TAB,
        )
    ]


def greyed_uncleared(acts: list[Act], case: UseCase) -> list[Act]:
    """Grey the act of publishing while the bank has not agreed to what would be public."""
    if case.basis == Basis.RECORDED or not any(act.name == PUBLISH for act in acts):
        return acts
    asked = latest_of([case.pk]).get(case.pk)
    if asked and asked.agreed and cleared(case, public_side(case)[1], asked):
        return acts
    why_not = UNCLEARED.text
    return [replace(act, why_not=why_not) if act.name == PUBLISH else act for act in acts]


def clearances_panel(case: UseCase, person: Person) -> dict[str, Any]:
    """Return what the tab of the outcome shows of askings."""
    rows = clearances_for(person).filter(use_case=case).order_by("-recorded_at")
    found = rows.select_related("asked_by", "answered_by")
    return {"clearances": [(row, STATES[row.agreed]) for row in found]}
