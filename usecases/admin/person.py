"""The person at the console: acts as staff, never for a bank."""

from django.http import HttpRequest

from usecases.models.access import User
from usecases.models.person import ANONYMOUS, Person, staff_for


def person_of(request: HttpRequest) -> Person:
    """Return who sent the request; whoever is also a member of a bank acts as staff here."""
    known = vars(request).get("person")
    if isinstance(known, Person):
        return known
    person = staff_for(request.user) if isinstance(request.user, User) else ANONYMOUS
    vars(request)["person"] = person
    return person
