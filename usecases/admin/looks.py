"""How a person likes lists to look: density, rows on a page, columns; kept while signed in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DENSITY, SIZE = "_density", "_size"
DENSITIES: dict[str, Promise] = {"comfortable": _("Comfortable"), "compact": _("Compact")}
SIZES = (25, 50, 100, 200)
_KEY = "lists"


@dataclass(frozen=True)
class Looks:
    """What was last chosen."""

    density: str = "comfortable"
    size: int = 50
    columns: dict[str, list[str]] = field(default_factory=dict)


def looks_of(request: HttpRequest) -> Looks:
    """Return what the person last chose."""
    kept: dict[str, Any] = request.session.get(_KEY, {})
    return Looks(**kept)


def remember(request: HttpRequest, list_name: str, columns: Sequence[str]) -> bool:
    """Keep what the form asks for; return whether it is something to choose."""
    looks = looks_of(request)
    density = request.GET.get(DENSITY, looks.density)
    size = request.GET.get(SIZE, str(looks.size))
    if density not in DENSITIES or size not in map(str, SIZES):
        return False
    chosen = {**looks.columns, list_name: list(columns)}
    request.session[_KEY] = {"density": density, "size": int(size), "columns": chosen}
    return True
