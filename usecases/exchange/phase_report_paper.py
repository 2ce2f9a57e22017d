"""A phase report as a tagged PDF (PDF/UA-1): the same document as the page, set by the typesetter.

Made when it is first asked for and kept under the digest of its rows, so that no visitor waits
twice and no second one is set at the same time.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import uuid4

from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.dateparse import parse_datetime
from django.utils.timezone import now
from django.utils.translation import gettext as _

from usecases.charts.chart import Chart
from usecases.exchange.phase_report_blocks import (
    Block,
    Cell,
    Document,
    Group,
    Section,
    Table,
)
from usecases.exchange.phase_report_document import document_of
from usecases.exchange.typesetting import broken, shows_chinese, typeset
from usecases.models.publications import Publication
from usecases.templatetags.charts import standing_alone
from usecases.text.markdown import Block as Written
from usecases.text.markdown import Run, blocks

_FOLDER = "phase-reports"
_TEMPLATE = "phase_report/report.typ"
_ONE_AT_A_TIME = Lock()  # the typesetter takes a hundred megabytes for a moment


def paper(
    content: dict[str, Any], published_at: datetime | None = None, *, system_fonts: bool = True
) -> bytes:
    """Return a frozen report as a PDF; one that is not published yet says so on every page."""
    document = document_of(content, published_at=published_at)
    at = published_at or parse_datetime(content["facts"]["as_at"]) or now()
    with translation.override(document.language), _ONE_AT_A_TIME:
        data = _data(document, draft=published_at is None)
        return typeset(_TEMPLATE, data, at, system_fonts=system_fonts)


def paper_of(publication: Publication) -> bytes:
    """Return the paper of a published edition, as it was set the first time."""
    kept = _kept(publication.content["digest"])
    if not kept.exists():
        made = paper(publication.content, publication.published_at)
        kept.parent.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(f".{uuid4().hex}")
        fresh.write_bytes(made)
        fresh.replace(kept)  # whole, whoever else was at it
    return kept.read_bytes()


def _kept(digest: str) -> Path:
    """Return where a paper lies: apart where it lacks Chinese, so that a font mends it."""
    ending = "" if shows_chinese() else "-latin"
    return Path(default_storage.path(f"{_FOLDER}/{digest}{ending}.pdf"))


def _data(document: Document, *, draft: bool) -> dict[str, Any]:
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "chinese": document.chinese,
        "language": document.language,
        "facts": [[str(label), broken(text)] for label, text in document.facts],
        "sections": [_section(each) for each in document.sections],
        "draft": _("Draft, not published") if draft else "",
        "invented": _("This programme is invented, for demonstration; nothing here is real.")
        if document.invented
        else "",
        "words": {
            "contents": _("Contents"),
            "unshown": _(
                "Some characters, such as Chinese ones, are left out of this file and stand as an "
                "ellipsis: where it was made there was no font for them. The page has them all."
            ),
        },
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "number": section.number,
        "title": str(section.title),
        "text": [_written(each) for each in blocks(section.text)],
        "blocks": [_block(each) for each in section.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Chart):
        return {"kind": "chart", "svg": _svg(block), "alternative": alternative(block)}
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Group):
        entries = [
            {name: broken(getattr(each, name)) for name in ("title", "text", "facts", "chinese")}
            for each in block.entries
        ]
        return {"kind": "group", "title": block.title, "entries": entries}
    return {"kind": "note", "text": str(block.text)}


def alternative(chart: Chart) -> str:
    """Return in words everything that a chart shows, for whoever cannot see it."""
    names = chart.series if len(chart.series) > 1 else ("",)
    said = [
        f"{line.label}: "
        + ", ".join(
            f"{name} {point.shown}".strip() for name, point in zip(names, line.points, strict=True)
        )
        for line in chart.lines
    ]
    return f"{chart.title} ({chart.unit}). {'; '.join(said)}."


def _svg(chart: Chart) -> str:
    return render_to_string("charts/file.svg", standing_alone(chart))


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "title": str(table.title),
        "note": str(table.note),
        "heads": [[head.text, head.number] for head in table.heads],
        "rows": [_cells(row) for row in table.rows],
    }


def _cells(row: Iterable[Cell]) -> list[list[Any]]:
    return [[broken(cell.text), cell.number, cell.withheld] for cell in row]


def _written(block: Written) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "level": block.level,
        "ordered": block.ordered,
        "start": block.start,
        "runs": [_run(run) for run in block.runs],
        "items": [[_written(each) for each in item] for item in block.items],
    }


def _run(run: Run) -> dict[str, Any]:
    return {**vars(run), "text": broken(run.text)}
