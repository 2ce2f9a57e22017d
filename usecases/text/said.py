"""The texts of a public content that people read and search, in one form of writing."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from usecases.text.names import folded

# Codes, dates and keys are filtered by, not searched; a source names every record that it tells of.
_UNSAID = frozenset(
    {
        *("id", "source", "source_kind", "basis", "role", "stage", "status", "time_zone", "family"),
        *("precision", "window_precision", "since_precision", "sha256", "content_type", "anchor"),
    }
)
_KEY_OR_DATE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2}.*")


def said(content: Mapping[str, Any]) -> str:
    """Return every text of a content, folded, one a line."""
    return "\n".join(dict.fromkeys(folded(each) for each in _texts(content) if each.strip()))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if not _KEY_OR_DATE.fullmatch(value):
            yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            if name not in _UNSAID:
                yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
