"""Sets of questions to measure the assistant with: JSON Lines, one question a line.

`{"question", "lang", "kind": "inside" | "structured" | "outside" | "look-alike"}` with `gold`,
lists of alternatives of which one each must be shown, for inside questions; `oracle` for
structured ones;
`corrected`, the exact sentence that corrects a false premise, for outside ones that have one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from usecases.vocabulary.asking import QUESTION_CHARACTERS, PassageLanguage

KINDS = ("inside", "structured", "outside", "look-alike")
_NEEDED = {"inside": "gold", "structured": "oracle"}


class SetError(ValueError):
    """A set that cannot be read, with the file and line of what is wrong."""


@dataclass(frozen=True)
class Asked:
    """A question of a set, and what a right answer to it is."""

    question: str
    language: str
    kind: str
    gold: tuple[tuple[str, ...], ...] = ()
    oracle: Mapping[str, Any] = field(default_factory=dict)
    corrected: str = ""
    group: str = ""


def read_set(path: Path) -> list[Asked]:
    """Return the questions of a file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SetError(f"{path.name}: {error}") from error
    found = [_asked(f"{path.name}:{n}", line) for n, line in enumerate(lines, 1) if line.strip()]
    if not found:
        raise SetError(f"{path.name}: no question")
    return found


def _asked(place: str, line: str) -> Asked:
    try:
        told = json.loads(line)
    except json.JSONDecodeError as error:
        raise SetError(f"{place}: {error}") from error
    if not isinstance(told, dict) or told.get("kind") not in KINDS:
        raise SetError(f"{place}: kind is one of {', '.join(KINDS)}")
    question = told.get("question")
    if not isinstance(question, str) or not 0 < len(question) <= QUESTION_CHARACTERS:
        raise SetError(f"{place}: question is a text of 1 to {QUESTION_CHARACTERS} characters")
    if told.get("lang") not in PassageLanguage.values:
        raise SetError(f"{place}: lang is one of {', '.join(PassageLanguage.values)}")
    needed = _NEEDED.get(told["kind"])
    if needed and not told.get(needed):
        raise SetError(f"{place}: {told['kind']} needs {needed}")
    return Asked(
        question=question,
        language=told["lang"],
        kind=told["kind"],
        gold=tuple(tuple(alternatives) for alternatives in told.get("gold", ())),
        oracle=told.get("oracle", {}),
        corrected=told.get("corrected", ""),
        group=told.get("group", ""),
    )
