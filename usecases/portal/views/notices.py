"""Notices: the letters and reminders to a person, as they were sent, and how mail is to come."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from usecases.models.messages import Message
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.notices.addresses import case_of, path_of
from usecases.notices.readers import preference_of
from usecases.portal.access import bank_page, page
from usecases.portal.forms.notices import FindForm, PreferenceForm
from usecases.rules.visibility import use_cases_for
from usecases.selection.notices import Narrowed, kinds_of, narrowed, notices_to
from usecases.vocabulary.limits import PAGE_SIZE, TIME_ZONE
from usecases.vocabulary.messages import MailChoice
from usecases.workflow import preferences as prefer
from usecases.workflow.fetch import fetch


class Listed(NamedTuple):
    """A notice, the use case it is about, where the thing is; empty if it is there no longer."""

    notice: Message
    case: UseCase | None
    path: str
    zone: str


@bank_page("GET", "HEAD")
def notices(request: HttpRequest, person: Person) -> HttpResponse:
    """List the notices, the newest first, or those that are looked for."""
    rows = notices_to(person)
    form = FindForm(kinds_of(rows), request.GET)
    if form.is_valid():
        rows = narrowed(rows, Narrowed(**form.cleaned_data))
    page_obj = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "current": "notices",
        "page_obj": page_obj,
        "listed": _listed(page_obj, person),
        "form": form,
        "sought": bool(form.changed_data),
    }
    status = 200 if form.is_valid() else 422
    return page(request, person, "notices", context, status=status)


@bank_page("GET", "HEAD")
def notice(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Show one letter as it was sent, with the way to the thing."""
    found = fetch(notices_to(person), key)
    context = {"current": "notices", "notice": found, "listed": _listed([found], person)[0]}
    return page(request, person, "notice", context)


@bank_page("GET", "HEAD", "POST")
def preferences(request: HttpRequest, person: Person) -> HttpResponse:
    """Ask how mail is to come, and keep it."""
    said = preference_of(person.user) if person.user else None
    known = {
        "mail": said.mail if said else MailChoice.EACH,
        "reminders": said.reminders if said else True,
    }
    form = PreferenceForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        prefer.prefer(**form.cleaned_data, by=person)
        messages.success(request, _("From now on mail comes as you chose."))
        return redirect("portal:notices")
    status = 422 if form.errors else 200
    context = {"current": "notices", "form": form}
    return page(request, person, "notice_preferences", context, status=status)


def _listed(found: Iterable[Message], person: Person) -> list[Listed]:
    """Return notices with what they are about, as far as the person still sees it."""
    rows = list(found)
    keys = {key for row in rows if (key := case_of(row))}
    cases = use_cases_for(person).select_related("phase__programme").in_bulk(keys)
    return [_one(row, cases.get(case_of(row) or row.pk)) for row in rows]


def _one(row: Message, case: UseCase | None) -> Listed:
    zone = case.phase.programme.time_zone if case else TIME_ZONE
    return Listed(row, case, path_of(row) if case else "", zone)
