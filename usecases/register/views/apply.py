"""How to apply: the phases that are open, and each with all that an applicant must know."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from usecases.models.phases import Programme
from usecases.register.phases import PublicPhase, public_phases, public_programmes
from usecases.rules.calls import call_of


@require_safe
@conditional_page
@cache_control(public=True, max_age=60)
def calls(request: HttpRequest) -> HttpResponse:
    """List the published phases that are open, the same for everybody."""
    return render(request, "register/calls.html", {"calls": _open()})


@require_safe
@conditional_page
@cache_control(public=True, max_age=60)
def call(request: HttpRequest, code: str) -> HttpResponse:
    """Show one phase that is open: eligibility, criteria, dates, and its whole form to print."""
    found = [pair for pair in _open() if pair[1].code == code]
    told = call_of(code) if found else None
    if told is None:
        raise Http404
    programme, phase = found[0]
    context = {"programme": programme, "phase": phase, "call": told, "invented": programme.invented}
    return render(request, "register/call.html", context)


def _open() -> list[tuple[Programme, PublicPhase]]:
    """Return the phases that are open now, each with its programme."""
    programmes = {each.code: each for each in public_programmes()}
    phases = public_phases(programmes)
    return [(programmes[code], each) for code in phases for each in phases[code] if each.open]
