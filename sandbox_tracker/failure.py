"""What is told of a failure that nobody foresaw: nothing of it, but the request's id."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views import defaults

from usecases.api.errors import document


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a program with a problem document, anybody else with a page."""
    if request.path_info.startswith("/api/"):
        return document(500, "server-error", _("Something went wrong on our side."), {})
    return defaults.server_error(request)
