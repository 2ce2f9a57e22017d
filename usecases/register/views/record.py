"""Pages of single records, at an address that lasts; what was withdrawn says so and no more."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from usecases.exchange.handing_out import published_file
from usecases.exchange.icalendar import Event, calendar
from usecases.models.document_files import DocumentFile
from usecases.models.publications import Publication
from usecases.register.listings import LISTINGS
from usecases.register.records.pages import PAGES
from usecases.register.titles import LISTS, address_of, title_of
from usecases.register.views.serving import public
from usecases.register.words import told, words
from usecases.selection.public import PUBLIC
from usecases.selection.withdrawn import withdrawn
from usecases.vocabulary.basis import Precision
from usecases.workflow.errors import Refused


@public
def record(request: HttpRequest, name: str, key: UUID, slug: str = "") -> HttpResponse:
    """Show a record; an address without its title, or with another one, leads to the right one."""
    row = _row(name, key)
    if row is None:
        return gone(request, name, key)
    address = address_of(row.kind, row.content)
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    page = PAGES[row.kind](row, words())
    context: dict[str, Any] = {
        "page": page,
        "row": row,
        "listing": LISTINGS[name],
        "invented": page.invented,
        "link": request.build_absolute_uri(address),
    }
    return render(request, page.template, context)


def gone(request: HttpRequest, name: str, key: UUID) -> HttpResponse:
    """Say that something was withdrawn, if it was public once; else there is no such page."""
    when = withdrawn(key)
    if when is None:
        raise Http404
    context = {"when": when, "listing": LISTINGS[name]}
    return render(request, "register/gone.html", context, status=HTTPStatus.GONE)


@public
def event_calendar(request: HttpRequest, key: UUID) -> HttpResponse:
    """Return an event as a calendar file."""
    row = _row("events", key)
    if row is None or row.happened_on is None:
        return gone(request, "events", key)
    exact = row.content["precision"] == Precision.MOMENT
    entry = Event(
        uid=f"{row.record}@sandbox-tracker",
        day=row.happened_on.date(),
        summary=title_of(row.kind, row.content),
        description=told(row.content, "summary"),
        url=request.build_absolute_uri(address_of(row.kind, row.content)),
        moment=row.happened_on if exact else None,
    )
    text = calendar("Sandbox Tracker", [entry], row.published_at or row.happened_on)
    headers = {"Content-Disposition": 'attachment; filename="event.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


@public
def document_file(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hand out the file of a published document: the very one that was published."""
    row = _row("documents", key)
    if row is None:
        return gone(request, "documents", key)
    told_of = row.content.get("file")
    if not told_of:
        raise Http404
    file = DocumentFile.objects.filter(pk=told_of["id"], sha256=told_of["sha256"]).first()
    if file is None:
        raise Http404
    try:
        return published_file(file)
    except Refused as refusal:
        raise Http404 from refusal


def _row(name: str, key: UUID) -> Publication | None:
    kind = LISTS[name]
    return PUBLIC[name].select({}).filter(kind=kind, record=key).first()
