"""Answers shared between the use cases of a bank: listed, kept, changed, removed."""

from datetime import UTC, datetime
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from usecases.models.drafting import SharedAnswer
from usecases.models.person import Person
from usecases.portal.access import bank_page, page
from usecases.portal.cases import writable_case
from usecases.portal.forms.sharing import SharedForm
from usecases.rules.answers import label
from usecases.rules.visibility_drafting import shared_answers_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import WORDS
from usecases.workflow import share
from usecases.workflow.errors import Invalid, NotFound, Stale
from usecases.workflow.fetch import fetch, require

NEVER = datetime(1, 1, 1, tzinfo=UTC)  # what is no moment saw nothing


@bank_page("GET", "HEAD")
def shared_answers(request: HttpRequest, person: Person) -> HttpResponse:
    """List what the bank shares, by the field that it answers."""
    order = {name: number for number, name in enumerate(WORDS)}
    rows = sorted(shared_answers_for(person), key=lambda row: (order.get(row.field, 0), row.name))
    groups = [(label(name), list(own)) for name, own in groupby(rows, lambda row: row.field)]
    return page(request, person, "shared_answers", {"current": "use-cases", "groups": groups})


@bank_page("GET", "HEAD", "POST")
def shared_answer_new(request: HttpRequest, person: Person) -> HttpResponse:
    """Keep an answer, one of a draft if the address says so."""
    require(person, Action.DRAFT)
    if request.method != "POST":
        return _page(request, person, SharedForm(initial=_initial(request, person)))
    form = SharedForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            share.keep(told["field"], told["name"], told["text"], by=person)
        except Invalid as refused:
            form.take_faults(refused)
        else:
            messages.success(request, _("The answer is kept for your other use cases."))
            return redirect(_back(request, person))
    return _page(request, person, form, status=422)


@bank_page("GET", "HEAD", "POST")
def shared_answer(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Show one shared answer, and change it."""
    row = fetch(shared_answers_for(person), key)
    if request.method != "POST":
        initial = {"name": row.name, "text": row.text, "seen": row.updated_at.isoformat()}
        return _page(request, person, SharedForm(initial=initial, settled=row.field), row)
    require(person, Action.DRAFT)
    form = SharedForm(request.POST, settled=row.field)
    if not form.is_valid():
        return _page(request, person, form, row, status=422)
    told, seen = form.cleaned_data, _moment(form.cleaned_data["seen"])
    try:
        share.change(key, name=told["name"], text=told["text"], by=person, based_on=seen)
    except Stale:
        form.data = {**request.POST.dict(), "seen": row.updated_at.isoformat()}
        return _page(request, person, form, row, status=409, stale=True)
    except Invalid as refused:
        form.take_faults(refused)
        return _page(request, person, form, row, status=422)
    messages.success(request, _("The shared answer is changed; use cases keep what they say."))
    return redirect("portal:shared-answers")


@bank_page("POST")
def shared_answer_off(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Share an answer no longer."""
    share.remove(key, by=person)
    messages.success(request, _("It is shared no longer; use cases keep what they say."))
    return redirect("portal:shared-answers")


def _initial(request: HttpRequest, person: Person) -> dict[str, str]:
    """Return what a draft says in the field that the address names."""
    field = request.GET.get("field", "")
    if field not in WORDS:
        return {}
    try:
        case = writable_case(person, UUID(request.GET.get("use_case", "")))
    except ValueError:
        return {"field": field}
    require(person, Action.DRAFT, case)
    return {"field": field, "text": getattr(case, field)}


def _back(request: HttpRequest, person: Person) -> str:
    """Return where the writer came from: the draft, or the list."""
    try:
        case = writable_case(person, UUID(request.GET.get("use_case", "")))
    except (ValueError, NotFound):
        return reverse("portal:shared-answers")
    return reverse("portal:use-case", args=[case.pk])


def _moment(text: str) -> datetime:
    """Return when the row was changed that the writer saw; what is no moment saw nothing."""
    try:
        return parse_datetime(text) or NEVER
    except ValueError:
        return NEVER


def _page(
    request: HttpRequest,
    person: Person,
    form: SharedForm,
    row: SharedAnswer | None = None,
    *,
    status: int = 200,
    stale: bool = False,
) -> HttpResponse:
    about = label(row.field) if row else ""
    context = {"current": "use-cases", "form": form, "row": row, "about": about, "stale": stale}
    return page(request, person, "shared_answer", context, status=status)
