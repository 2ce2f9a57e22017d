"""Tells the trail by which door a request came in, and gives the request an id."""

from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from structlog.contextvars import get_contextvars

from usecases.audit import context
from usecases.vocabulary.doors import Door

_DOORS = {"admin": Door.CONSOLE, "portal": Door.PORTAL, "api": Door.API}


class AuditMiddleware:
    """Sets door and request id for the time of one request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer within the context of this request."""
        first = request.path_info.lstrip("/").split("/", 1)[0]
        door = context.door.set(_DOORS.get(first, Door.PUBLIC))
        request_id = context.request_id.set(get_contextvars().get("request_id") or str(uuid4()))
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = context.request_id.get()
            return response
        finally:
            context.door.reset(door)
            context.request_id.reset(request_id)
