"""The first page: what to do next, what was decided, which phases are open, what there is."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.cases import RELATED, status
from usecases.portal.worklist import worklist
from usecases.rules.deadlines import is_open
from usecases.rules.permits import permits_of
from usecases.rules.visibility import decisions_for, use_cases_for
from usecases.rules.visibility_register import phases_for

RECENT = timedelta(days=60)
LATEST, SHOWN = 5, 10


@bank_page("GET", "HEAD")
def home(request: HttpRequest, person: Person) -> HttpResponse:
    """Say what the bank must do next."""
    now = timezone.now()
    cases = list(use_cases_for(person).select_related(*RELATED).order_by("-recorded_at", "id"))
    decided = decisions_for(person).filter(released_at__gt=now - RECENT).order_by("-released_at")
    late = permits_of(person, now)
    known = [(each, late.get(each.pk)) for each in _phases(person)]
    phases = [(each, permit) for each, permit in known if permit or is_open(each, now)]
    todo = worklist(cases, person, now)
    context = {
        "current": "home",
        "todo": todo,
        "to_sign": sum(1 for each in todo if each.draft_to_sign),
        "decisions": decided.select_related("use_case__phase__programme")[:LATEST],
        "phases": phases,
        "listed": [(case, status(case.stage)) for case in cases[:SHOWN]],
        "more": len(cases) > SHOWN,
        "invented": _invented([each for each, _ in phases], cases),
    }
    return page(request, person, "home", context)


def _phases(person: Person) -> list[Phase]:
    return list(phases_for(person).select_related("programme"))


def _invented(phases: list[Phase], cases: list[UseCase]) -> bool:
    """Whether all there is on the page was invented; else a badge says so of each row."""
    shown = [*phases, *(case.phase for case in cases)]
    return bool(shown) and all(phase.programme.invented for phase in shown)
