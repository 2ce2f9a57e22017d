"""Search from anywhere: a page, and the same results as a piece of one for the dialog."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from usecases.admin.decision_acts import STATES, state_of
from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.admin.records import KINDS
from usecases.models.results import Result
from usecases.models.usecases import UseCase
from usecases.selection.search import Found, exactly, search, wanted
from usecases.text.measures import measured_text
from usecases.vocabulary.stages import Stage

ON_PAGE, IN_DIALOG = 20, 6
_SHOWN = 100


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
    name = Truncator(str(_SAID.get(code, str)(row))).chars(_SHOWN)
    return Hit(name, str(_NOTES.get(code, lambda _row: "")(row)), url)


def _whose(row: Any) -> str:
    """Say of which use case it is, and whose that is."""
    return f"{row.use_case.reference} · {row.use_case.institution}"


def _value(row: Result) -> str:
    return measured_text(row.operator, row.value, row.upper, row.metric.unit)


_NOTES: dict[str, Any] = {
    "institution": lambda row: " · ".join(
        name for name in (row.legal_name, row.name_zh_hant or row.name_zh_hans) if name
    ),
    "technologypartner": lambda row: row.name_zh_hant or row.name_zh_hans,
    "phase": lambda row: row.programme.code,
    "decision": lambda row: f"{row.use_case.institution} · {STATES[state_of(row)][0]}",
    "target": _whose,
    "result": _whose,
    "deliverable": _whose,
    "incident": _whose,
    "note": _whose,
    "finding": lambda row: row.topic.label,
    "document": lambda row: row.get_kind_display(),
    "event": lambda row: row.get_kind_display(),
    "followon": lambda row: row.get_kind_display(),
    "user": lambda row: row.email,
}
# What a kind is called by what was searched in it, where its own name says less.
_SAID: dict[str, Any] = {
    "incident": lambda row: row.description,
    "note": lambda row: row.text,
    "finding": lambda row: row.statement,
    "result": lambda row: " ".join(filter(None, (row.metric.label, row.aspect, _value(row)))),
}
SEARCH = ConsolePage("search", "search/", search_view)
