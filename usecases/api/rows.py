"""The bodies of a page read straight from columns, where a serializer says no more than these.

A serializer's fields are looked through once: where the value of each stands, and how it is said.
One that works something out of a record of its own has no columns, and writes its bodies itself;
what is told of both is the same, field by field.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey, Model, QuerySet
from rest_framework import serializers
from rest_framework.relations import ManyRelatedField, SlugRelatedField

from usecases.api.serializers.base import Shown
from usecases.models.person import Person
from usecases.rules.permissions import is_staff

Say = Callable[[Any], Any]
# Of the records with these keys, what stands in one field.
Lists = Callable[[list[UUID]], Mapping[UUID, Any]]
_SAID = (serializers.DateTimeField, serializers.DecimalField, serializers.DateField)
_AS_IT_IS = (
    *(serializers.CharField, serializers.ChoiceField),
    *(serializers.BooleanField, serializers.IntegerField),
)


@dataclass(frozen=True)
class Columns:
    """Of each field in its order, its path or what lists it; and how its value is said."""

    paths: dict[str, str] = field(default_factory=dict)
    says: dict[str, Say] = field(default_factory=dict)
    lists: dict[str, Lists] = field(default_factory=dict)

    def bodies(self, rows: QuerySet[Any], names: Iterable[str]) -> list[dict[str, Any]]:
        """Return what is shown of the rows, one query for all columns and one for each list."""
        own = rows.query.annotations
        paths = dict(self.paths)
        paths |= {name: f"{name}_then" for name in names if f"{name}_then" in own}
        raws = list(rows.prefetch_related(None).values_list("pk", *paths.values()))
        keys = [raw[0] for raw in raws]
        columns: dict[str, Iterable[Any]] = {}
        for name, values in zip(paths, list(zip(*raws, strict=True))[1:], strict=bool(raws)):
            say = self.says.get(name)
            columns[name] = [_said(value, say) for value in values]
        for name, listing in self.lists.items():
            if name not in paths:
                found = listing(keys)
                columns[name] = [found.get(key) for key in keys]
        ordered = [columns[name] for name in names] if raws else []
        return [dict(zip(names, row, strict=True)) for row in zip(*ordered, strict=True)]


def bodies(serializer: type[Shown[Any]], person: Person, rows: Any) -> list[dict[str, Any]]:
    """Return records as shown to a person: from columns if that is all there is to it."""
    found = columns_of(serializer, is_staff(person)) if isinstance(rows, QuerySet) else None
    if found is None:
        return list(serializer(list(rows), many=True, context={"person": person}).data)
    return found[0].bodies(rows, found[1])


@cache
def columns_of(serializer: type[Shown[Any]], staff: bool) -> tuple[Columns, tuple[str, ...]] | None:
    """Return where all fields stand, and their names in order; None if one is worked out."""
    whole = serializer()
    columns = Columns(lists=dict(serializer.listed))
    fields: dict[str, Any] = whole.get_fields()
    names = [name for name in fields if staff or name not in serializer.staff_only]
    for name in names:
        if name not in serializer.listed and not _place(columns, whole, name):
            return None
    return columns, tuple(names)


def _place(columns: Columns, serializer: Shown[Any], name: str) -> bool:
    """Find where the value of a field stands; whether it does."""
    shown: Any = serializer.fields[name]
    model: type[Model] = serializer.Meta.model
    if isinstance(shown, ManyRelatedField):
        related = shown.child_relation
        source = str(shown.source)
        if not isinstance(related, SlugRelatedField) or "." in source:
            return False
        columns.lists[name] = _codes(model, source, related.slug_field)
        return True
    path = (shown.source or name).replace(".", "__")
    if name in serializer.placed:
        path = serializer.placed[name]
    elif isinstance(shown, SlugRelatedField):
        path = f"{path}__{shown.slug_field}"
    elif isinstance(shown, serializers.UUIDField):
        columns.says[name] = str
    elif isinstance(shown, _SAID):
        columns.says[name] = shown.to_representation
    elif not isinstance(shown, _AS_IT_IS):
        return False
    columns.paths[name] = path
    return _is_path(model, path)


def _is_path(model: type[Model], path: str) -> bool:
    """Whether a path leads over foreign keys to a column."""
    first, _dots, rest = path.partition("__")
    try:
        found = model._meta.get_field(first.removesuffix("_id") if not rest else first)
    except FieldDoesNotExist:
        return False
    if not rest:
        return bool(found.concrete)
    return isinstance(found, ForeignKey) and _is_path(found.related_model, rest)


def _codes(model: type[Model], source: str, slug: str) -> Lists:
    related: Any = model._meta.get_field(source).related_model
    order = [f"{source}__{each}" for each in related._meta.ordering]

    def listing(keys: list[UUID]) -> Mapping[UUID, Any]:
        found: dict[UUID, list[Any]] = {key: [] for key in keys}
        rows = model._base_manager.filter(pk__in=keys, **{f"{source}__isnull": False})
        for key, code in rows.order_by(*order).values_list("pk", f"{source}__{slug}"):
            found[key].append(code)
        return found

    return listing


def _said(value: Any, say: Say | None) -> Any:
    if value is None or value == "":
        return None
    return value if say is None else say(value)
