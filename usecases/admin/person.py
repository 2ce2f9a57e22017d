"""The person at the console: acts as staff, never for a bank."""

from dataclasses import replace

from django.http import HttpRequest

from usecases.models.access import User
from usecases.models.person import ANONYMOUS, Person, person_for


def person_of(request: HttpRequest) -> Person:
    """Return who sent the request; whoever is also a member of a bank acts as staff here."""
    known = vars(request).get("person")
    if isinstance(known, Person):
        return known
    user = request.user
    person = ANONYMOUS
    if isinstance(user, User):
        person = replace(person_for(user), membership=None)
    vars(request)["person"] = person
    return person
