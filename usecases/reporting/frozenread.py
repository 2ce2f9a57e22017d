"""Frozen tables as outsiders read them: from what is published, and nothing else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from usecases.models.publications import Publication
from usecases.reporting.table import Type
from usecases.selection.public import FROZEN_TABLES


@dataclass(frozen=True)
class PublicTable:
    """One table: its columns and rows as they were frozen. No count leads to its records."""

    id: str
    title: str
    report: str
    programme: str
    by: str
    phases: list[str]
    as_at: datetime | None
    known_at: datetime | None
    published_at: datetime | None
    smallest_cell: int
    digest: str
    counts: list[dict[str, str]]
    rows: list[dict[str, Any]]
    total: dict[str, Any]

    @property
    def columns(self) -> list[dict[str, Any]]:
        """The columns as reports describe them: what a row is about, then the counts."""
        texts = [
            ("programme", _("Programme"), _("Code of the programme.")),
            ("phase", _("Phase"), _("Code of the phase.")),
            *([(self.by, _("Value"), _("Code; empty where there is none."))] if self.by else []),
        ]
        told = [
            {"name": name, "label": label, "definition": said, "type": Type.TEXT, "unit": None}
            for name, label, said in texts
        ]
        return [*told, *({**each, "type": Type.COUNT, "unit": None} for each in self.counts)]

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Every row, the one that counts all phases last."""
        return [*self.rows, self.total]


def public_tables() -> list[PublicTable]:
    """Return the tables that are public, by programme and title."""
    return [_read(row) for row in FROZEN_TABLES.select({}).order_by("sort", "id")]


def public_table(key: Any) -> PublicTable | None:
    """Return one table, if it is public."""
    row = FROZEN_TABLES.select({}).filter(record=key).first()
    return _read(row) if row else None


def _read(row: Publication) -> PublicTable:
    told = row.content
    plain = ("id", "title", "report", "programme", "by", "phases", "smallest_cell", "digest")
    return PublicTable(
        **{name: told[name] for name in (*plain, "rows", "total")},
        as_at=parse_datetime(told["as_at"]),
        known_at=parse_datetime(told["known_at"]),
        published_at=row.published_at,
        counts=told["columns"],
    )
