"""The parts of a document as a text that people can read over and correct, and back again.

Each part begins with a line `## Heading {page 3}`; either may be missing.
"""

import re
from collections.abc import Iterable

from usecases.exchange.document_text import Part, Readout

_MARK = re.compile(r"^## ?(?P<heading>.*?) ?(?:\{page (?P<page>[\w-]+)\})?$")


def marked(parts: Iterable[Part]) -> str:
    """Return parts as one text."""
    return "\n\n".join(f"{_mark(each)}\n{each.text}" for each in parts)


def _mark(part: Part) -> str:
    page = f"{{page {part.page}}}" if part.page else ""
    return " ".join(filter(None, ("##", part.heading, page)))


def parts_of(text: str) -> Readout:
    """Return the parts of a text, cleared again; what stands before the first mark is one too."""
    found = Readout()
    heading = page = ""
    lines: list[str] = []
    for line in [*text.splitlines(), "##"]:
        mark = _MARK.match(line)
        if mark is None:
            lines.append(line)
            continue
        found.add(lines, heading, page)
        heading, page, lines = mark["heading"], mark["page"] or "", []
    return found
