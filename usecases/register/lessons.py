"""What was learned, by topic, as it is published."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from usecases.models.findings import Finding
from usecases.models.words import Term
from usecases.register.figures import Group
from usecases.selection.public import PUBLIC


@dataclass(frozen=True)
class Lesson:
    """One finding, and where it stands or on how much it rests."""

    statement: str
    phase: str
    cited: str
    section: str
    page: str
    results: int | None
    institutions: int | None


@dataclass(frozen=True)
class Topic:
    """The findings on one topic."""

    label: str
    lessons: list[Lesson] = field(default_factory=list)


def topics(groups: Iterable[Group]) -> list[Topic]:
    """Return the findings of these groups' programmes, and those of none, by topic."""
    codes = {"", *(each.code for group in groups for each in group.programmes)}
    found: dict[str, Topic] = {}
    for row in PUBLIC["findings"].select({}):
        if row.programme in codes:
            topic = found.setdefault(row.topic, Topic(_label(row.content)))
            topic.lessons.append(_lesson(row.content))
    return list(found.values())


def _label(content: dict[str, Any]) -> str:
    names = ("label_en", "label_zh_hant", "label_zh_hans")
    told = {name: content.get(f"topic_{name}") or "" for name in names}
    return Term(**told).label or str(content["topic"])


def _lesson(content: dict[str, Any]) -> Lesson:
    names = ("statement_en", "statement_zh_hant", "statement_zh_hans")
    return Lesson(
        Finding(**{name: content[name] for name in names}).statement,
        phase=content["phase"],
        cited=content["cited"],
        section=content["section"],
        page=content["page"],
        results=content["rests_on_results"],
        institutions=content["rests_on_institutions"],
    )
