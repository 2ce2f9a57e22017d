"""One use case as its assessor reads and scores it: not a page to change a record."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.assess_forms import AssessForm, written
from usecases.admin.assess_read import assessments_shown, shown, submission_shown
from usecases.admin.forms import add_faults
from usecases.admin.person import person_of
from usecases.models.submissions import Submission
from usecases.rules.assessing import Task, task_for
from usecases.rules.criteria import criteria_of
from usecases.vocabulary.reviews import OWED
from usecases.workflow import viewings
from usecases.workflow.errors import Refused
from usecases.workflow.judge import hand_in, missing_before, write


def case_view(site: Any, request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the submission and the form; keep a draft."""
    task = _task(request, key)
    if not task.declared:
        return HttpResponseRedirect(reverse("admin:interests-declare"))
    form = _form(request, task)
    if request.method == "POST" and form is not None and form.is_valid():
        answer = _kept(request, task, form)
        if answer is not None:
            return answer
    context = {
        **_around(site, request, task),
        **submission_shown(request, task),
        "form": form,
        "media": form.media if form else "",
        "others": assessments_shown(person_of(request), task),
    }
    return TemplateResponse(request, "admin/assess/case.html", context)


def hand_in_view(site: Any, request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the draft as it will be read; hand it in."""
    task = _task(request, key)
    if task.own is None or task.own.submitted_at or not task.owed:
        raise Http404
    faults: Any = missing_before(task.own, criteria_of(task.case.phase))
    if request.method == "POST":
        try:
            hand_in(task.case, by=person_of(request), submission=task.own.submission)
        except Refused as refusal:
            faults = refusal.faults
        else:
            messages.success(request, _("Handed in. It changes no more."))
            return HttpResponseRedirect(_address(task))
    context = {
        **_around(site, request, task),
        "title": _("Hand in your assessment"),
        "own": shown(task.own),
        "missing": faults,
    }
    return TemplateResponse(request, "admin/assess/hand_in.html", context)


def _task(request: HttpRequest, key: UUID) -> Task:
    """Return what the person is to assess; everything else is not there."""
    found = task_for(person_of(request), key)
    if found is None:
        raise Http404
    if found.declared:
        viewings.opened(found.case, by=person_of(request))
    return found


def _address(task: Task) -> str:
    return reverse("admin:assess-case", args=[task.case.pk])


def _around(site: Any, request: HttpRequest, task: Task) -> dict[str, Any]:
    return {
        **site.each_context(request),
        "title": task.case.title,
        "task": task,
        "case": task.case,
        "zone": task.case.phase.programme.time_zone,
        "late": task.late(timezone.localdate()),
    }


def _form(request: HttpRequest, task: Task) -> AssessForm | None:
    """Return the form where something is to be written, begun with what was written before."""
    if task.version is None or task.progress not in OWED:
        return None
    return AssessForm(
        request.POST if request.method == "POST" else None,
        criteria=criteria_of(task.case.phase),
        initial={**written(task.own or task.earlier), "submission": task.version.key},
    )


def _kept(request: HttpRequest, task: Task, form: AssessForm) -> HttpResponse | None:
    """Keep the draft and go on; what the verb refuses is shown beside its field."""
    read = Submission(pk=form.cleaned_data["submission"])
    try:
        write(task.case, by=person_of(request), submission=read, **form.words())
    except Refused as refusal:
        add_faults(form, refusal.faults)
        return None
    if "check" in request.POST:
        return HttpResponseRedirect(reverse("admin:assess-hand-in", args=[task.case.pk]))
    messages.success(request, _("Your draft is kept. Nobody else sees it."))
    return HttpResponseRedirect(_address(task))
