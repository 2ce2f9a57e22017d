"""One's own sessions: where one is signed in, and an end to any of them."""

from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from usecases.models.access import User
from usecases.vocabulary.limits import TIME_ZONE


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """List the sessions of whoever signed in; end one of them, or all but this."""
    mine = _of(request)
    if request.method != "POST":
        context = {"sessions": mine, "others": len(mine) > 1, "zone": TIME_ZONE}
        return render(request, "usersessions/usersession_list.html", context)
    chosen = request.POST.get("session", "")
    ended = [each for each in mine if _is_meant(each, chosen)]
    gone = any(each.is_current() for each in ended)
    end_sessions(request, ended)
    if gone:
        return redirect("account_login")
    messages.success(request, _("Ended: whoever used it has to sign in again."))
    return redirect("entrance:sessions")


def _of(request: HttpRequest) -> list[UserSession]:
    if not isinstance(request.user, User):
        return []
    known: list[UserSession] = UserSession.objects.purge_and_list(request.user)
    return sorted(known, key=lambda each: each.created_at, reverse=True)


def _is_meant(session: UserSession, chosen: str) -> bool:
    """Whether a session is the one chosen; none chosen means all but the one at hand."""
    return str(session.pk) == chosen if chosen else not session.is_current()
