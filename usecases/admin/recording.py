"""The page on which a use case is recorded after the fact."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from usecases.admin.case_forms import RecordForm
from usecases.admin.forms import add_faults
from usecases.admin.person import person_of
from usecases.models.usecases import UseCase
from usecases.workflow.errors import Refused
from usecases.workflow.record import record


def record_page(request: HttpRequest, admin: ModelAdmin[Any]) -> HttpResponse:
    """Show the form, or record what it says; what the verb refuses is shown on it."""
    data = request.POST if request.method == "POST" else None
    form = RecordForm(data, person=person_of(request), site=admin.admin_site)
    if data is not None and form.is_valid():
        try:
            case = record(form.told(), by=person_of(request))
        except Refused as refusal:
            add_faults(form, refusal.faults)
        else:
            messages.success(request, str(_("Recorded as {case}.")).format(case=case))
            return HttpResponseRedirect(_next(case, again="_addanother" in data))
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Record a use case after the fact"),
        "opts": admin.opts,
        "form": form,
        "media": admin.media + form.media,
    }
    return TemplateResponse(request, "admin/record.html", context)


def _next(case: UseCase, *, again: bool) -> str:
    if again:
        return reverse("admin:usecases_usecase_add")
    return reverse("admin:usecases_usecase_change", args=[case.pk])
