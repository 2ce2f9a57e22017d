"""A draft begun from an earlier use case: which one, then its task list."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.portal.access import bank_page, page
from usecases.portal.cases import RELATED, status
from usecases.rules.deadlines import is_open
from usecases.rules.permits import permits_of
from usecases.rules.visibility import own_cases_for
from usecases.rules.visibility_register import phases_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import PAGE_SIZE
from usecases.workflow.errors import Invalid
from usecases.workflow.fetch import fetch, require
from usecases.workflow.start_from import start_from


@bank_page("GET", "HEAD", "POST")
def start(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Show what a draft in this phase could start from, and begin it."""
    require(person, Action.DRAFT)
    phase = fetch(phases_for(person).select_related("programme"), key)
    if request.method != "POST":
        return _page(request, person, phase)
    try:
        earlier = fetch(own_cases_for(person), UUID(request.POST.get("earlier", "")))
        draft = start_from(earlier, phase=phase.pk, by=person)
    except ValueError as error:
        raise Http404 from error
    except Invalid as refused:
        messages.error(request, str(refused))
        return redirect("portal:home")
    told = _("The answers of “{title}” were carried over. Change what differs.")
    messages.success(request, told.format(title=earlier.title or _("Untitled")))
    return redirect("portal:use-case", draft.pk)


def _page(request: HttpRequest, person: Person, phase: Phase) -> HttpResponse:
    rows = own_cases_for(person).select_related(*RELATED).order_by("-recorded_at", "id")
    page_obj = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    now = timezone.now()
    permit = permits_of(person, now).get(phase.pk)
    context = {
        "current": "use-cases",
        "phase": phase,
        "permit": permit,
        "open": permit or is_open(phase, now),
        "page_obj": page_obj,
        "listed": [(case, status(case.stage)) for case in page_obj],
    }
    return page(request, person, "start", context)
