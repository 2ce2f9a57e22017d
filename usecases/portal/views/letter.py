"""The letter of a decision, as it was sent: to read, and to print."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from usecases.models.person import Person
from usecases.portal.access import bank_page, page
from usecases.portal.cases import own_case
from usecases.rules.visibility_reviews import letters_for
from usecases.workflow.fetch import fetch


@bank_page("GET", "HEAD")
def letter(request: HttpRequest, person: Person, key: UUID, letter: UUID) -> HttpResponse:
    """Show one letter alone, as a sheet."""
    found = fetch(letters_for(person).filter(use_case=key), letter)
    context = {"current": "use-cases", "case": own_case(person, key), "paper": found}
    return page(request, person, "letter", context)
