"""An answer as the page shows it: citations with their addresses, what it was read as, the rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from usecases.assistant.answer import Answer, Citation, Sentence
from usecases.exchange.cited import record_address, source_address
from usecases.register.addresses import address
from usecases.vocabulary.publications import Kind


@dataclass(frozen=True)
class Line:
    """A sentence, what stands behind it, and where it stands, opened at the sentence."""

    text: str
    kind: str
    number: int | None = None
    url: str = ""
    title: str = ""


@dataclass(frozen=True)
class Source:
    """A citation: where its sentences stand."""

    number: int
    title: str
    page: str
    version: int
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
    text: str  # the same to copy, with its citations

    @property
    def missing(self) -> str:
        """The words of the question that no passage has."""
        return ", ".join(self.answer.missing_words)


def shown(answer: Answer, absolute: Callable[[str], str]) -> Shown:
    """Return an answer with its addresses; `absolute` makes one that works elsewhere."""
    cited = {each.number: each for each in answer.citations}
    sources = [_source(each) for each in answer.citations]
    return Shown(
        answer=answer,
        lines=[_line(each, cited.get(each.citation or 0)) for each in answer.sentences],
        sources=sources,
        rows=list(_rows(answer)),
        more=address(answer.records) if answer.records and answer.rows else "",
        text="\n".join(_copied(answer, sources, absolute)),
    )


def _line(sentence: Sentence, cited: Citation | None) -> Line:
    if cited is None:
        return Line(sentence.text, sentence.kind)
    url = source_address(cited, sentence.text)
    return Line(sentence.text, sentence.kind, cited.number, url, cited.title)


def _source(cited: Citation) -> Source:
    return Source(cited.number, cited.title, cited.page, cited.version, source_address(cited))


def _rows(answer: Answer) -> Iterator[Listed]:
    for row in answer.rows:
        beside = " · ".join(str(row[name]) for name in ("institution", "phase") if row.get(name))
        url = record_address(str(row["kind"]), str(row["id"]))
        same = row["kind"] == Kind.PHASE
        yield Listed(str(row["name"]), "" if same else beside, url)


def _copied(answer: Answer, sources: list[Source], absolute: Callable[[str], str]) -> Iterator[str]:
    """Yield the answer line by line, each quote with its number, then where they stand."""
    for each in answer.sentences:
        yield f"“{each.text}” [{each.citation}]" if each.citation else each.text
    for row in answer.rows:
        yield f"- {row['name']}"
    for source in sources:
        page = _("page {page}").format(page=source.page) if source.page else ""
        version = _("version {number}").format(number=source.version)
        told = ", ".join(filter(None, (source.title, page, version)))
        yield f"[{source.number}] {told}, {absolute(source.url)}"
    if answer.as_at:
        yield _("Records as at {day}").format(day=answer.as_at.date().isoformat())
