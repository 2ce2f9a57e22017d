"""Takes out of public texts what nobody reads: unseen characters, stuffed keywords."""

import re
from typing import Any

from usecases.text.cleared import stripped
from usecases.vocabulary.publications import Kind

_TEXTS = re.compile(r"(?:summary|statement)(?:_\w+)?|text|heading|theme|eligibility")
_AS_FROZEN = (Kind.PHASE_REPORT, Kind.FROZEN_TABLE)  # a digest holds them to the letter


def cleared_content(kind: Kind, content: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return public content as it is to be read, and each thing that was taken out of it."""
    taken: list[str] = []
    if kind in _AS_FROZEN:
        return content, taken
    return {name: _cleared(name, told, taken) for name, told in content.items()}, taken


def _cleared(name: str, told: Any, taken: list[str]) -> Any:
    if isinstance(told, list):
        return [_cleared(name, each, taken) for each in told]
    if isinstance(told, dict):
        return {inner: _cleared(inner, each, taken) for inner, each in told.items()}
    if not isinstance(told, str) or not _TEXTS.fullmatch(name):
        return told
    text, out = stripped(told)
    taken += out
    return text
