"""Choosing for which bank one acts, when there is more than one."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from usecases.models.institutions import Contributor, Member
from usecases.portal.access import (
    SESSION_KEY,
    bank_person,
    contributions,
    memberships,
    no_membership,
)
from usecases.portal.forms.acts import ChooseForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Ask for which bank the person acts, and keep it for the session."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    user = request.user
    held: list[Member | Contributor] = [*memberships(user), *contributions(user)]
    if not held:
        return no_membership(request, request.user)
    person = bank_person(request)
    chosen = person.membership or person.contributor
    posted = request.POST if request.method == "POST" else None
    form = ChooseForm(held, posted, initial=str(chosen.pk) if chosen else "")
    if form.is_valid():
        request.session[SESSION_KEY] = form.cleaned_data["membership"]
        return redirect(_onward(request))
    bank = person.membership and person.membership.institution
    context = {"form": form, "next": _onward(request), "bank": bank}
    return render(request, "portal/choose.html", context, status=422 if form.errors else 200)


def _onward(request: HttpRequest) -> str:
    """Return where to go next: within this site only."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else reverse("portal:home")
