"""The API's description of itself (OpenAPI), drawn from what the views say of themselves."""

from http import HTTPStatus
from typing import Any, cast

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiResponse
from rest_framework.serializers import FileField

from usecases.api import headers
from usecases.api.base import ApiView
from usecases.api.errors import MEDIA_TYPE
from usecases.api.examples import examples_of, problem_of
from usecases.api.expand import RELATED
from usecases.api.serializers.base import Shown
from usecases.api.serializers.problems import PROBLEMS, Problem

_READING = (400, 401, 403, 406, 429)
_WRITING = (*_READING, 409, 413, 415)


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # the library's
    """How tokens are sent."""

    target_class = "usecases.api.authentication.TokenAuthentication"
    name = ["bearer", "basic"]

    def get_security_requirement(self, auto_schema: AutoSchema) -> list[dict[str, list[Any]]]:
        """Either will do."""
        return [{"bearer": []}, {"basic": []}]

    def get_security_definition(self, auto_schema: AutoSchema) -> list[dict[str, str]]:
        """Return both schemes."""
        basic = {"type": "http", "scheme": "basic"}
        return [
            {"type": "http", "scheme": "bearer", "description": "A token."},
            {**basic, "description": "Any user name; the token as password."},
        ]


class Schema(AutoSchema):
    """Describes a view by what it reads, shows and takes."""

    @property
    def described(self) -> ApiView:
        """The view that is described."""
        return cast(ApiView, self.view)

    def _is_list_view(self, serializer: Any = None) -> bool:
        return self.method == "GET" and getattr(self.described, "listing", False)

    def get_operation_id(self) -> str:
        """Return the view's own name for it, else one made of method and path."""
        own = getattr(self.described, "operation", None)
        made: str = own or super().get_operation_id()
        return made

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:
        """Name a record as everywhere else: `UseCase`, not how it is shown."""
        name: str = super().get_serializer_name(serializer, direction)
        return name.removesuffix("Shown")

    def get_tags(self) -> list[str]:
        """Group by the kind of record."""
        return self._tokenize_path()[:1]

    def get_auth(self) -> list[dict[str, Any]]:
        """Say where no token is needed."""
        open_to_all: list[dict[str, Any]] = [{}] if self._is_public() else []
        schemes: list[dict[str, Any]] = super().get_auth()
        return [*schemes, *open_to_all]

    def get_override_parameters(self) -> list[Any]:
        """Return the parameters in query and headers."""
        found = self.described.documented(self.method)
        if self._writes():
            found += [headers.KEY, *([headers.IF_MATCH] if "{" in self.path else ())]
        if self.method == "GET" and self._has_tag():
            found.append(headers.IF_NONE_MATCH)
        return [*found, headers.ETAG] if self._has_tag() else found

    def get_request_serializer(self) -> Any:
        """Return what is read."""
        return self.described.bodies_read.get(self.method)

    def get_response_serializers(self) -> Any:
        """Return what is shown, and the problems that may come instead."""
        return {**self._shown(), **{code: self._problem(code) for code in self._problems()}}

    def _shown(self) -> dict[Any, Any]:
        if self.method == "DELETE":
            return {204: OpenApiResponse(description="It is gone.")}
        answer = OpenApiResponse(self.described.answered(), description=self.get_description())
        if self.method in self.described.makes:
            return {201: answer}
        files = getattr(self.described, "files", {})
        only_files = bool(files) and self.described.answered() is None
        shown: dict[Any, Any] = {} if only_files else {(200, "application/json"): answer}
        for media_type, description in files.items():
            file = OpenApiResponse(OpenApiTypes.BINARY, description=description)
            shown[200, media_type] = file
        if self.method == "GET" and self._has_tag():
            shown[304] = OpenApiResponse(description="The client has it already.")
        return shown

    def _problems(self) -> list[int]:
        found = set(_WRITING if self._writes() else _READING)
        found |= set(getattr(self.described, "problems", ()))
        if "{" in self.path:
            found.add(404)
        if self._writes():
            found |= {422, *((412, 428) if "{" in self.path else ())}
        return sorted(found)

    def _problem(self, code: int) -> Any:
        said = problem_of(code, HTTPStatus(code).phrase)
        return OpenApiResponse(Problem, description=PROBLEMS[code], examples=[said])

    def get_examples(self) -> list[OpenApiExample]:
        """Return the examples of what is read and shown."""
        read, form = self.get_request_serializer(), self.map_parsers()[0]
        return [*examples_of(read, form, self.described.answered())]

    def _map_serializer_field(
        self, field: Any, direction: Any, bypass_extensions: bool = False
    ) -> Any:
        """Say that a file is sent as such, and that a field may hold the record that it names."""
        describe: Any = super()._map_serializer_field
        if direction == "request" and isinstance(field, FileField):
            return {"type": "string", "format": "binary"}
        plain = describe(field, direction, bypass_extensions)
        related = RELATED.get(field.field_name or "")
        if related is None or not isinstance(field.parent, Shown):
            return plain
        shown = {name: {"type": "string", "nullable": name != "id"} for name in related.shown}
        held = {"type": "object", "properties": shown, "required": [*shown]}
        return {"oneOf": [plain, held], "nullable": True, "readOnly": True}

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        """Ask for no field of a record: a reader is shown some, and `fields` leaves out others."""
        describe: Any = super()._map_basic_serializer
        shown = describe(serializer, direction)
        if isinstance(serializer, Shown):
            shown.pop("required", None)
        return shown

    def _is_public(self) -> bool:
        return self.method in self.described.reads and self.described.public

    def _writes(self) -> bool:
        return self.method not in self.described.reads

    def _has_tag(self) -> bool:
        return self.method in self.described.tagged

    def _get_response_for_code(
        self,
        serializer: Any,
        status_code: str,
        media_types: Any = None,
        direction: str = "response",
    ) -> Any:
        if int(status_code) >= 400:  # noqa: PLR2004 - where problems begin
            media_types = [MEDIA_TYPE]
        respond: Any = super()._get_response_for_code
        return respond(serializer, status_code, media_types, direction)
