"""How often a token, or an address without one, may ask."""

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle, SimpleRateThrottle
from rest_framework.views import APIView

from usecases.api.authentication import person_of
from usecases.assistant.limit import client_of, seconds_to_wait


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
        return self.cache_format % {"scope": self.scope, "ident": client_of(request.META)}


class AskThrottle(BaseThrottle):
    """For questions, of whoever asks: one limit for an address, by page and by program."""

    seconds = 0

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count the question, unless it is one too many."""
        self.seconds = seconds_to_wait(client_of(request.META))
        return not self.seconds

    def wait(self) -> float | None:
        """Return how long to wait."""
        return self.seconds
