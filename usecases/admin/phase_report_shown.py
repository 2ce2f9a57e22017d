"""A phase report as it would be published now, and each edition as it was frozen."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from usecases.audit.context import clock
from usecases.exchange.phase_report_blocks import Document
from usecases.exchange.phase_report_document import document_of
from usecases.exchange.phase_report_links import PUBLIC_LISTS
from usecases.models.phase_reports import PhaseReport, PhaseReportText
from usecases.models.publications import Publication
from usecases.rules.missing import Missing
from usecases.rules.phase_reports import editions_of, latest_texts
from usecases.text.difference import Piece, difference
from usecases.vocabulary.phase_report import SECTIONS, Section
from usecases.workflow.phase_report_fit import unfit
from usecases.workflow.phase_report_side import NOT_PUBLIC, content_of


@dataclass(frozen=True)
class Shown:
    """One section: what it asks, its text in force, and what it would show."""

    section: Section
    text: PhaseReportText | None
    blocks: tuple[Any, ...]
    faults: tuple[Missing, ...]


@dataclass(frozen=True)
class Preview:
    """The report as it would be published now."""

    content: dict[str, Any] | None
    sections: tuple[Shown, ...]
    faults: tuple[Missing, ...]
    editions: tuple[Publication, ...]

    @property
    def waiting(self) -> Publication | None:
        """The edition that waits to be confirmed."""
        return next((each for each in self.editions if _waits(each)), None)

    @property
    def public(self) -> Publication | None:
        """The edition that the public reads."""
        return next((each for each in self.editions if _is_public(each)), None)


def preview_of(report: PhaseReport) -> Preview:
    """Return the report as it stands, with what is still in its way."""
    content = content_of(report, clock(), timezone.now())
    faults = tuple(unfit(content)) if content else (Missing("", "not-public", NOT_PUBLIC),)
    document = document_of(content, PUBLIC_LISTS) if content else None
    made = {each.code: each.blocks for each in document.sections} if document else {}
    texts = latest_texts(report)
    sections = tuple(
        Shown(
            each,
            texts.get(each.code),
            made.get(each.code, ()),
            tuple(fault for fault in faults if fault.field == each.code),
        )
        for each in SECTIONS
    )
    return Preview(content, sections, faults, tuple(editions_of(report)))


def read_of(edition: Publication) -> Document:
    """Return an edition as its readers see it."""
    return document_of(edition.content, PUBLIC_LISTS, published_at=edition.published_at)


@dataclass(frozen=True)
class Changed:
    """One section whose text an edition changes."""

    title: Any
    pieces: list[Piece]


def changed(edition: Publication, before: Publication | None) -> tuple[list[Changed], list[str]]:
    """Return which texts and which parts differ from the edition before."""
    if before is None:
        return [], []
    new, old = edition.content["facts"], before.content["facts"]
    texts = [
        Changed(each.title, difference(old["texts"].get(each.code, ""), text))
        for each in SECTIONS
        if (text := new["texts"].get(each.code, "")) != old["texts"].get(each.code, "")
    ]
    parts = {part["name"]: part["rows"] for part in old["parts"]}
    differing = [p["name"] for p in new["parts"] if parts.get(p["name"]) != p["rows"]]
    return texts, differing


def edition_before(edition: Publication, editions: list[Publication]) -> Publication | None:
    """Return the edition that the public read before this one."""
    earlier = (e for e in editions if e.version < edition.version and e.published_at)
    return next(earlier, None)


def address(page: str, *args: Any) -> str:
    """Return the address of one of the report's pages."""
    return reverse(f"admin:usecases_phasereport_{page}", args=args)


def _waits(each: Publication) -> bool:
    return not (each.published_at or each.withdrawn_at or each.superseded_at)


def _is_public(each: Publication) -> bool:
    return bool(each.published_at) and not (each.withdrawn_at or each.superseded_at)
