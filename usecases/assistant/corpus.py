"""Everything that can be answered from, as it is published now: read once per process, and again
when anything is published or withdrawn.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Max

from usecases.assistant.boundary import Thresholds
from usecases.assistant.index import Index
from usecases.assistant.known import Known
from usecases.assistant.known import known as cut
from usecases.assistant.lexicon import Lexicon, lexicon
from usecases.assistant.query import Phased
from usecases.assistant.wording import said
from usecases.models.publications import Publication
from usecases.rules.visibility_register import published
from usecases.selection.phaseorder import published_phases
from usecases.vocabulary.publications import Kind


@dataclass
class Corpus:
    """What is published: passages, their index, the words of the grammar, and the thresholds."""

    stamp: datetime | None  # the last change of any publication, hidden ones too: never shown
    as_at: datetime | None  # when the last of what is public was published
    passages: dict[str, Known]
    invented: frozenset[str]
    phases: list[Phased]
    lexicon: Lexicon
    kinds: dict[str, int]
    measure: Callable[["Corpus"], Thresholds]

    @cached_property
    def index(self) -> Index:
        """The index over all passages; a question narrows it to a language."""
        return Index((key, each.terms) for key, each in self.passages.items())

    @cached_property
    def thresholds(self) -> Thresholds:
        """The thresholds, measured on the calibration questions when first asked for."""
        return self.measure(self)

    def among(self, languages: Iterable[str], named: Iterable[str]) -> frozenset[str]:
        """Return the passages in some languages; of invented programmes only of those named."""
        spoken, wanted = set(languages), set(named)
        return frozenset(
            key
            for key, each in self.passages.items()
            if each.draft.language in spoken
            and (each.programme not in self.invented or each.programme in wanted)
        )


_kept: dict[str, Corpus] = {}
_cut: dict[UUID, tuple[Known, ...]] = {}


def corpus(measure: Callable[[Corpus], Thresholds]) -> Corpus:
    """Return what is published now; one question to the database unless something changed."""
    stamp = Publication.objects.aggregate(last=Max("updated_at"))["last"]
    known = _kept.get("now")
    if known is None or known.stamp != stamp:
        known = _kept["now"] = _read(stamp, measure)
    return known


def forget() -> None:
    """Read everything anew at the next question."""
    _kept.clear()
    _cut.clear()


def _read(stamp: datetime | None, measure: Callable[[Corpus], Thresholds]) -> Corpus:
    rows = list(published(Publication.objects.all()).order_by("kind", "sort", "id"))
    invented = {
        row.code for row in rows if row.kind == Kind.PROGRAMME and row.content.get("invented")
    }
    kinds: dict[str, int] = {}
    for row in rows:
        kinds[row.kind] = kinds.get(row.kind, 0) + 1
    return Corpus(
        stamp=stamp,
        as_at=max((row.published_at for row in rows if row.published_at), default=None),
        passages=_passages(rows),
        invented=frozenset(invented),
        phases=[
            Phased(each.code, each.programme, each.number, each.invented)
            for each in published_phases()
        ],
        lexicon=lexicon(rows),
        kinds=kinds,
        measure=measure,
    )


def _passages(rows: list[Publication]) -> dict[str, Known]:
    """Return the passages of publications; of one that was read before, as they were cut then."""
    for row in rows:
        if row.pk not in _cut:
            _cut[row.pk] = cut(row)
    for gone in set(_cut) - {row.pk for row in rows}:
        del _cut[gone]
    found = list(_in_force(rows))
    return {each.key: each for each in sorted(found, key=_place)}


def _in_force(rows: list[Publication]) -> Iterator[Known]:
    """Yield what may be answered from: nothing of a document that a later one supersedes, which
    names it.
    """
    former = {str(row.record): row for row in rows if row.kind == Kind.DOCUMENT}
    gone = {row.content["supersedes"] for row in former.values()} & former.keys()
    for row in rows:
        old = former.get(row.content.get("supersedes") or "")
        for each in () if str(row.record) in gone else _cut[row.pk]:
            yield _naming(each, old) if old else each


def _naming(each: Known, old: Publication) -> Known:
    language = each.draft.language
    former = " ".join(filter(None, (old.content["title_en"], old.content["version"])))
    title = f"{each.draft.title} ({said('replaces', language, {'former': former})})"
    return replace(each, draft=replace(each.draft, title=title))


def _place(each: Known) -> tuple[str, ...]:
    """Return where a passage stands among others: the same on every database, whatever its id."""
    draft = each.draft
    return (each.kind, draft.title, draft.language, draft.anchor, draft.text, each.key)
