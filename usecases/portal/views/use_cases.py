"""A bank's use cases: the list, and one with its status, its life and what was decided."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.cases import PLACED, RELATED, bank_steps, life, own_case, status
from usecases.portal.questions import asked_about
from usecases.portal.views.draft import tasks
from usecases.rules.visibility import (
    decisions_for,
    outcomes_for,
    submissions_for,
    trials_for,
    use_cases_for,
)
from usecases.rules.visibility_casefile import attachments_for, notes_for
from usecases.vocabulary.limits import PAGE_SIZE
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb


@bank_page("GET", "HEAD")
def use_cases(request: HttpRequest, person: Person) -> HttpResponse:
    """List the bank's use cases, the newest first: by when they were begun, which tells nothing."""
    rows = use_cases_for(person).select_related(*RELATED).order_by("-recorded_at", "id")
    page_obj = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    listed = [(case, status(case.stage)) for case in page_obj]
    context = {"current": "use-cases", "page_obj": page_obj, "listed": listed}
    return page(request, person, "use_cases", context)


@bank_page("GET", "HEAD")
def use_case(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Show a draft as its task list, anything else with its status."""
    case = own_case(person, key)
    if case.stage == Stage.DRAFT:
        return tasks(request, person, case)
    return _status(request, person, case)


def _status(request: HttpRequest, person: Person, case: UseCase) -> HttpResponse:
    """Show where a use case stands, what happens next, and what has been decided and told."""
    lived = life(case, person)
    placed = bool(PLACED & {each.status.code for each in lived})
    steps = bank_steps(case, person)
    trials = trials_for(person).filter(use_case=case).select_related("environment")
    context = {
        "current": "use-cases",
        "case": case,
        "status": status(case.stage),
        "lived": lived,
        "step": steps.get(Verb.WITHDRAW),
        "recall": steps.get(Verb.RECALL),
        "answer_step": steps.get(Verb.ANSWER),
        "submissions": submissions_for(person).filter(use_case=case).select_related("signed_by"),
        "files": attachments_for(person).filter(use_case=case),
        "decisions": decisions_for(person).filter(use_case=case).select_related("reason", "letter"),
        "trial": trials.first() if placed else None,
        "notes": notes_for(person).filter(use_case=case) if placed else [],
        "outcomes": outcomes_for(person).filter(use_case=case) if placed else [],
        **asked_about(case, person),
    }
    return page(request, person, "use_case", context)
