"""The fingerprint of a row: the same use case, told in the same words, has the same one."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from django.db.models import Model

from usecases.text.digest import digest

_NOTHING: tuple[Any, ...] = (None, "", [], {})


def fingerprint(content: Any) -> str:
    """Return the digest of what is to be written, whatever file and columns it came from."""
    return digest({"as": type(content).__name__, "told": _told(content)})


def _told(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    if is_dataclass(value):
        return _told({each.name: getattr(value, each.name) for each in fields(value)})
    if isinstance(value, Mapping):
        told = {name: _told(each) for name, each in value.items()}
        return {name: each for name, each in told.items() if each not in _NOTHING}
    if isinstance(value, list | tuple):
        told_each = [_told(each) for each in value]
        keys = all(isinstance(each, Model) for each in value)
        return sorted(map(str, told_each)) if keys else told_each
    return value
