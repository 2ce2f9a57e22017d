"""The text of a document out of its file: PDF by page, Word by heading, Markdown by heading.

What a reader does not see (white, tiny or hidden text, comments, unseen characters) and stuffed
keywords are left out, and told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import docx
from django.utils.translation import gettext_lazy as _
from docx.shared import Pt, RGBColor

from usecases.exchange.document_pages import pages
from usecases.rules.files import examined
from usecases.rules.unfit import Unfit
from usecases.text.cleared import cleared
from usecases.text.folding import has_han
from usecases.text.normal import normal
from usecases.vocabulary.filetypes import DOCX, PDF, TXT

_COMMENT = re.compile(r"<!--.*?-->|<[^>]+>", re.DOTALL)
_HEADING = re.compile(r"#{1,6}\s+(?P<heading>.+?)\s*#*$")
_TINY, _WHITE = Pt(2), RGBColor(0xFF, 0xFF, 0xFF)


@dataclass(frozen=True)
class Part:
    """A part of a document: under which heading, on which page, what it says."""

    text: str
    heading: str = ""
    page: str = ""


@dataclass
class Readout:
    """What was read, and what was left out."""

    parts: list[Part] = field(default_factory=list)
    taken_out: list[str] = field(default_factory=list)

    def add(self, lines: list[str], heading: str = "", page: str = "") -> None:
        """Add a part, cleared of what nobody reads; one that is empty is none."""
        text, taken = cleared(flowing(normal("\n".join(lines))))
        self.taken_out += taken
        if text:
            self.parts.append(Part(text, cleared(heading)[0], page))


def read_document(name: str, content: BinaryIO) -> Readout:
    """Return the parts of a file that is fit to be kept, or raise `Unfit`."""
    markdown = name.lower().endswith((".md", ".markdown"))
    kind = examined(f"{name}.txt" if markdown else name, content).type
    if kind == PDF:
        found = _pdf(content)
    elif kind == DOCX:
        found = _word(content)
    elif kind == TXT:
        found = _marked(content.read().decode("utf-8-sig"))
    else:
        raise Unfit("type", _("Text is read from PDF, Word (DOCX) and Markdown."))
    if not found.parts:
        raise Unfit("no-text", _("The file holds no text that can be read, only pictures perhaps."))
    return found


def flowing(text: str) -> str:
    """Return lines as one running text; a word cut at the end of a line is whole again."""
    whole = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text)
    return "".join(_joined(whole)).strip()


def _joined(text: str) -> Iterator[str]:
    before = ""
    for line in (line.strip() for line in text.split("\n")):
        if line:
            yield "" if has_han(before[-1:]) or before[-1:] in "，。；：、" else " "
            yield line
            before = line


def _pdf(content: BinaryIO) -> Readout:
    found = Readout()
    for number, (shown, hidden) in enumerate(pages(content), 1):
        found.add(shown.split("\n"), page=str(number))
        found.taken_out += [flowing(hidden)] if hidden.strip() else []
    return found


def _word(content: BinaryIO) -> Readout:
    found, heading, lines = Readout(), "", list[str]()
    try:
        document = docx.Document(content)
    except (KeyError, ValueError) as error:
        raise Unfit("damaged", _("The file is damaged.")) from error
    for paragraph in document.paragraphs:
        text = "".join(run.text for run in paragraph.runs if not _is_hidden(run))
        found.taken_out += [run.text for run in paragraph.runs if _is_hidden(run) and run.text]
        if ((paragraph.style and paragraph.style.name) or "").startswith(("Heading", "Title")):
            found.add(lines, heading)
            heading, lines = text.strip(), []
        else:
            lines.append(text)
    found.add(lines, heading)
    for table in document.tables:
        found.add(["; ".join(cell.text for cell in row.cells) + "." for row in table.rows])
    return found


def _is_hidden(run: Any) -> bool:
    font = run.font
    tiny = font.size is not None and font.size <= _TINY
    return bool(font.hidden or tiny or font.color.rgb == _WHITE)


def _marked(text: str) -> Readout:
    found, heading, lines = Readout(), "", list[str]()
    found.taken_out += [each for each in _COMMENT.findall(text) if each.startswith("<!--")]
    for line in _COMMENT.sub("", text).splitlines():
        told = _HEADING.match(line)
        if told:
            found.add(lines, heading)
            heading, lines = told["heading"], []
        else:
            lines.append(re.sub(r"^\s*(?:[-*+]|>)\s+|[*_`]{1,3}", "", line))
    found.add(lines, heading)
    return found
