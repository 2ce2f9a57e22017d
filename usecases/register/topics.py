"""Findings by topic, as the list of findings shows them."""

from dataclasses import dataclass, field
from typing import Any

from usecases.models.words import Term
from usecases.register.cells import Cell
from usecases.register.columns import named
from usecases.register.titles import title_of
from usecases.register.words import Words, readable
from usecases.vocabulary.publications import Kind


@dataclass(frozen=True)
class Lesson:
    """One finding, and where it stands or on how much it rests."""

    cell: Cell
    statement: str
    phase: str
    cited: str
    section: str
    page: str
    results: int | None
    institutions: int | None
    invented: bool


@dataclass(frozen=True)
class Topic:
    """The findings on one topic."""

    label: str
    lessons: list[Lesson] = field(default_factory=list)


def topics_of(contents: list[dict[str, Any]], words: Words) -> list[Topic]:
    """Return findings by topic, in the order in which they came."""
    found: dict[str, Topic] = {}
    for content in contents:
        topic = found.setdefault(content["topic"], Topic(_label(content)))
        topic.lessons.append(_lesson(content, words))
    return list(found.values())


def _label(content: dict[str, Any]) -> str:
    names = ("label_en", "label_zh_hant", "label_zh_hans")
    told = {name: content.get(f"topic_{name}") or "" for name in names}
    return Term(**told).label or readable(content["topic"])


def _lesson(content: dict[str, Any], words: Words) -> Lesson:
    return Lesson(
        named(Kind.FINDING, content),
        title_of(Kind.FINDING, content),
        phase=content["phase"],
        cited=content["cited"],
        section=content["section"],
        page=content["page"],
        results=content["rests_on_results"],
        institutions=content["rests_on_institutions"],
        invented=words.is_invented(programme=content["programme"] or "", phase=content["phase"]),
    )
