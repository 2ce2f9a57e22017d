"""Lists: filtered by the address, page by page, and as CSV."""

from http import HTTPStatus
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from usecases.exchange.writing import csv_lines
from usecases.register.figures import groups
from usecases.register.found import Found, found
from usecases.register.listings import LISTINGS
from usecases.register.titles import LISTS, address_of
from usecases.register.topics import topics_of
from usecases.register.views.serving import public
from usecases.register.words import source_said, words

_PAGE = 50


@public
def listing(request: HttpRequest, name: str) -> HttpResponse:
    """Show a page of a list, with its filters and what is applied."""
    shown = found(LISTINGS[name], request.GET, words())
    pages = Paginator(shown.rows, _PAGE).get_page(request.GET.get("page"))
    contents = [row.content for row in pages]
    about = shown.about(contents)
    context = {
        "listing": shown.listing,
        "found": shown,
        "page_obj": pages,
        "number": pages.paginator.count,
        "rows": [shown.cells(each, about) for each in contents],
        "download": f"{request.path[:-1]}.csv" + (f"?{shown.query}" if shown.query else ""),
        "invented": shown.invented,
        **_more(shown, contents),
    }
    status = HTTPStatus.BAD_REQUEST if shown.faults else HTTPStatus.OK
    return render(request, shown.listing.template, context, status=status)


def _more(shown: Found, contents: list[dict[str, Any]]) -> dict[str, Any]:
    if shown.listing.name == "findings":
        return {"topics": topics_of(contents, shown.words)}
    if shown.listing.name == "other-cohorts":
        return {"ours": [each for each in groups() if not each.invented]}
    return {}


@public
def download(request: HttpRequest, name: str) -> HttpResponse:
    """Return all rows of a list as CSV, with the address and the source of each."""
    shown = found(LISTINGS[name], request.GET, words())
    if shown.faults:
        return HttpResponse("\n".join(shown.faults), "text/plain; charset=utf-8", status=400)
    contents = [row.content for row in shown.rows]
    about = shown.about(contents)
    head = ["id", *(column.name for column in shown.listing.columns), "address"]
    sourced = "source" not in head
    lines = csv_lines(
        [*head, *(("source", "source_kind") if sourced else ())],
        (
            [
                each["id"],
                *(cell.plain for _column, cell in shown.cells(each, about)),
                _address(request, name, each),
                *(source_said(each) if sourced else ()),
            ]
            for each in contents
        ),
        bom=True,
    )
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    answer: Any = StreamingHttpResponse(
        lines, content_type="text/csv; charset=utf-8", headers=headers
    )
    return HttpResponse(b"".join(answer.streaming_content), headers=answer.headers)


def _address(request: HttpRequest, name: str, content: dict[str, Any]) -> str:
    kind = LISTS.get(name)
    return request.build_absolute_uri(address_of(kind, content)) if kind else ""
