"""A page of one published record: its facts, what belongs to it, and its source."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from usecases.models.publications import Publication
from usecases.register.cells import Cell
from usecases.register.words import Words, source_said
from usecases.rules.visibility_register import published

Label = Promise | str


@dataclass(frozen=True)
class Part:
    """A titled list below the facts, and the list of the register that has all of it."""

    title: Label
    cells: list[Cell]
    empty: Label = ""
    more: str = ""


@dataclass
class Page:
    """What one page shows."""

    kicker: Label
    title: str
    others: list[tuple[str, str]] = field(default_factory=list)
    lead: str = ""
    facts: list[tuple[Label, Cell]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    source: str = ""
    source_kind: str = ""
    invented: bool = False
    template: str = "register/record.html"
    extra: dict[str, Any] = field(default_factory=dict)

    def fact(self, label: Label, cell: Cell) -> None:
        """Add a fact, if anything is known of it."""
        if cell.plain:
            self.facts.append((label, cell))

    def part(self, title: Label, cells: list[Cell], empty: Label = "", more: str = "") -> None:
        """Add a list, if it holds something, or says why it does not."""
        if cells or empty:
            self.parts.append(Part(title, cells, empty, more))


def sourced(page: Page, row: Publication, words: Words) -> Page:
    """Return the page with its source, and whether what it shows is invented."""
    page.source, page.source_kind = source_said(row.content)
    page.invented = words.is_invented(programme=row.programme, phase=row.phase)
    return page


def shown_of(kind: str, **narrowed: Any) -> list[dict[str, Any]]:
    """Return the public contents of one kind that have these columns, in order."""
    rows = published(Publication.objects.filter(kind=kind, **narrowed))
    return list(rows.order_by("sort", "id").values_list("content", flat=True))


def by_ids(keys: Iterable[str]) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return kind and public content of these records; what is not public is not there."""
    wanted = [key for key in keys if key]
    if not wanted:
        return {}
    rows = published(Publication.objects.filter(record__in=wanted))
    found = rows.order_by("sort", "id").values_list("record", "kind", "content")
    return {str(key): (kind, content) for key, kind, content in found}


def naming(kind: str, name: str, key: str) -> list[dict[str, Any]]:
    """Return the public contents of one kind that name a record, newest first.

    The id is looked for in the text of the content, which no other way finds on both databases.
    """
    rows = published(Publication.objects.filter(kind=kind, content__icontains=key))
    found = rows.order_by("-happened_on", "sort", "id").values_list("content", flat=True)
    return [each for each in found if _names(each.get(name), key)]


def _names(value: Any, key: str) -> bool:
    if isinstance(value, list):
        return any(_names(each, key) for each in value)
    return key in value.values() if isinstance(value, dict) else value == key
