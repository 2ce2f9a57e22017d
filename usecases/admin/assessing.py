"""The assessor's pages, in one place; this one lists what is assigned."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.assess_case import case_view, hand_in_view
from usecases.admin.assess_pack import pack_view
from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.models.person import Person
from usecases.rules.assessing import tasks_for
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action


def assesses(person: Person) -> bool:
    """Whether the person assesses at all."""
    return may(person, Action.ASSESS)


def mine_view(site: Any, request: HttpRequest) -> HttpResponse:
    """List what is assigned to the person, with how far they are."""
    tasks, today = tasks_for(person_of(request)), timezone.localdate()
    context = {
        **site.each_context(request),
        "title": _("My assessments"),
        "rows": [(each, each.late(today)) for each in tasks],
        "undeclared": sum(1 for each in tasks if not each.declared),
        "readable": sum(1 for each in tasks if each.declared),
        "owed": sum(1 for each in tasks if each.owed),
    }
    return TemplateResponse(request, "admin/assess/mine.html", context)


PAGES = (
    ConsolePage(
        "assessments-mine",
        "assessments/mine/",
        mine_view,
        _("My assessments"),
        _("Use cases"),
        assesses,
    ),
    ConsolePage("assess-pack", "assessments/cases.pdf", pack_view, open_to=assesses),
    ConsolePage("assess-case", "assessments/<uuid:key>/", case_view, open_to=assesses),
    ConsolePage(
        "assess-hand-in", "assessments/<uuid:key>/hand-in/", hand_in_view, open_to=assesses
    ),
)
