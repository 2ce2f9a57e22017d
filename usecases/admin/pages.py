"""Pages of the console that belong to no one record: search, reports, a calendar, an import."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise

from usecases.models.person import Person


def _everyone(_person: Person) -> bool:
    return True


@dataclass(frozen=True)
class ConsolePage:
    """A page with its address; one with a label stands in the sidebar, below its group.

    The view is called with the site, the request and what the route holds.
    """

    name: str
    route: str
    view: Callable[..., HttpResponse]
    label: Promise | str = ""
    group: Promise | str = ""
    open_to: Callable[[Person], bool] = _everyone

    def entry(self, url: str) -> dict[str, Any]:
        """Return the page as the sidebar lists it."""
        return {"name": self.label, "object_name": self.name, "admin_url": url, "add_url": None}
