"""What views that write share: bodies read strictly, conditions checked inside the lock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar
from uuid import UUID

from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.serializers import BaseSerializer

from usecases import audit
from usecases.api import conditional
from usecases.api.base import ApiView
from usecases.api.repeating import repeatable
from usecases.api.resources import USE_CASES, Resource
from usecases.models.person import Person
from usecases.models.usecases import UseCase


class WritingView(ApiView):
    """Writes as the person who asks, and shows what has become of the record."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse a write to a record that does not say what it is based on."""
        super().initial(request, *args, **kwargs)
        writes = request.method in self.allowed_methods and request.method not in SAFE_METHODS
        if writes and kwargs:
            conditional.require_condition(request)

    def body(self, reader: type[BaseSerializer[Any]], **kwargs: Any) -> dict[str, Any]:
        """Return the body of the request, read strictly."""
        context = {"person": self.person}
        serializer = reader(data=self.request.data, context=context, **kwargs)
        serializer.is_valid(raise_exception=True)
        read: dict[str, Any] = serializer.validated_data
        return read

    def show(self, resource: Resource, key: UUID, *, new: bool = False) -> Response:
        """Return the record as it is now, with its ETag, and its address if it is new."""
        body = resource.bodies(self.person, [resource.find(self.person, key)])[0]
        headers = {"ETag": conditional.tag_of(body)}
        if new:
            headers["Location"] = reverse(f"api:{resource.name}", args=[key], request=self.request)
        return Response(body, status=201 if new else 200, headers=headers)


@contextmanager
def held(
    request: Request, person: Person, resource: Resource, key: UUID, reason: str = ""
) -> Iterator[Any]:
    """Hold the writer's lock on a record that still is as the writer read it."""
    with audit.writing(by=person, reason=reason):
        row = resource.find(person, key)
        conditional.require_match(request, conditional.tag_of(resource.bodies(person, [row])[0]))
        yield row


@contextmanager
def held_case(request: Request, person: Person, key: UUID, reason: str = "") -> Iterator[UseCase]:
    """The same for a use case."""
    with held(request, person, USE_CASES, key, reason) as case:
        yield case


class NewView(WritingView):
    """New parts of a use case."""

    shown: ClassVar[Resource]
    reader: ClassVar[type[BaseSerializer[Any]]]
    makes = tagged = ("POST",)

    @staticmethod
    def write(case: UseCase, fields: dict[str, Any], by: Person) -> Any:
        """Write it, by its verb."""
        raise NotImplementedError

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Write a new one."""
        fields = self.body(self.reader)
        with held(request, self.person, USE_CASES, id, fields.get("reason", "")) as case:
            row = self.write(case, fields, self.person)
            return self.show(self.shown, row.pk, new=True)


class StepView(WritingView):
    """A step of one record."""

    shown: ClassVar[Resource]
    reader: ClassVar[type[BaseSerializer[Any]]]
    verb: ClassVar[Callable[..., Any]]
    tagged = ("POST",)

    @repeatable
    def post(self, request: Request, id: UUID) -> Response:  # noqa: A002 - the name in addresses
        """Take it."""
        fields = self.body(self.reader)
        with held(request, self.person, self.shown, id, fields.get("reason", "")) as record:
            type(self).verb(record, **fields, by=self.person)
            return self.show(self.shown, id)
