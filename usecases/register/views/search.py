"""Search over everything that is published: a few of each kind, the rest in its list."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from usecases.register.cells import Cell
from usecases.register.columns import named
from usecases.register.found import SEARCH, found
from usecases.register.listing import Listing
from usecases.register.listings import LISTINGS
from usecases.register.titles import LISTS
from usecases.register.views.serving import public
from usecases.register.words import words
from usecases.vocabulary.limits import SEARCH_CHARACTERS

_EACH = 5


@dataclass(frozen=True)
class Group:
    """What was found of one kind."""

    listing: Listing
    number: int
    cells: list[Cell]
    more: str


@public
def search(request: HttpRequest) -> HttpResponse:
    """Show what of each kind has every word that is asked for."""
    asked = " ".join(request.GET.get(SEARCH, "").replace("\x00", " ").split())[:SEARCH_CHARACTERS]
    groups = _groups(asked) if asked else []
    number = sum(each.number for each in groups)
    context = {"asked": asked, "groups": groups, "number": number}
    return render(request, "register/search.html", context)


def _groups(asked: str) -> list[Group]:
    query, known = QueryDict(urlencode({SEARCH: asked})), words()
    groups = []
    for name, kind in LISTS.items():
        rows = found(LISTINGS[name], query, known).rows
        contents = list(rows.values_list("content", flat=True))
        if contents:
            more = f"{reverse(f'register:{name}')}?{query.urlencode()}"
            cells = [named(kind, each) for each in contents[:_EACH]]
            groups.append(Group(LISTINGS[name], len(contents), cells, more))
    return groups
