"""The page on which a use case is recorded after the fact."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from usecases.admin.forms import add_faults
from usecases.admin.person import person_of
from usecases.admin.record_form import KEPT, RecordForm, typed
from usecases.admin.record_rows import AT_MOST, rearranged
from usecases.models.usecases import UseCase
from usecases.workflow.errors import Refused
from usecases.workflow.record import record

_SESSION = "recorded"  # what the next entry begins with


def record_page(request: HttpRequest, admin: ModelAdmin[Any]) -> HttpResponse:
    """Show the form, change its rows, or record what it says; a refusal is shown on it."""
    data = request.POST if request.method == "POST" else None
    initial = {} if data is not None else request.session.pop(_SESSION, {})
    words: dict[str, Any] = {"person": person_of(request), "site": admin.admin_site}
    if data is not None and ("_more" in data or "_remove" in data):
        form = RecordForm(initial={**typed(data), "rows": rearranged(data)}, **words)
    else:
        form = RecordForm(data, initial=initial, **words)
    if form.is_bound and form.is_valid():
        try:
            case = record(form.told(), by=person_of(request))
        except Refused as refusal:
            add_faults(form, refusal.faults)
        else:
            messages.success(request, str(_("Recorded as {case}.")).format(case=case))
            return HttpResponseRedirect(_next(request, case))
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Record a use case after the fact"),
        "opts": admin.opts,
        "form": form,
        "rows_left": len(form.rows) < AT_MOST,
        "media": admin.media + form.media,
    }
    return TemplateResponse(request, "admin/record.html", context)


def _next(request: HttpRequest, case: UseCase) -> str:
    if "_addanother" not in request.POST:
        return reverse("admin:usecases_usecase_change", args=[case.pk])
    request.session[_SESSION] = {name: request.POST.get(name, "") for name in KEPT}
    return reverse("admin:usecases_usecase_add")
