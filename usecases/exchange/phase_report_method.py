"""How a report was counted: its moments, its digest, and what each of its figures says."""

from typing import Any
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from usecases.exchange.phase_report_blocks import Cell, Table
from usecases.reporting.phase_report_parts import PART_BY_NAME, Basis


def about(content: dict[str, Any]) -> Table:
    """Return at which moments the figures were counted, and the digest of all rows."""
    facts = content["facts"]
    lines = [
        (_("As at"), _moment(facts, "as_at"), _("What had happened by then.")),
        (_("Known at"), _moment(facts, "known_at"), _("Only what was recorded by then.")),
        (_("Edition"), str(content["edition"]), _("Later editions are counted anew.")),
        (
            _("Digest (SHA-256)"),
            " ".join(content["digest"][n : n + 8] for n in range(0, 64, 8)),
            _("Of every row and text of this report; made again, it is the same."),
        ),
    ]
    if any(part["basis"] == Basis.FROZEN for part in facts["parts"]):
        told = _(
            "A figure that rests on fewer institutions is withheld, with all that would let it be "
            "worked out."
        )
        lines.append((_("Smallest figure"), str(_smallest(facts)), told))
    heads = (_("About this report"), _("Value"), _("What it says"))
    rows = tuple(tuple(Cell(text) for text in line) for line in lines)
    return Table("about", _("How it was counted"), tuple(map(Cell, heads)), rows)


def definitions(content: dict[str, Any]) -> Table:
    """Return what each figure of the tables says, once."""
    told: dict[str, tuple[str, str]] = {}
    for name, columns in content["columns"].items():
        if name in PART_BY_NAME:
            for column in filter(_defined, columns.values()):
                told.setdefault(column["definition"], (column["label"], column["definition"]))
    rows = tuple((Cell(label), Cell(said)) for label, said in sorted(told.values()))
    return Table(
        "definitions", _("Definitions"), (Cell(_("Figure")), Cell(_("What it says"))), rows
    )


def _defined(column: dict[str, str]) -> bool:
    return bool(column["definition"])


def _moment(facts: dict[str, Any], name: str) -> str:
    moment = parse_datetime(facts[name])
    zone = ZoneInfo(facts["programme"]["time_zone"])
    return date_format(localtime(moment, zone), "j F Y, H:i:s T") if moment else ""


def _smallest(facts: dict[str, Any]) -> int:
    smallest: int = facts["smallest_cell"]
    return smallest
