"""Decisions: read, confirmed or refused by another person, released on the day."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin import action, display
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from usecases.admin.acts import Act
from usecases.admin.base import ConsoleAdmin
from usecases.admin.decision_acts import STATES, decision_acts, released_or_why, state_of
from usecases.admin.list_active import Active
from usecases.admin.lists import ByState, VisibleRelated
from usecases.admin.person import person_of
from usecases.admin.waiting import WaitingFilter
from usecases.models.reviews import Decision
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action
from usecases.workflow import decide
from usecases.workflow.errors import Refused


class StateFilter(ByState):
    """Narrows by where a decision stands."""

    states: ClassVar = {code: (label, Q(**where)) for code, (label, where) in STATES.items()}


@action(permissions=["release"], description=_("Release the chosen decisions"))
def release_chosen(
    admin: "DecisionAdmin", request: HttpRequest, chosen: QuerySet[Decision]
) -> HttpResponse | None:
    """Show what happens to each; on the second press release them together, or none."""
    person = person_of(request)
    rows = list(chosen.select_related("use_case__phase__programme", "use_case__institution"))
    outlook = released_or_why(rows, person)
    ready = [decision for decision, why_not in outlook if not why_not]
    if "confirmed" in request.POST and ready:
        try:
            decide.release(ready, by=person)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            text = ngettext("{n} decision released.", "{n} decisions released.", len(ready))
            messages.success(request, text.format(n=len(ready)))
        return None
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Release decisions"),
        "opts": admin.opts,
        "outlook": outlook,
        "ready": ready,
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/release.html", context)


class DecisionAdmin(ConsoleAdmin[Decision]):
    """Decisions, each with its next step."""

    list_display = ("use_case", "institution", "outcome", "state", "proposed_by", "confirmed_by")
    list_filter = (WaitingFilter, StateFilter, "outcome", ("use_case__phase", VisibleRelated))
    list_select_related = ("use_case__institution", "proposed_by", "confirmed_by")
    active = Active(
        _("Open only"), lambda _now: Q(released_at__isnull=True, refused_at__isnull=True)
    )
    further_columns = ("reason", "rank", "proposed_at", "confirmed_at", "released_at", "basis")
    search_fields = ("use_case__reference", "use_case__title", "use_case__institution__short_name")
    actions = (release_chosen,)
    empty_text = _("Decisions are proposed on the page of a use case and will appear here.")

    @display(description=_("institution"), ordering="use_case__institution__short_name")
    def institution(self, decision: Decision) -> str:
        """Whose case it is."""
        return str(decision.use_case.institution)

    @display(description=_("state"))
    def state(self, decision: Decision) -> str:
        """Where it stands."""
        return str(STATES[state_of(decision)][0])

    def sections(self, request: HttpRequest, obj: Decision | None) -> list[Any]:
        """Show what is decided, and who stood for it."""
        what = ("use_case", "submission", "outcome", "reason", "text", "conditions", "rank")
        steps = [f"{step}_{end}" for step in STATES for end in ("by", "at")]
        return [(None, what), (_("Steps"), (*steps, "refusal")), (_("Ground"), ("basis", "source"))]

    def has_release_permission(self, request: HttpRequest) -> bool:
        """Whether the person releases decisions."""
        return may(person_of(request), Action.RELEASE)

    def acts(self, request: HttpRequest, obj: Decision) -> list[Act]:
        """Offer what comes next."""
        return decision_acts(obj, person_of(request))
