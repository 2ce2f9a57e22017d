"""Every address that is none: the same answer as for a record that is none."""

from typing import Any

from django.http import HttpResponse
from django.urls import Resolver404, resolve
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from usecases.api.base import ApiView
from usecases.workflow.errors import NotFound


class MissingView(ApiView):
    """Not found, whatever is asked of it; a forgotten slash at the end is forgiven in reading."""

    scope = None

    @property
    def public(self) -> bool:
        """Whoever asks is told."""
        return True

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send on to the address with a slash, if that is one."""
        path = f"{request.path_info}/"
        if request.path_info.endswith("/") or not _exists(path):
            raise NotFound
        query = request.META.get("QUERY_STRING", "")
        address = f"{request.path}/{'?' if query else ''}{query}"
        return HttpResponse(status=308, headers={"Location": address})

    def http_method_not_allowed(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """There is nothing here to be allowed or not."""
        raise NotFound

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Sign in and count, but look at no parameter."""
        self.perform_authentication(request)
        self.check_throttles(request)
        request.accepted_renderer, request.accepted_media_type = self.perform_content_negotiation(
            request, force=True
        )


def _exists(path: str) -> bool:
    try:
        return getattr(resolve(path).func, "cls", None) is not MissingView
    except Resolver404:
        return False
