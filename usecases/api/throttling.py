"""How often a token, or an address without one, may ask."""

from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from usecases.api.authentication import person_of


class Throttle(SimpleRateThrottle):
    """Counts the requests of the last minute; off where the settings say so."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Return whether this request is within the limit."""
        return not settings.THROTTLE or super().allow_request(request, view)


class TokenThrottle(Throttle):
    """For whoever sends a token."""

    scope = "token"
    rate = "600/min"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        """Count by the person behind the token."""
        person = person_of(request)
        if person.user is None:
            return None
        return self.cache_format % {"scope": self.scope, "ident": person.user.pk}


class AddressThrottle(Throttle):
    """For whoever sends none."""

    scope = "address"
    rate = "120/min"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        """Count by the address that asks."""
        if not person_of(request).anonymous:
            return None
        return self.cache_format % {"scope": self.scope, "ident": _address(request)}


def _address(request: Request) -> Any:
    """Return the client's address; forwarded ones are believed of our own proxies only."""
    trusted = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = [each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if trusted and len(forwarded) >= trusted and forwarded[-trusted]:
        return forwarded[-trusted]
    return request.META.get("REMOTE_ADDR", "")
