"""The writing of an import, told while it goes on: the page grows until the result stands on it."""

from collections.abc import Callable, Generator, Iterator
from contextvars import Context, copy_context
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import uuid4

from django.db import DatabaseError
from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _

from usecases.exchange.sheet_faults import RowFault, WrongSheet

_EVERY = 20


class Written(Protocol):
    """How far the writing is."""

    @property
    def done(self) -> int:
        """How many rows are written."""

    @property
    def total(self) -> int:
        """How many rows there are to write."""


@dataclass(frozen=True)
class Importing:
    """What is imported: the rows as they are written, what follows, what is said at the end."""

    name: str
    opts: Any
    rows: Callable[[], Iterator[Written]]
    afterwards: Callable[[], None]
    template: str
    result: Callable[[], dict[str, Any]]


def import_now(request: HttpRequest, site: Any, told: Importing) -> StreamingHttpResponse:
    """Answer with a page that says how far the writing is, and at its end what was written."""
    marker = uuid4().hex
    context = {
        **site.each_context(request),
        "opts": told.opts,
        "title": _("Import of {file}").format(file=told.name),
        "marker": marker,
    }
    page = render_to_string("admin/import/writing.html", context, request)
    head, middle, foot = page.split(marker)
    response = StreamingHttpResponse(_within(copy_context(), _parts(told, (head, middle, foot))))
    response["X-Accel-Buffering"] = "no"  # or a proxy would keep it to the end
    response["Cache-Control"] = "private, no-store"
    return response


def _within(context: Context, parts: Generator[str, None, None]) -> Iterator[str]:
    """Go on in the context of the request: its language, its door, its open transaction."""
    end = object()
    try:
        while (part := context.run(next, parts, end)) is not end:
            yield str(part)
    finally:
        context.run(parts.close)


def _parts(told: Importing, frame: tuple[str, str, str]) -> Generator[str, None, None]:
    head, middle, foot = frame
    yield head
    yield format_html("<p>{}</p>\n", _("Every row is checked once more."))
    faults: tuple[RowFault, ...] = ()
    failed = False
    try:
        for written in told.rows():
            if written.done % _EVERY == 0 or written.done == written.total:
                yield _progress(written.done, written.total)
    except WrongSheet as refusal:
        faults = refusal.faults
    except DatabaseError:
        failed = True
    else:
        told.afterwards()
    yield middle
    yield render_to_string(told.template, {**told.result(), "faults": faults, "failed": failed})
    yield foot


def _progress(done: int, total: int) -> str:
    text = _("{done} of {total} rows").format(done=done, total=total)
    bar = '<p><progress max="{}" value="{}" aria-label="{}"></progress> {}</p>\n'
    return format_html(bar, total, done, text, text)
