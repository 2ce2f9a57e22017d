"""The intake: what came in, what is thin or handed in twice, whose it is, and the next step."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.models.phases import Phase
from usecases.rules.permissions import may
from usecases.selection.triage import (
    INTAKE,
    WHOSE,
    came_in_for,
    entries,
    intake_phases,
    narrowed,
    reads_intake,
)
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import SIMILAR_PERCENT, THIN_WORDS
from usecases.vocabulary.stages import Stage

PAGE_SIZE = 25
_KNOWN = frozenset({"phase", "stage", "whose", "page"})
_WHOSE = {"mine": _("Mine"), "nobody": _("Nobody's yet")}


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    phase: Phase | None
    stage: str
    whose: str

    @property
    def anything(self) -> bool:
        """Whether the list is narrowed."""
        return bool(self.phase or self.stage or self.whose)


def triage_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """List what came in, the oldest first."""
    person, phases = person_of(request), list(intake_phases(person_of(request)))
    asked = _asked(request, phases)
    rows = narrowed(came_in_for(person), person, asked.phase, asked.stage, asked.whose)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": _("Intake"),
        "asked": asked,
        "phases": phases,
        "stages": [(each, Stage(each).label) for each in INTAKE],
        "whose": [(name, _WHOSE[name]) for name in WHOSE],
        "page_obj": page,
        "entries": entries(person, list(page.object_list), timezone.now()),
        "handles": may(person, Action.HANDLE),
        "thin": THIN_WORDS,
        "percent": SIMILAR_PERCENT,
    }
    return TemplateResponse(request, "admin/triage/page.html", context)


def _asked(request: HttpRequest, phases: list[Phase]) -> Asked:
    """Read the address; a phase in which nothing came in is not there, other nonsense refused."""
    if set(request.GET) - _KNOWN:
        raise BadRequest
    code, stage, whose = (request.GET.get(name, "") for name in ("phase", "stage", "whose"))
    if stage not in ("", *INTAKE) or whose not in ("", *WHOSE):
        raise BadRequest
    phase = next((each for each in phases if each.code == code), None)
    if code and phase is None:
        raise Http404
    return Asked(phase, stage, whose)


PAGE = ConsolePage("triage", "intake/", triage_view, _("Intake"), _("Use cases"), reads_intake)
