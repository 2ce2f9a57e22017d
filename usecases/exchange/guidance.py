"""Guidance in our own words, as Markdown: a title, then sections with their anchors and sources.

A file is `name.language.md`. Each section is a heading with its anchor in braces, some sentences,
and a line `Source: ...`; the section and page of the report are read from that line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from usecases.exchange.faults import Fault, WrongFile
from usecases.exchange.reading import Row
from usecases.text.normal import normal
from usecases.vocabulary.documents import DocumentKind, DocumentLanguage

_HEADING = re.compile(r"## (?P<heading>.+?) \{#(?P<anchor>[a-z0-9-]+)\}$")
_REPORT = re.compile(r"report section (?P<section>[\d.]+), pages? (?P<page>[\d-]+)")
_REPORT_NAME = "HKMA, Responsible Innovation with GenA.I. in the Banking Industry (31 Oct 2025)"


@dataclass(frozen=True)
class Guide:
    """One guide in one language: the row of its document, and those of its sections."""

    document: Row
    sections: list[Row]


def read_guides(folder: Path) -> list[Guide]:
    """Return the guides of a folder, by name and language; none where there is no folder."""
    faults: list[Fault] = []
    guides: list[Guide] = []
    english: dict[str, str] = {}
    for path in sorted(folder.glob("*.md"), key=lambda each: (each.name.count("zh"), each.name)):
        name, language = path.name.split(".")[:2]
        try:
            guide = _guide(path, language, english.get(name, ""))
        except WrongFile as wrong:
            faults += wrong.faults
            continue
        english.setdefault(name, guide.document.cells["title_en"])
        guides.append(guide)
    if faults:
        raise WrongFile(faults)
    return guides


def _guide(path: Path, language: str, english: str) -> Guide:
    lines = [normal(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if language not in DocumentLanguage.values or not lines[0].startswith("# "):
        raise _wrong(path, 1, _("A guide is name.language.md and begins with its title."))
    title = lines[0].removeprefix("# ")
    sections = list(_sections(path, lines))
    cells = {
        "kind": DocumentKind.GUIDANCE.value,
        "title_en": english or title,
        "title_zh_hant": title if language == DocumentLanguage.ZH_HANT else "",
        "title_zh_hans": title if language == DocumentLanguage.ZH_HANS else "",
        "language": language,
        "source": "; ".join(dict.fromkeys(row.cells["source"] for row in sections)),
    }
    return Guide(Row(path.name, 1, cells), sections)


def _sections(path: Path, lines: list[str]) -> Iterator[Row]:
    cells: dict[str, str] = {}
    start, order = 0, 0
    for number, line in enumerate(lines[1:], 2):
        heading = _HEADING.match(line)
        if heading:
            cells, start = {**heading.groupdict(), "text": ""}, number
        elif line.startswith("Source: ") and cells.get("text"):
            order += 1
            yield Row(path.name, start, {**cells, **_source(line), "order": str(order)})
            cells = {}
        elif line.strip():
            if "text" not in cells:
                raise _wrong(path, number, _("This line stands in no section."))
            cells["text"] = f"{cells['text']} {line}".strip()
    if cells:
        raise _wrong(path, start, _("This section names no source."))


def _source(line: str) -> dict[str, str]:
    told = line.removeprefix("Source: ")
    found = _REPORT.search(told)
    named = told.replace("report section", f"{_REPORT_NAME}, section")
    return {
        "source": named,
        "section": found["section"] if found else "",
        "page": found["page"] if found else "",
    }


def _wrong(path: Path, line: int, text: object) -> WrongFile:
    return WrongFile([Fault(path.name, line, "", str(text))])
