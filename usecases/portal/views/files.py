"""Files of a bank's use case: handed out once they are clean."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from usecases.exchange.handing_out import handed_out
from usecases.models.person import Person
from usecases.portal.access import bank_page, page
from usecases.portal.cases import own_case
from usecases.rules.visibility_casefile import attachments_for
from usecases.workflow.errors import NotReady
from usecases.workflow.fetch import fetch


@bank_page("GET", "HEAD")
def file(request: HttpRequest, person: Person, key: UUID, attachment: UUID) -> HttpResponse:
    """Hand out a file of the bank's own use case, or say why it cannot be opened."""
    case = own_case(person, key)
    row = fetch(attachments_for(person).filter(use_case=case), attachment)
    try:
        return handed_out(row, by=person)
    except NotReady as refusal:
        context = {
            "current": "use-cases",
            "case": case,
            "row": row,
            "why_not": refusal.faults[0].text,
        }
        return page(request, person, "file_waits", context, status=409)
