"""Decisions: read, confirmed or refused by another person, released on the day."""

from typing import Any, ClassVar

from django.contrib.admin import display
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act
from usecases.admin.base import ConsoleAdmin
from usecases.admin.bulk_decisions import DECISION_ACTS
from usecases.admin.decision_acts import STATES, STEPS, VOID_HELP, decision_acts, paper_of, state_of
from usecases.admin.figures import FigureFilter
from usecases.admin.letters import letter_state
from usecases.admin.list_active import Active
from usecases.admin.lists import ByState, VisibleRelated
from usecases.admin.person import person_of
from usecases.admin.waiting import WaitingFilter
from usecases.models.reviews import Decision
from usecases.rules.void import with_void


class StateFilter(ByState):
    """Narrows by where a decision stands."""

    states: ClassVar = STATES


class DecisionAdmin(ConsoleAdmin[Decision]):
    """Decisions, each with its next step."""

    list_display = ("use_case", "institution", "outcome", "state", "proposed_by", "confirmed_by")
    list_filter = (
        FigureFilter,
        WaitingFilter,
        StateFilter,
        "outcome",
        ("use_case__phase", VisibleRelated),
    )
    list_select_related = ("use_case__institution", "proposed_by", "confirmed_by")
    active = Active(
        _("Open only"),
        _("Closed only"),
        lambda _now: Q(released_at__isnull=True, refused_at__isnull=True),
    )
    further_columns = ("reason", "rank", "proposed_at", "confirmed_at", "released_at", "basis")
    search_fields = ("use_case__reference", "use_case__title", "use_case__institution__short_name")
    bulk_acts = DECISION_ACTS
    empty_text = _("Decisions are proposed on the page of a use case and will appear here.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        """Know of each whether it is void."""
        return with_void(super().get_queryset(request))

    @display(description=_("institution"), ordering="use_case__institution__short_name")
    def institution(self, decision: Decision) -> str:
        """Whose case it is."""
        return str(decision.use_case.institution)

    @display(description=_("state"))
    def state(self, decision: Decision) -> str:
        """Where it stands."""
        state = state_of(decision)
        words = str(STATES[state][0])
        return (
            f"{words}: {_('take back or refuse, then propose anew')}" if state == "void" else words
        )

    def sections(self, request: HttpRequest, obj: Decision | None) -> list[Any]:
        """Show what is decided, and who stood for it."""
        what = ("use_case", "submission", "outcome", "reason", "text", "conditions", "feedback")
        steps = [f"{step}_{end}" for step in STEPS for end in ("by", "at")]
        return [
            (None, (*what, "rank")),
            (_("Steps"), (*steps, "refusal")),
            (_("Ground"), ("basis", "source")),
        ]

    def around(self, request: HttpRequest, obj: Decision) -> dict[str, Any]:
        """Show the letter: as it is held or was sent, else as it would be now."""
        void, letter = state_of(obj) == "void", getattr(obj, "letter", None)
        return {
            **super().around(request, obj),
            "void_help": VOID_HELP if void else "",
            "letter": letter,
            "letter_state": letter_state(letter) if letter else "",
            "paper": paper_of(obj),
        }

    def acts(self, request: HttpRequest, obj: Decision) -> list[Act]:
        """Offer what comes next."""
        return decision_acts(obj, person_of(request))
