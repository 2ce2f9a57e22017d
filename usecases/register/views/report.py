"""A phase report as everybody reads it: the edition in force and those before it."""

from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from usecases.exchange.phase_report_document import document_of
from usecases.exchange.phase_report_paper import paper_of
from usecases.models.publications import Publication
from usecases.register.addresses import PAGES
from usecases.register.views.serving import public
from usecases.selection.editions import edition_of, editions, tells_of_withdrawn
from usecases.selection.public import PUBLIC
from usecases.selection.withdrawn import withdrawn
from usecases.vocabulary.publications import Kind


@public
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Show the report on a phase, the same to everybody."""
    publication = _in_force(code)
    if publication is None:
        return _gone(request, code)
    return _shown(request, publication)


@public
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out the same report as a tagged PDF."""
    publication = _in_force(code)
    if publication is None:
        return _gone(request, code)
    return _handed_out(publication)


@public
def edition(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show an edition that another one has taken the place of, and say so."""
    publication = edition_of(code, number)
    if publication is None:
        return _gone(request, code)
    if publication.superseded_at is None:
        return HttpResponseRedirect(reverse("register:report", args=[code]))
    if tells_of_withdrawn(publication):
        return render(request, "register/edition_gone.html", status=HTTPStatus.GONE)
    return _shown(request, publication)


@public
def edition_paper(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Hand out an earlier edition as the tagged PDF that it was."""
    publication = edition_of(code, number)
    if publication is None:
        return _gone(request, code)
    if publication.superseded_at is not None and tells_of_withdrawn(publication):
        return render(request, "register/edition_gone.html", status=HTTPStatus.GONE)
    return _handed_out(publication)


@public
def reports(request: HttpRequest) -> HttpResponse:
    """List the reports that are published."""
    rows = PUBLIC["phase-reports"].select({})
    return render(request, "register/reports.html", {"reports": rows})


def _shown(request: HttpRequest, publication: Publication) -> HttpResponse:
    document = document_of(publication.content, PAGES, published_at=publication.published_at)
    context = {
        "report": document,
        "publication": publication,
        "invented": document.invented,
        "editions": editions(publication.code),
        "zone": publication.content["facts"]["programme"]["time_zone"],
    }
    return render(request, "register/report.html", context)


def _handed_out(publication: Publication) -> HttpResponse:
    answer = HttpResponse(paper_of(publication), content_type="application/pdf")
    name = f"{publication.code}-report-{publication.content['edition']}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _in_force(code: str) -> Publication | None:
    found: Publication | None = PUBLIC["phase-reports"].select({"code": [code]}).first()
    return found


def _gone(request: HttpRequest, code: str) -> HttpResponse:
    """Say that a report was withdrawn, if there was one; else there is no such page."""
    rows = Publication.objects.filter(kind=Kind.PHASE_REPORT, code=code)
    key: UUID | None = rows.values_list("record", flat=True).first()
    when = withdrawn(key) if key else None
    if when is None:
        raise Http404
    return render(request, "register/gone.html", {"when": when}, status=HTTPStatus.GONE)
