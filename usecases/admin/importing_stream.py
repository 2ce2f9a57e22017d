"""The writing of an import, told while it goes on: the page grows until the result stands on it."""

from collections.abc import Generator, Iterator
from contextvars import Context, copy_context
from typing import Any
from uuid import UUID, uuid4

from django.db import DatabaseError
from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _

from usecases.admin.person import person_of
from usecases.exchange.sheet_faults import RowFault, WrongSheet
from usecases.exchange.sheet_lines import SheetFile
from usecases.exchange.sheet_staged import forget
from usecases.exchange.use_cases import write
from usecases.models.person import Person
from usecases.models.usecases import UseCase

_EVERY = 20
_LINKS = 200


def import_now(
    request: HttpRequest, site: Any, key: UUID, file: SheetFile
) -> StreamingHttpResponse:
    """Answer with a page that says how far the writing is, and at its end what was written."""
    marker = uuid4().hex
    context = {
        **site.each_context(request),
        "opts": UseCase._meta,
        "title": _("Import of {file}").format(file=file.name),
        "marker": marker,
    }
    page = render_to_string("admin/import/writing.html", context, request)
    head, middle, foot = page.split(marker)
    parts = _parts(file, key, person_of(request), (head, middle, foot))
    response = StreamingHttpResponse(_within(copy_context(), parts))
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


def _parts(
    file: SheetFile, key: UUID, by: Person, frame: tuple[str, str, str]
) -> Generator[str, None, None]:
    head, middle, foot = frame
    yield head
    yield format_html("<p>{}</p>\n", _("Every row is checked once more."))
    cases: list[UseCase] = []
    faults: tuple[RowFault, ...] = ()
    failed = False
    try:
        for written in write(file, by=by):
            cases.append(written.case)
            if written.done % _EVERY == 0 or written.done == written.total:
                yield _progress(written.done, written.total)
    except WrongSheet as refusal:
        faults = refusal.faults
    except DatabaseError:
        failed = True
    else:
        forget(key, by=by)
    yield middle
    yield render_to_string(
        "admin/import/result.html",
        {
            "file": file,
            "number": len(cases),
            "cases": cases[:_LINKS] if file.record else [],
            "more": max(0, len(cases) - _LINKS) if file.record else 0,
            "banks": sorted({str(case.institution) for case in cases}),
            "faults": faults,
            "failed": failed,
        },
    )
    yield foot


def _progress(done: int, total: int) -> str:
    text = _("{done} of {total} rows").format(done=done, total=total)
    bar = '<p><progress max="{}" value="{}" aria-label="{}"></progress> {}</p>\n'
    return format_html(bar, total, done, text, text)
