"""A passage in force: what is published of a record, cut, with the terms it is found by."""

from dataclasses import dataclass

from usecases.assistant.answer import Citation
from usecases.assistant.concepts import meant
from usecases.assistant.passages import Draft, passages_of
from usecases.models.publications import Publication
from usecases.text.sentences import sentences
from usecases.text.terms import terms


@dataclass(frozen=True)
class Known:
    """A passage in force."""

    key: str
    kind: str
    record: str
    version: int
    programme: str
    phase: str
    draft: Draft
    terms: tuple[str, ...]
    held: frozenset[str]  # the terms and meanings of its heading and text
    titled: frozenset[str]  # those of its title
    spans: tuple[frozenset[str], ...]  # those of each sentence and the heading

    @property
    def whole(self) -> str:
        """All that is searched: title, heading and text."""
        return f"{self.draft.title}\n{self.draft.heading}\n{self.draft.text}"

    def citation(self, number: int) -> Citation:
        """Return how this passage is cited."""
        return Citation(
            number=number,
            passage=self.key,
            kind=self.kind,
            record=self.record,
            title=self.draft.title,
            anchor=self.draft.anchor,
            page=self.draft.page,
            version=self.version,
            attributed=self.draft.attributed,
        )


def known(row: Publication) -> tuple[Known, ...]:
    """Cut one publication; its content never changes, a new version is another row."""
    drafts = passages_of(row.kind, row.content)
    return tuple(_passage(row, position, draft) for position, draft in enumerate(drafts))


def _passage(row: Publication, position: int, draft: Draft) -> Known:
    said, titled = _said(f"{draft.heading}\n{draft.text}"), _said(draft.title)
    spans = (_said(f"{draft.heading}\n{span.text}") for span in sentences(draft.text))
    return Known(
        key=f"{row.pk}:{position}",
        kind=row.kind,
        record=str(row.record),
        version=row.version,
        programme=row.programme,
        phase=row.phase,
        draft=draft,
        terms=(*titled, *said),
        held=frozenset(said),
        titled=frozenset(titled),
        spans=tuple(map(frozenset, spans)),
    )


def _said(text: str) -> list[str]:
    return [*terms(text), *meant(text)]
