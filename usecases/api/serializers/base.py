"""What every shown record and every body that is read has in common."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from django.db.models import CharField, Model, TextField
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from usecases.models.person import ANONYMOUS, Person
from usecases.rules.permissions import is_staff

M = TypeVar("M", bound=Model)
_TEXTS = (CharField, TextField)


class Shown(serializers.ModelSerializer[M]):
    """A record as its reader may see it; what is not known is null."""

    # Shown to staff only; shown to the public, as `Publication.content` holds it.
    staff_only: ClassVar[tuple[str, ...]] = ()
    published: ClassVar[tuple[str, ...]] = ()
    # Fetched along with a list, in one query each.
    prefetch: ClassVar[tuple[str, ...]] = ()
    # Selected along with a list, beside what the selection selects.
    related: ClassVar[tuple[str, ...]] = ()
    # Of fields with a method: the column that it reads, or what says it of many records at once.
    placed: ClassVar[Mapping[str, str]] = {}
    listed: ClassVar[Mapping[str, Callable[[list[UUID]], Mapping[UUID, Any]]]] = {}

    @property
    def person(self) -> Person:
        """The reader."""
        person: Person = self.context.get("person", ANONYMOUS)
        return person

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Leave out what is not this reader's to see, and say what may be null."""
        fields: dict[str, Any] = super().get_fields()
        if "person" in self.context and not is_staff(self.person):
            fields = {name: fields[name] for name in fields if name not in self.staff_only}
        for name in self._texts_not_given() & set(fields):
            fields[name].allow_null, fields[name].allow_blank = True, False
        return fields

    def _texts_not_given(self) -> set[str]:
        """Return the names of the texts that may be empty, and are shown as null then."""
        model: type[Model] = self.Meta.model
        columns = model._meta.fields
        return {each.name for each in columns if isinstance(each, _TEXTS) and each.blank}

    def to_representation(self, instance: M) -> dict[str, Any]:
        """Return the fields; a text that was never given is null, as everything not known."""
        shown: dict[str, Any] = super().to_representation(instance)
        return _nulls(shown)


def published_body(serializer: type[Shown[Any]], content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a published record: exactly its frozen content, in the order of the private one."""
    return _nulls({name: content.get(name) for name in serializer.published})


def _nulls(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: None if value == "" else value for name, value in body.items()}


class Strict(serializers.Serializer[Any]):
    """A body that is read: a field that it does not know is refused by name."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Refuse unknown fields; null stands for a text that is not given."""
        if not isinstance(data, Mapping):
            raise serializers.ValidationError({"non_field_errors": [_("Send a JSON object.")]})
        known = self.fields
        if unknown := sorted(str(name) for name in data if name not in known):
            text = _("There is no such field.")
            raise serializers.ValidationError({name: [text] for name in unknown})
        given = {name: _text(known[name], value) for name, value in data.items()}
        read: dict[str, Any] = super().to_internal_value(given)
        return read


class StrictModel(Strict, serializers.ModelSerializer[M]):
    """The same for fields of a record."""


def _text(field: Any, value: Any) -> Any:
    return "" if value is None and getattr(field, "allow_blank", False) else value


def code(**kwargs: Any) -> Any:
    """Return a field that shows a related record by its code."""
    return serializers.SlugRelatedField(slug_field="code", read_only=True, **kwargs)


def text(source: str, **kwargs: Any) -> serializers.CharField:
    """Return a field that shows a text found elsewhere."""
    return serializers.CharField(source=source, read_only=True, **kwargs)


def key(source: str, **kwargs: Any) -> serializers.UUIDField:
    """Return a field that shows an id found elsewhere."""
    return serializers.UUIDField(source=source, read_only=True, **kwargs)
