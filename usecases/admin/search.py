"""Search from anywhere: a page, and the same results as a piece of one for the dialog."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from usecases.admin.decision_acts import STATES, state_of
from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.admin.records import KINDS
from usecases.models.usecases import UseCase
from usecases.selection.search import Found, exactly, search, wanted
from usecases.vocabulary.stages import Stage

ON_PAGE, IN_DIALOG = 20, 6


@dataclass(frozen=True)
class Hit:
    """One result: its name, a word about it, where it stands, and its page."""

    name: str
    note: str
    url: str
    stage: str = ""
    word: Any = ""


@dataclass(frozen=True)
class Group:
    """The results of one kind, and the list of all of them when there are more."""

    code: str
    title: str
    hits: list[Hit]
    more: str = ""


def search_view(site: Any, request: HttpRequest) -> HttpResponse:
    """Show what is found; a reference that is given exactly opens its use case."""
    person, asked = person_of(request), request.GET.get("q", "")
    part = "part" in request.GET
    if not part and (case := exactly(person, asked)):
        return redirect("admin:usecases_usecase_change", case.pk)
    found = search(person, asked, IN_DIALOG if part else ON_PAGE)
    groups = [_group(each, wanted(asked)) for each in found]
    context = {
        "asked": wanted(asked),
        "groups": groups,
        "number": sum(len(group.hits) for group in groups),
        "more": any(group.more for group in groups),
    }
    if part:
        return TemplateResponse(request, "admin/search_results.html", context)
    around = {**site.each_context(request), "title": _("Search")}
    return TemplateResponse(request, "admin/search.html", {**around, **context})


def _group(found: Found, asked: str) -> Group:
    code = found.kind.name
    opts = KINDS[code]._meta
    page = reverse(f"admin:usecases_{code}_changelist")
    return Group(
        code,
        str(capfirst(str(opts.verbose_name_plural))),
        [_hit(code, row) for row in found.rows],
        f"{page}?{urlencode({'q': asked})}" if found.more else "",
    )


def _hit(code: str, row: Any) -> Hit:
    url = reverse(f"admin:usecases_{code}_change", args=[row.pk])
    if isinstance(row, UseCase):
        note = f"{row.institution} · {row.phase.code}"
        return Hit(str(row), note, url, row.stage, Stage(row.stage).label)
    return Hit(str(row), str(_NOTES.get(code, lambda _row: "")(row)), url)


_NOTES: dict[str, Any] = {
    "institution": lambda row: " · ".join(
        name for name in (row.legal_name, row.name_zh_hant or row.name_zh_hans) if name
    ),
    "technologypartner": lambda row: row.name_zh_hant or row.name_zh_hans,
    "phase": lambda row: row.programme.code,
    "decision": lambda row: f"{row.use_case.institution} · {STATES[state_of(row)][0]}",
    "user": lambda row: row.email,
}
SEARCH = ConsolePage("search", "search/", search_view)
