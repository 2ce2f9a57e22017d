"""The lists of a frozen report: tables of who took part, entries of what was tried and found."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from usecases.exchange.phase_report_blocks import (
    Block,
    Cell,
    Entry,
    Group,
    Links,
    Note,
    Table,
    Text,
)
from usecases.vocabulary.basis import SourceKind
from usecases.vocabulary.stages import PLAIN
from usecases.vocabulary.terms import Measure

Words = dict[str, dict[str, str]]
Part = dict[str, Any]
_DASH = "–"


def criteria(part: Part, title: Text, words: Words, links: Links) -> list[Block]:
    """Return what use cases were judged by, with weights."""
    heads = (Cell(_("Criterion")), Cell(_("What is asked")), Cell(_("Weight"), number=True))
    lines = [
        (Cell(row["label"]), Cell(row["meaning"] or _DASH), Cell(row["weight"], number=True))
        for row in part["rows"]
    ]
    return _table(part, title, heads, lines, _("No criteria are published for this phase."))


def institutions(part: Part, title: Text, words: Words, links: Links) -> list[Block]:
    """Return who took part."""
    heads = (_("Institution"), _("Chinese name"), _("Sector"), _("In the family"))
    lines = [
        (
            Cell(row["legal_name"], links.record("institutions", row["id"])),
            Cell(_chinese(row) or _DASH),
            Cell(words.get("sector", {}).get(row["sector"], row["sector"])),
            Cell(_("Returning") if row["returning"] else _("New")),
        )
        for row in part["rows"]
    ]
    nobody = _("No institution is published as a participant.")
    return _table(part, title, map(Cell, heads), lines, nobody)


def partners(part: Part, title: Text, words: Words, links: Links) -> list[Block]:
    """Return who brought technology."""
    heads = (_("Technology partner"), _("Chinese name"), _("Kind"))
    lines = [
        (
            Cell(row["name"], links.record("technology-partners", row["id"])),
            Cell(_chinese(row) or _DASH),
            Cell(words.get("partner-kind", {}).get(row["kind"] or "", _DASH)),
        )
        for row in part["rows"]
    ]
    nobody = _("No technology partner is published as a participant.")
    return _table(part, title, map(Cell, heads), lines, nobody)


def use_cases(part: Part, title: Text, words: Words, links: Links) -> list[Block]:
    """Return the use cases, those of one category together."""
    groups: dict[str | None, list[Entry]] = {}
    for row in part["rows"]:
        entry = Entry(
            f"{row['reference']} · {row['title']}",
            row["summary"] or "",
            " · ".join(_about(row)),
            links.record("use-cases", row["id"]),
        )
        groups.setdefault(row["category"], []).append(entry)
    labels = words.get("category", {})
    found: list[Block] = [
        Group(labels.get(code or "", code or _("Without a category")), tuple(entries))
        for code, entries in groups.items()
    ]
    return found or [Note(_("No use case of this phase is public."))]


def _about(row: dict[str, Any]) -> Iterable[str]:
    yield row["institution_name"]
    if row["partners"]:
        yield _("with {partners}").format(partners=", ".join(row["partners"]))
    yield str(PLAIN[row["stage"]][0])


def findings(part: Part, title: Text, words: Words, links: Links) -> list[Block]:
    """Return what was found, by topic, with what each rests on."""
    groups: dict[str, list[Entry]] = {}
    for row in part["rows"]:
        chinese = row["statement_zh_hant"] or row["statement_zh_hans"] or ""
        url = links.record("findings", row["id"])
        entry = Entry(row["statement_en"], "", _ground(row), url, chinese)
        groups.setdefault(row["topic_label_en"] or row["topic"], []).append(entry)
    found: list[Block] = [Group(topic, tuple(entries)) for topic, entries in groups.items()]
    return found or [Note(_("No finding of this phase is published."))]


def _ground(row: dict[str, Any]) -> str:
    if row["cited"]:
        section = _("section {section}").format(section=row["section"]) if row["section"] else ""
        page = _("page {page}").format(page=row["page"]) if row["page"] else ""
        return ", ".join(each for each in (row["cited"], section, page) if each)
    if row["rests_on_institutions"]:
        told = _("From {results} results of {institutions} institutions")
        return told.format(
            results=row["rests_on_results"], institutions=row["rests_on_institutions"]
        )
    return ""


def figures(part: Part, title: Text, words: Words, links: Links) -> list[Block]:
    """Return what was announced, each with who said it, when, and where that is written."""
    heads = (_("Measure"), _("As announced"), _("Said by"), _("On"), _("Source"))
    cells = [Cell(text, number=n == 1) for n, text in enumerate(heads)]
    lines = [
        (
            Cell(str(Measure(row["measure"]).label)),
            Cell(row["text"], links.record("published-figures", row["id"]), number=True),
            Cell(row["said_by"] or _DASH),
            Cell(_day(row["said_on"]) or _DASH),
            Cell(_source(row)),
        )
        for row in part["rows"]
    ]
    return _table(part, title, cells, lines, _("Nothing was announced in figures."))


def _day(text: str | None) -> str:
    day = parse_date(text or "")
    return date_format(day, "j F Y") if day else ""


def _source(row: dict[str, Any]) -> str:
    kind = dict(SourceKind.choices).get(row["source_kind"], "")
    return f"{row['source']} ({str(kind).lower()})" if kind else row["source"] or _DASH


def _chinese(row: dict[str, Any]) -> str:
    return row["name_zh_hant"] or row["name_zh_hans"] or ""


def _table(
    part: Part, title: Text, heads: Iterable[Cell], lines: Sequence[tuple[Cell, ...]], nothing: str
) -> list[Block]:
    if not lines:
        return [Note(nothing)]
    return [Table(part["name"], title, tuple(heads), tuple(lines))]


LISTED: dict[str, Callable[[Part, Text, Words, Links], list[Block]]] = {
    "criteria": criteria,
    "institutions": institutions,
    "technology-partners": partners,
    "use-cases": use_cases,
    "findings": findings,
    "published-figures": figures,
}
