"""Somebody at the portal's door, and what is on the page that they get."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from usecases.models.person import Person
from usecases.models.usecases import UseCase

_SEEN = re.compile(r'name="seen" value="([^"]*)"')
_TEXT = re.compile(r"<[^>]+>")


def visit(person: Person) -> Client:
    """Return a browser in which this person is signed in."""
    client = Client()
    if person.user is not None:
        client.force_login(person.user)
    return client


def at(name: str, *args: Any) -> str:
    """Return the address of a page of the portal."""
    return reverse(f"portal:{name}", args=args)


def tab(case: UseCase, name: str) -> str:
    """Return the address of one tab of a use case."""
    return f"{at('use-case', case.pk)}?tab={name}"


def seen(response: Any) -> str:
    """Return what the page says that its reader saw."""
    found = _SEEN.search(response.content.decode())
    assert found is not None
    return str(found[1])


def open_section(client: Client, case: UseCase, code: str) -> dict[str, str]:
    """Open a section and return its form as a browser would send it back."""
    response = client.get(at("section", case.pk, code))
    assert response.status_code == 200
    form = response.context["form"]
    posted = {"seen": seen(response)}
    for field in form:
        value = field.value()
        if field.name == "seen" or value in (None, "", False):
            continue
        posted[field.html_name] = "on" if field.widget_type == "checkbox" else str(value)
    return posted


def words(response: Any) -> str:
    """Return the text of a page, its marks left out and its blanks joined."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(_TEXT.sub(" ", main).split())


def stored(case: UseCase) -> UseCase:
    """Return the case as it stands in the database now."""
    return UseCase.objects.get(pk=case.pk)
