"""How the assistant did: evaluations and calibrations as they ran, and the sample questions."""

import json
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.assistant.runs import figures_of, index_version
from usecases.models.enquiries import Evaluation
from usecases.rules.visibility_enquiries import evaluations_for, reads_enquiries, samples_for
from usecases.vocabulary.asking import Ran
from usecases.vocabulary.limits import PAGE_SIZE


def evaluations_view(site: Any, request: HttpRequest) -> HttpResponse:
    """List the runs, with the newest of each kind in full."""
    person = person_of(request)
    rows = evaluations_for(person)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    newest = [rows.filter(ran=kind).first() for kind in Ran.values]
    version = index_version()
    context = {
        **site.each_context(request),
        "title": _("How the assistant did"),
        "newest": [_told(each, version) for each in newest if each],
        "runs": [_told(each, version) for each in page.object_list],
        "page_obj": page,
        "samples": list(samples_for(person)[:PAGE_SIZE]),
        "samples_in_all": samples_for(person).count(),
    }
    return TemplateResponse(request, "admin/assistant/evaluations.html", context)


def evaluation_view(site: Any, request: HttpRequest, key: UUID) -> HttpResponse:
    """Show one run."""
    row = evaluations_for(person_of(request)).filter(pk=key).first()
    if row is None:
        raise Http404
    context = {
        **site.each_context(request),
        "title": str(row.get_ran_display()),
        "run": _told(row, index_version()),
        "closed": row.closed.count(),
    }
    return TemplateResponse(request, "admin/assistant/evaluation.html", context)


def samples_file_view(site: Any, request: HttpRequest) -> HttpResponse:
    """Hand out the sample questions in the form of an evaluation file."""
    lines = [
        json.dumps(
            {
                "question": each.question,
                "lang": each.language,
                "kind": "inside",
                "gold": each.gold,
            },
            ensure_ascii=False,
        )
        for each in samples_for(person_of(request)).order_by("written_at", "id")
    ]
    headers = {"Content-Disposition": 'attachment; filename="samples.jsonl"'}
    text = "".join(f"{line}\n" for line in lines)
    return HttpResponse(text, content_type="application/x-ndjson; charset=utf-8", headers=headers)


def _told(row: Evaluation, version: str) -> dict[str, Any]:
    """Return a run as the page shows it: its figures, how many reach their goals, how old."""
    figures = figures_of(row)
    judged = [each.met for each in figures if each.met is not None]
    return {
        "row": row,
        "figures": figures,
        "met": sum(judged),
        "judged": len(judged),
        "overtaken": bool(row.index_version) and row.index_version != version,
    }


PAGES = (
    ConsolePage(
        "evaluations",
        "assistant/evaluations/",
        evaluations_view,
        _("How the assistant did"),
        _("Public record"),
        reads_enquiries,
    ),
    ConsolePage(
        "evaluation",
        "assistant/evaluations/<uuid:key>/",
        evaluation_view,
        open_to=reads_enquiries,
    ),
    ConsolePage(
        "samples-file", "assistant/samples.jsonl", samples_file_view, open_to=reads_enquiries
    ),
)
