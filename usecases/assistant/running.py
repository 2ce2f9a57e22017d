"""Runs a structured question on what is published: the same selections as register and API."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from usecases.assistant.query import Query
from usecases.models.publications import Publication
from usecases.reporting.table import Records
from usecases.selection.public import PUBLIC

_SUBJECTS = {
    "use-cases": "use-cases",
    "institutions": "institutions",
    "partners": "technology-partners",
    "phases": "phases",
}


@dataclass(frozen=True)
class Found:
    """What a query found: the rows, of how many for a share, what was announced beside, and the
    selection of the register that lists the same rows where one does.
    """

    rows: list[Publication] = field(default_factory=list)
    whole: int = 0
    announced: list[Publication] = field(default_factory=list)
    records: Records | None = None


def run(query: Query) -> Found:
    """Return what a query finds."""
    if query.target == "applications":
        return Found(announced=_announced(query, "applications"))
    if query.target == "phases":
        return _phases(query)
    if query.target == "use-cases":
        return _use_cases(query)
    return _took_part(query)


def _select(subject: str, params: dict[str, Sequence[str]]) -> list[Publication]:
    given = {name: list(values) for name, values in params.items() if values}
    return list(PUBLIC[subject].select(given))


def _records(subject: str, params: dict[str, Sequence[str]]) -> Records:
    pairs = [(name, value) for name in sorted(params) for value in params[name]]
    return Records(subject, tuple(pairs))


def _scope(query: Query) -> dict[str, Sequence[str]]:
    """Return the parameters that narrow to the phases, or the programme, of a query."""
    if query.phases:
        return {"phase": query.phases}
    return {"programme": (query.programme,)} if query.programme else {}


def _use_cases(query: Query) -> Found:
    params = {**_scope(query), "category": query.categories, "institution": query.institutions}
    rows = _select("use-cases", params)
    if query.without:
        rows = [row for row in rows if row.phase not in query.without]
    kept = _of_partners(query, rows)
    if query.use_cases:
        kept = [row for row in kept if str(row.record) in query.use_cases]
    plain = len(kept) == len(rows) and not query.without
    records = _records("use-cases", params) if plain else None
    if query.ask == "share":
        wide = _select("use-cases", _scope(query))
        return Found(kept, len(wide), records=records)
    narrowed = query.categories or query.institutions or query.partners or query.use_cases
    announced = [] if narrowed else _announced(query, "use-cases")
    return Found(kept, announced=announced, records=records)


def _of_partners(query: Query, rows: list[Publication]) -> list[Publication]:
    if not query.partners:
        return rows
    wanted = {row.sort for row in _by_id("technology-partners", query.partners)}
    return [row for row in rows if wanted.intersection(row.content.get("partners") or ())]


def _took_part(query: Query) -> Found:
    """Institutions or partners: by phase, by all of several phases, in one but not in another."""
    subject = _SUBJECTS[query.target]
    params: dict[str, Sequence[str]] = dict(_scope(query))
    if query.standing:
        params["standing"] = (f"{query.standing}-in-programme",)
    rows = _select(subject, params) if params else []
    if query.together == "every":
        params["phases_taken"] = (str(len(query.phases)),)
        rows = _select(subject, params)
    whole = rows
    if query.without:
        gone = {row.record for row in _select(subject, {"phase": query.without})}
        rows = [row for row in rows if row.record not in gone]
    ran = _narrowed_by_cases(query)
    if ran is not None:
        rows = [row for row in rows or _select(subject, {}) if _key(row, ran)]
    plain = not query.without and ran is None
    records = _records(subject, params) if plain else None
    if query.ask == "share":
        return Found(rows, len(_select(subject, _scope(query))), records=records)
    announced = _announced(query, query.target) if plain and not query.standing else []
    return Found(rows, len(whole), announced, records)


def _key(row: Publication, wanted: set[str]) -> bool:
    return str(row.record) in wanted or row.sort in wanted


def _narrowed_by_cases(query: Query) -> set[str] | None:
    """Return whose published use cases fit, where a category or use case narrows: the ids of
    institutions, or the names of partners.
    """
    if not (query.categories or query.use_cases or query.institutions or query.partners):
        return None
    if query.ask == "whether":
        return {*query.institutions, *query.partners}
    params = {**_scope(query), "category": query.categories}
    rows = _of_partners(query, _select("use-cases", params))
    if query.institutions:
        rows = [row for row in rows if str(row.institution) in query.institutions]
    if query.use_cases:
        rows = [row for row in rows if str(row.record) in query.use_cases]
    if query.target == "partners":
        return {name for row in rows for name in row.content.get("partners") or ()}
    return {str(row.institution) for row in rows}


def _phases(query: Query) -> Found:
    """Phases: by name, or those in which somebody took part."""
    if query.ask == "when":
        return Found(_by_code("phases", query.phases))
    who = {"institution": query.institutions, "partner": query.partners}
    if query.institutions or query.partners:
        seats = _select("participations", {**_scope(query), **who})
        taking = [row for row in seats if row.role in ("participant", "partner")]
        codes = sorted({row.phase for row in taking})
        return Found(_by_code("phases", codes) if codes else [])
    params: dict[str, Sequence[str]] = {"programme": (query.programme,)} if query.programme else {}
    return Found(_select("phases", params), records=_records("phases", params))


def _announced(query: Query, measure: str) -> list[Publication]:
    """Return the figures announced for the phases of a query, where it asks of whole phases."""
    if query.together == "every" or query.without or not query.phases:
        return []
    return _select("published-figures", {"phase": query.phases, "measure": (measure,)})


def _by_code(subject: str, codes: Iterable[str]) -> list[Publication]:
    wanted = set(codes)
    return [row for row in _select(subject, {}) if row.code in wanted]


def _by_id(subject: str, keys: Iterable[str]) -> list[Publication]:
    wanted = {UUID(key) for key in keys}
    return [row for row in _select(subject, {}) if row.record in wanted]


def named(subject: str, keys: Iterable[str]) -> list[dict[str, Any]]:
    """Return the public content of records by their ids."""
    return [row.content for row in _by_id(subject, keys)]
