"""What the writer saw when a page was drawn, signed, so that a save knows what it is based on."""

from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.db.models import Model

from usecases.models.usecases import UseCase
from usecases.text.digest import plain
from usecases.vocabulary.sections import Section


def values_of(draft: UseCase, section: Section) -> dict[str, Any]:
    """Return the values of a section as plain JSON."""
    return as_plain({name: getattr(draft, name) for name in section.fields})


def as_plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of a draft's fields as plain JSON."""
    return {name: _plain(value) for name, value in values.items()}


def sealed(draft: UseCase, section: Section, values: Mapping[str, Any]) -> str:
    """Return the values seen, signed for this section of this draft."""
    return signing.dumps(dict(values), salt=_salt(draft, section), compress=True)


def opened(text: str, draft: UseCase, section: Section) -> dict[str, Any]:
    """Return the values seen; nothing when they were lost or tampered with on the way."""
    try:
        values = signing.loads(text, salt=_salt(draft, section))
    except signing.BadSignature:
        return {}
    return values if isinstance(values, dict) else {}


def native(draft: UseCase, seen: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plain values as the draft's own fields hold them."""
    values: dict[str, Any] = {}
    for name, value in seen.items():
        current, column = getattr(draft, name), UseCase._meta.get_field(name)
        values[name] = current if _plain(current) == value else _python(column, value)
    return values


def same(left: Any, right: Any) -> bool:
    """Whether two values say the same."""
    return bool(_plain(left) == _plain(right))


def _plain(value: Any) -> Any:
    return plain(value.pk if isinstance(value, Model) else value)


def _python(column: Any, value: Any) -> Any:
    return column.to_python(value)


def _salt(draft: UseCase, section: Section) -> str:
    return f"portal.section.{draft.pk}.{section.code}"
