"""Saved views: a list as somebody likes to see it, under a name."""

from uuid import UUID

from django.contrib import messages
from django.contrib.admin.views.main import ERROR_FLAG, PAGE_VAR
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from usecases.admin.person import person_of
from usecases.models.access import SavedView
from usecases.rules.visibility_casefile import saved_views_for
from usecases.workflow import views
from usecases.workflow.errors import NotFound, Refused


def views_of(request: HttpRequest, subject: str) -> list[SavedView]:
    """Return the views of a list: one's own, and those that colleagues share."""
    rows = saved_views_for(person_of(request)).filter(subject=subject)
    return list(rows.select_related("user"))


@require_POST
def keep_view(request: HttpRequest, subject: str, back: str) -> HttpResponse:
    """Keep a list under a name, and show it."""
    query = _query(request)
    try:
        view = views.save_view(
            subject=subject,
            name=request.POST.get("name", ""),
            query=query,
            shared="shared" in request.POST,
            by=person_of(request),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved as “{name}”.").format(name=view.name))
    return HttpResponseRedirect(f"{back}?{query}")


@require_POST
def change_view(request: HttpRequest, subject: str, key: UUID, back: str) -> HttpResponse:
    """Rename, share or remove a view; somebody else's is there for no one to change."""
    person, query = person_of(request), _query(request)
    try:
        if "remove" in request.POST:
            views.remove_view(key, subject=subject, by=person)
            messages.success(request, _("Removed."))
        else:
            name, shared = request.POST.get("name", ""), "shared" in request.POST
            views.rename_view(key, subject=subject, name=name, shared=shared, by=person)
            messages.success(request, _("Changed."))
    except NotFound as missing:
        raise Http404 from missing
    except Refused as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(f"{back}?{query}")


def _query(request: HttpRequest) -> str:
    """Return the query that was posted, as one of ours: nothing but names and values."""
    asked = QueryDict(request.POST.get("query", ""), mutable=True)
    for name in (PAGE_VAR, ERROR_FLAG):
        asked.pop(name, None)
    return asked.urlencode()
