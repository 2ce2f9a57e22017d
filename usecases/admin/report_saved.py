"""Saved reports: scope and columns under a name, with a link that reproduces them."""

from uuid import UUID

from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from usecases.admin.saved_views import change_view, keep_view
from usecases.reporting.catalogue import REPORTS
from usecases.selection.savedreports import subject_of


def keep_report(site: AdminSite, request: HttpRequest, name: str) -> HttpResponse:
    """Keep a report as it is on screen under a name."""
    return keep_view(request, subject_of(_known(name)), _page(name))


def change_report(site: AdminSite, request: HttpRequest, name: str, key: UUID) -> HttpResponse:
    """Rename, share or remove a saved report of one's own."""
    return change_view(request, subject_of(_known(name)), key, _page(name))


def _known(name: str) -> str:
    if name not in REPORTS:
        raise Http404
    return name


def _page(name: str) -> str:
    return reverse("admin:report", args=[name])
