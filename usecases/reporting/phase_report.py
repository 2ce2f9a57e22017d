"""A phase report's figures and lists, as plain rows at two moments, ready to be frozen.

The same phase at the same moments gives the same rows, and so the same digest, for whoever asks:
what is published is counted as everybody counts it, the rest as nobody's own view.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from usecases.models.person import ANONYMOUS
from usecases.models.phases import Programme
from usecases.models.publications import Publication
from usecases.models.words import Category, Term
from usecases.reporting.catalogue import REPORTS
from usecases.reporting.phase_report_frozen import frozen_table
from usecases.reporting.phase_report_lists import LISTS, Asked
from usecases.reporting.phase_report_parts import PARTS, Part
from usecases.reporting.table import Records, Row, Table
from usecases.rules.visibility_register import published
from usecases.selection.phaseorder import PhaseInfo, published_phases
from usecases.text.digest import plain
from usecases.vocabulary.publications import Kind
from usecases.vocabulary.terms import TermKind

FORM = 1  # of the shape in which rows are stored
_LABELLED: dict[str, Any] = {"category": Category}
_CODED = (*_LABELLED, "sector", "kind")


def asked_of(code: str, as_at: datetime, known_at: datetime) -> Asked | None:
    """Return what a report on a phase is asked about; nothing where the phase is not public."""
    phases = published_phases()
    found: PhaseInfo | None = next((each for each in phases if each.code == code), None)
    return Asked(found, phases, as_at, known_at) if found else None


def facts_of(asked: Asked, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return everything that a report says, as JSON holds it."""
    parts = [found for part in PARTS if (found := part_of(part, asked))]
    return {
        "form": FORM,
        "language": "en",
        "as_at": plain(asked.as_at),
        "known_at": plain(asked.known_at),
        "phase": _of_phase(asked),
        "programme": _of_programme(asked),
        "texts": {section: text for section, text in texts.items() if text.strip()},
        "smallest_cell": _smallest_cell(asked),
        "parts": parts,
        "words": _words(parts),
    }


def part_of(part: Part, asked: Asked) -> dict[str, Any] | None:
    """Return one part with its rows; nothing of a report that there is none of."""
    told = {"name": part.name, "basis": str(part.basis)}
    if part.listing:
        listing = LISTS[part.listing]
        return {**told, "subject": listing.subject, "rows": listing.rows(asked)}
    if part.frozen:
        table = frozen_table(part, asked)
        return {**told, **table} if table else None
    if part.report not in REPORTS:
        return None
    counted = _table(part, asked)
    columns = [column.name for column in counted.columns if column.name in part.columns]
    return {
        **told,
        "columns": columns,
        "rows": [{name: plain(row.values[name]) for name in columns} for row in counted.rows],
        "records": [_records(row, columns) for row in counted.rows],
    }


def _table(part: Part, asked: Asked) -> Table:
    scope = asked.so_far if part.so_far else asked.here
    by = {"by": [part.by]} if part.by else {}
    return REPORTS[part.report].run(ANONYMOUS, {**scope, **asked.times, **by})


def _records(row: Row, columns: list[str]) -> dict[str, Any]:
    return {name: _address(row.records[name]) for name in columns if name in row.records}


def _address(records: Records) -> list[Any]:
    """Return a selection as JSON holds it: a subject and its parameters."""
    return [records.subject, [list(pair) for pair in records.params]]


def _of_phase(asked: Asked) -> dict[str, Any]:
    names = (
        *("code", "number", "name_en", "name_zh_hant", "name_zh_hans", "theme", "eligibility"),
        *("opens_at", "closes_at", "announced_on", "trials_from", "trials_from_words"),
        *("trials_to", "trials_to_words", "source"),
    )
    return _content(Kind.PHASE, asked.phase.code, names, asked)


def _of_programme(asked: Asked) -> dict[str, Any]:
    names = (
        *("code", "name_en", "name_zh_hant", "name_zh_hans", "lead", "co_authorities", "host"),
        *("time_zone", "round_word", "invented"),
    )
    return _content(Kind.PROGRAMME, asked.phase.programme, names, asked)


def _smallest_cell(asked: Asked) -> int:
    """Return on how few institutions a public figure that rests on private records may rest."""
    rows = Programme.objects.filter(code=asked.phase.programme)
    return rows.values_list("smallest_cell", flat=True).get()


def _content(kind: Kind, code: str, names: tuple[str, ...], asked: Asked) -> dict[str, Any]:
    row = published(Publication.objects.filter(kind=kind, code=code), asked.known_at).first()
    content = row.content if row else {}
    return {name: content.get(name) for name in names}


def _words(parts: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """Return the labels, as they are today, of the codes that rows hold."""
    used: dict[str, set[str]] = {}
    for part in parts:
        for row in part["rows"]:
            for name in _CODED:
                used.setdefault(name, set()).add(row.get(name) or "")
    words = {name: model.objects for name, model in _LABELLED.items()}
    rows = {name: each.filter(code__in=used.get(name, ())) for name, each in words.items()}
    found = {name: dict(each.values_list("code", "label_en")) for name, each in rows.items()}
    for kind in (TermKind.SECTOR, TermKind.PARTNER_KIND):
        codes = used.get("sector" if kind == TermKind.SECTOR else "kind", set())
        terms = Term.objects.filter(kind=kind, code__in=codes)
        found[kind] = dict(terms.values_list("code", "label_en"))
    return found
