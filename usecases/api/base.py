"""What every address shares: sign-in, limits, strict parameters, what caches may keep."""

from typing import Any, ClassVar

from django.conf import settings
from django.utils.cache import patch_vary_headers
from drf_spectacular.utils import OpenApiParameter
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from usecases.api.authentication import person_of
from usecases.api.errors import TooLarge
from usecases.api.parsers import BoundedJson
from usecases.api.permissions import HasScope
from usecases.api.throttling import AddressThrottle, TokenThrottle
from usecases.models.person import Person
from usecases.selection.strict import refuse_unknown
from usecases.vocabulary.roles import Scope


class ApiView(APIView):
    """Answers a person, strictly: a parameter that it does not know is refused by name."""

    permission_classes = (HasScope,)
    parser_classes: tuple[type[BaseParser], ...] = (BoundedJson,)
    throttle_classes: tuple[type[BaseThrottle], ...] = (TokenThrottle, AddressThrottle)
    http_method_names = ["get", "head", "post", "patch", "delete"]
    scope: Scope | None = Scope.READ
    most_bytes: int | None = None  # of a body, where files are taken
    # For the description of the API: what is shown and read; which methods make a new record
    # and which answer with an ETag.
    answer: type[BaseSerializer[Any]] | None = None
    bodies_read: ClassVar[dict[str, type[BaseSerializer[Any]]]] = {}
    makes: ClassVar[tuple[str, ...]] = ()
    tagged: ClassVar[tuple[str, ...]] = ()
    reads: ClassVar[tuple[str, ...]] = ("GET",)  # methods that change no record

    @property
    def public(self) -> bool:
        """Whether it is read without a token."""
        return False

    @property
    def person(self) -> Person:
        """The person who asks."""
        return person_of(self.request)

    @property
    def params(self) -> dict[str, list[str]]:
        """What stands in the query, every value of it."""
        return dict(self.request.query_params.lists())

    def parameters(self) -> frozenset[str]:
        """Return the names of the parameters that this address takes."""
        return frozenset()

    def refuse_unknown(self) -> None:
        """Refuse parameters that this address does not take."""
        refuse_unknown(self.params, self.parameters())

    def documented(self, method: str) -> list[OpenApiParameter]:
        """Return the same parameters, described."""
        return []

    def answered(self) -> Any:
        """Return the serializer that describes the answer."""
        return self.answer

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check everything that does not depend on a record."""
        super().initial(request, *args, **kwargs)
        most = self.most_bytes or settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if int(request.META.get("CONTENT_LENGTH") or 0) > most:
            raise TooLarge
        if request.method in self.allowed_methods:
            self.refuse_unknown()

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Say what a cache may keep: nothing that was shown to one person."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(answer, ["Authorization"])
        if not answer.has_header("Cache-Control"):
            signed_in = "HTTP_AUTHORIZATION" in request.META
            answer["Cache-Control"] = "no-store" if signed_in else "no-cache"
        return answer
