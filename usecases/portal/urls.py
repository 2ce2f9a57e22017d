"""Addresses of the portal."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path

app_name = "portal"


def use_case(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a use case."""
    return HttpResponse(str(key))


urlpatterns = [path("use-cases/<uuid:key>/", use_case, name="use-case")]
