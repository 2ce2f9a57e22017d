"""A phase report as everybody reads it: the edition in force, as a page and as a paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from usecases.exchange.phase_report_document import document_of
from usecases.exchange.phase_report_links import PUBLIC_LISTS
from usecases.exchange.phase_report_paper import paper_of
from usecases.models.publications import Publication
from usecases.selection.public import PUBLIC


@require_safe
@conditional_page
@cache_control(public=True, max_age=60)
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Show the report on a phase, the same to everybody."""
    publication = _in_force(code)
    document = document_of(publication.content, PUBLIC_LISTS, published_at=publication.published_at)
    context = {"report": document, "publication": publication, "invented": document.invented}
    return render(request, "register/report.html", context)


@require_safe
@conditional_page
@cache_control(public=True, max_age=60)
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out the same report as a tagged PDF."""
    publication = _in_force(code)
    answer = HttpResponse(paper_of(publication), content_type="application/pdf")
    name = f"{code}-report-{publication.content['edition']}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
@conditional_page
@cache_control(public=True, max_age=60)
def reports(request: HttpRequest) -> HttpResponse:
    """List the reports that are published."""
    rows = PUBLIC["phase-reports"].select({})
    return render(request, "register/reports.html", {"reports": rows})


def _in_force(code: str) -> Publication:
    found: Publication | None = PUBLIC["phase-reports"].select({"code": [code]}).first()
    if found is None:
        raise Http404
    return found
