"""An answer as the page shows it: citations with their addresses, what it was read as, the rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from usecases.assistant.answer import Answer, Citation
from usecases.register.addresses import address
from usecases.register.titles import NAMES
from usecases.vocabulary.publications import Kind


@dataclass(frozen=True)
class Line:
    """A sentence, what stands behind it, and the citation it is quoted from."""

    text: str
    kind: str
    number: int | None


@dataclass(frozen=True)
class Source:
    """A citation: where its sentence stands."""

    number: int
    title: str
    page: str
    url: str


@dataclass(frozen=True)
class Listed:
    """A record that a figure counts."""

    name: str
    beside: str
    url: str


@dataclass(frozen=True)
class Shown:
    """All of an answer."""

    answer: Answer
    lines: list[Line]
    sources: list[Source]
    rows: list[Listed]
    more: str

    @property
    def missing(self) -> str:
        """The words of the question that no passage has."""
        return ", ".join(self.answer.missing_words)


def shown(answer: Answer) -> Shown:
    """Return an answer with its addresses."""
    return Shown(
        answer=answer,
        lines=[Line(each.text, each.kind, each.citation) for each in answer.sentences],
        sources=[Source(c.number, c.title, c.page, source_of(c)) for c in answer.citations],
        rows=list(_rows(answer)),
        more=address(answer.records) if answer.records and answer.rows else "",
    )


def source_of(citation: Citation) -> str:
    """Return the address of what is cited, opened where it stands."""
    place = record_address(citation.kind, citation.record)
    return f"{place}#{citation.anchor}" if citation.anchor else place


def record_address(kind: str, record: str) -> str:
    """Return the address of a published record's page; nothing if its kind has none."""
    return reverse(f"register:{NAMES[kind]}-one", args=[record]) if kind in NAMES else ""


def _rows(answer: Answer) -> Iterator[Listed]:
    for row in answer.rows:
        beside = " · ".join(str(row[name]) for name in ("institution", "phase") if row.get(name))
        url = record_address(str(row["kind"]), str(row["id"]))
        same = row["kind"] == Kind.PHASE
        yield Listed(str(row["name"]), "" if same else beside, url)
