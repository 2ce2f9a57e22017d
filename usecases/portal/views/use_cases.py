"""A bank's use cases: the list, or those behind a figure; and one of them, tab by tab."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.access import bank_page, page
from usecases.portal.cases import RELATED, own_case, status
from usecases.portal.place import place_of
from usecases.portal.tabs import chosen, tabs_of
from usecases.portal.views.draft import tasks
from usecases.reporting.own import PARAMETERS
from usecases.rules.missing import Missing
from usecases.rules.visibility import use_cases_for
from usecases.selection.errors import BadParameters
from usecases.selection.strict import refuse_unknown
from usecases.selection.usecases import USE_CASES
from usecases.vocabulary.limits import PAGE_SIZE
from usecases.vocabulary.stages import Stage


@bank_page("GET", "HEAD")
def use_cases(request: HttpRequest, person: Person) -> HttpResponse:
    """List the bank's use cases, the newest first: by when they were begun, which tells nothing.

    With parameters those behind one of its figures.
    """
    params = {name: values for name, values in request.GET.lists() if name != "page"}
    faults: tuple[Missing, ...] = ()
    try:
        found = _selected(person, params)
    except BadParameters as refused:
        found, faults = use_cases_for(person).none(), refused.faults
    rows = found.select_related(*RELATED).order_by("-recorded_at", "id")
    page_obj = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "current": "use-cases",
        "page_obj": page_obj,
        "listed": [(case, status(case.stage)) for case in page_obj],
        "narrowed": bool(params),
        "faults": faults,
    }
    return page(request, person, "use_cases", context, status=400 if faults else 200)


def _selected(person: Person, params: dict[str, list[str]]) -> QuerySet[Any]:
    """Return the rows that a figure counts, by the selection that counted them."""
    refuse_unknown(params, PARAMETERS)
    return USE_CASES.select(person, params) if params else use_cases_for(person)


@bank_page("GET", "HEAD")
def use_case(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Show a draft as its task list, anything else tab by tab."""
    case = own_case(person, key)
    if case.stage == Stage.DRAFT:
        return tasks(request, person, case)
    return _tab(request, person, case)


def _tab(request: HttpRequest, person: Person, case: UseCase) -> HttpResponse:
    """Show one tab of a use case; without a name, where it stands and what comes next."""
    place = place_of(case, person)
    tab = chosen(request, place)
    context = {
        "current": "use-cases",
        "case": case,
        "status": status(case.stage),
        "tab": tab,
        "tabs": tabs_of(place),
        **tab.content(request, place),
    }
    return page(request, person, "use_case", context)
