"""The public form by which somebody asks for the first account of an institution."""

from typing import cast

from allauth.core import ratelimit
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from usecases.models.phases import Phase
from usecases.portal.forms.entrance import RequestForm
from usecases.rules.deadlines import is_open
from usecases.workflow import account_requests
from usecases.workflow.errors import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_account(request: HttpRequest) -> HttpResponse:
    """Ask who wants an account; what is answered tells nothing of who has one."""
    phase = _phase(request.GET.get("phase", ""))
    if "asked" in request.GET:
        return render(request, "entrance/asked.html")
    form = RequestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="ask_for_account"):
            return cast(HttpResponse, ratelimit.respond_429(request))
        try:
            account_requests.ask(phase=phase, **form.cleaned_data)
        except Refused as refusal:
            for fault in refusal.faults:
                field = fault.field if fault.field in form.fields else None
                form.add_error(field, ValidationError(str(fault.text), code=fault.code))
        else:
            return redirect(f"{reverse('entrance:request')}?asked")
    context = {"form": form, "phase": phase}
    return render(request, "entrance/request.html", context, status=422 if form.errors else 200)


def _phase(code: str) -> Phase | None:
    """Return the phase that the address names, if one may apply for it now."""
    found = Phase.objects.select_related("programme").filter(code=code).first()
    return found if found is not None and is_open(found, timezone.now()) else None
