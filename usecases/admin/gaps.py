"""Questions that the assistant did not answer, in clusters: each a step from what answers it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from usecases.admin.forms import add_faults
from usecases.admin.gaps_forms import SampleForm
from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.assistant.gaps import Cluster, cluster_of, clusters
from usecases.models.enquiries import Enquiry
from usecases.models.person import Person
from usecases.rules.permissions import may
from usecases.rules.visibility_enquiries import enquiries_for, reads_enquiries
from usecases.vocabulary.actions import Action
from usecases.vocabulary.asking import Gap
from usecases.vocabulary.limits import PAGE_SIZE
from usecases.workflow import gaps
from usecases.workflow.errors import Refused

_MOST = 2_000  # put into clusters, the newest first


def gaps_view(site: Any, request: HttpRequest) -> HttpResponse:
    """List the clusters of one state."""
    person = person_of(request)
    state = request.GET.get("state", Gap.OPEN)
    if state not in Gap.values:
        raise Http404
    found = clusters(_rows(person, state))
    context = {
        **site.each_context(request),
        "title": _("Questions without an answer"),
        "state": state,
        "states": Gap.choices,
        "questions": sum(len(each.rows) for each in found),
        "page_obj": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return TemplateResponse(request, "admin/assistant/gaps.html", context)


def gap_view(site: Any, request: HttpRequest, key: UUID) -> HttpResponse:
    """Show one cluster, with its next steps; take one of them when it is posted."""
    person = person_of(request)
    row = enquiries_for(person).filter(pk=key).exclude(gap="").first()
    if row is None:
        raise Http404
    cluster = cluster_of(row, {*_rows(person, row.gap), row})
    acts = may(person, Action.EDIT_REGISTER)
    sampled = acts and request.method == "POST" and request.POST.get("act") == "sample"
    form = SampleForm(
        request.POST if sampled else None, initial={"question": cluster.leader.question}
    )
    if request.method == "POST":
        answer = _done(request, person, cluster, form)
        if answer is not None:
            return answer
    context = {
        **site.each_context(request),
        "title": cluster.leader.question,
        "cluster": cluster,
        "state": row.get_gap_display(),
        "gap": row.gap,
        "acts": acts,
        "form": form,
        "guidance": {each.guidance for each in cluster.rows if each.guidance},
        "samples": {each.sample for each in cluster.rows if each.sample},
    }
    return TemplateResponse(request, "admin/assistant/gap.html", context)


def _rows(person: Person, state: str) -> list[Enquiry]:
    return list(enquiries_for(person).filter(gap=state).order_by("-asked_at", "id")[:_MOST])


def _done(
    request: HttpRequest, person: Person, cluster: Cluster, form: SampleForm
) -> HttpResponse | None:
    """Take the step that was posted, about the questions that were looked at."""
    shown = {str(each.pk): each.pk for each in cluster.rows}
    keys = [shown[key] for key in request.POST.getlist("question_key") if key in shown]
    try:
        return _step(request, person, keys, form)
    except Refused as refusal:
        if form.is_bound:
            add_faults(form, refusal.faults)
        else:
            messages.error(request, str(refusal))
    return None


def _step(
    request: HttpRequest, person: Person, keys: list[UUID], form: SampleForm
) -> HttpResponse | None:
    act = request.POST.get("act", "")
    if act == "guidance":
        document = gaps.draft_guidance(keys, by=person)
        messages.success(request, _("Begun. Write its sections, then propose to publish it."))
        return HttpResponseRedirect(reverse("admin:usecases_document_change", args=[document.pk]))
    if act == "sample":
        if not form.is_valid():
            return None
        asked = form.cleaned_data["question"]
        gaps.write_sample(keys, question=asked, gold=form.facts(), by=person)
        messages.success(request, _("The next evaluation asks it."))
    elif act in ("aside", "take-up"):
        verb = gaps.set_aside if act == "aside" else gaps.take_up
        number = verb(keys, by=person)
        told = ngettext("{n} question moved.", "{n} questions moved.", number)
        messages.success(request, told.format(n=number))
    else:
        return None
    return HttpResponseRedirect(reverse("admin:gaps"))


PAGES = (
    ConsolePage(
        "gaps",
        "assistant/gaps/",
        gaps_view,
        _("Questions without an answer"),
        _("Public record"),
        reads_enquiries,
    ),
    ConsolePage("gap", "assistant/gaps/<uuid:key>/", gap_view, open_to=reads_enquiries),
)
