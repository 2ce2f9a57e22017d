"""A record as plain values, and what differs between two such pictures."""

from typing import Any

from django.db import models
from django.db.models.fields.files import FieldFile

from usecases.text.digest import plain
from usecases.text.normal import normal

_UNWATCHED = {"recorded_at", "updated_at", "password", "last_login", "digest", "behind"}


def picture(record: models.Model) -> dict[str, Any]:
    """Return the record's columns as plain values; secrets and bookkeeping left out."""
    return {
        field.name: _stored(getattr(record, field.attname))
        for field in record._meta.concrete_fields
        if field.name not in _UNWATCHED and not field.primary_key
    }


def _stored(value: Any) -> Any:
    """Return a value as the column holds it, whatever form it was handed in."""
    if isinstance(value, FieldFile):
        return value.name
    return normal(value) if isinstance(value, str) else plain(value)


def links(record: models.Model, names: list[str]) -> dict[str, Any]:
    """Return the many-to-many fields `names` as sorted lists of ids."""
    return {
        name: sorted(str(key) for key in getattr(record, name).values_list("pk", flat=True))
        for name in names
    }


def differing(
    before: dict[str, Any], after: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return both pictures, reduced to what differs."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}
