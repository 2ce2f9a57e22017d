"""Notices: the letters to the bank, as they were sent."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from usecases.models.messages import Message
from usecases.models.person import Person
from usecases.portal.access import bank_page, page
from usecases.rules.visibility_register import messages_for
from usecases.vocabulary.limits import PAGE_SIZE
from usecases.vocabulary.messages import Channel
from usecases.workflow.fetch import fetch


def _notices(person: Person) -> QuerySet[Message]:
    """Return the notices to a person that concern the bank they act for."""
    bank = person.membership.institution_id if person.membership else None
    rows = messages_for(person).filter(channel=Channel.NOTICE, institution=bank)
    return rows.select_related("use_case__phase__programme").order_by("-recorded_at", "id")


@bank_page("GET", "HEAD")
def notices(request: HttpRequest, person: Person) -> HttpResponse:
    """List the notices, the newest first."""
    page_obj = Paginator(_notices(person), PAGE_SIZE).get_page(request.GET.get("page"))
    return page(request, person, "notices", {"current": "notices", "page_obj": page_obj})


@bank_page("GET", "HEAD")
def notice(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Show one letter as it was sent."""
    found = fetch(_notices(person), key)
    return page(request, person, "notice", {"current": "notices", "notice": found})
