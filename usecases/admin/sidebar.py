"""The sidebar: the subjects, and below each how many of it wait on the person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from usecases.admin.waiting import WaitingLink, waiting_links

# The key that, after "g", leads to a list.
KEYS: dict[str, str] = {
    "usecase": "u",
    "decision": "d",
    "phase": "p",
    "institution": "i",
    "technologypartner": "t",
}


@dataclass(frozen=True)
class Wait:
    """A number of the sidebar; whether its list is the page at hand."""

    link: WaitingLink
    current: bool


@dataclass(frozen=True)
class Entry:
    """A subject: its list, whether the page at hand is of it, and what waits in it."""

    name: str
    url: str
    current: bool
    waits: list[Wait]
    key: str = ""

    @property
    def page(self) -> bool:
        """Whether the page at hand is marked here and at no number below."""
        return self.current and not any(each.current for each in self.waits)


@dataclass(frozen=True)
class Group:
    """Subjects under one title."""

    code: str
    name: str
    entries: list[Entry]


def sidebar(request: HttpRequest, groups: Iterable[dict[str, Any]]) -> list[Group]:
    """Return the groups of the console's subjects as the sidebar shows them."""
    links, listed = waiting_links(request), list(groups)
    addresses = [model["admin_url"] for group in listed for model in group["models"]]
    under = (each for each in addresses if request.path.startswith(each))
    here = max(under, key=len, default="")  # of an address below another one, that one alone
    return [
        Group(
            group["app_label"],
            group["name"],
            [_entry(request, model, links, here) for model in group["models"]],
        )
        for group in listed
    ]


def _entry(
    request: HttpRequest, model: dict[str, Any], links: list[WaitingLink], here: str
) -> Entry:
    name, listed = model["object_name"].lower(), request.path == model["admin_url"]
    asked = request.GET.get("waiting") if listed else None
    waits = [
        Wait(link, current=link.name == asked)
        for link in links
        if link.model == name and link.number
    ]
    address: str = model["admin_url"]
    return Entry(model["name"], address, address == here, waits, KEYS.get(name, ""))
