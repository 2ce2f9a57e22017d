"""Who else acts for the bank, and in which role."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from usecases.models.person import Person, in_force
from usecases.portal.access import bank_page, page
from usecases.rules.visibility_register import members_for


@bank_page("GET", "HEAD")
def colleagues(request: HttpRequest, person: Person) -> HttpResponse:
    """List the people who act for the bank now."""
    members = members_for(person).filter(in_force(timezone.now()), user__is_active=True)
    context = {"current": "colleagues", "members": members.select_related("user")}
    return page(request, person, "colleagues", context)
