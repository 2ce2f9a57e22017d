"""Makes a table for outsiders: counts it whole, and withholds what it must."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F

from usecases.models.frozen import FrozenTable
from usecases.models.person import Person
from usecases.models.phases import Phase, Programme
from usecases.reporting.dimensions import Dimension
from usecases.reporting.frozenforms import BY, FORMS, FrozenForm
from usecases.reporting.frozenledger import Behind, Ledger, total_row
from usecases.reporting.scope import Scope
from usecases.rules.cells import Why
from usecases.rules.disclosure import withhold
from usecases.selection.history import Times
from usecases.text.digest import digest

# Counts everything, whoever asks: a table is of all that there is, or it is wrong.
_EVERYTHING = Person(system=True)


class WholeScope(Scope):
    """A scope of a whole programme, counted from what is recorded."""

    @property
    def public(self) -> bool:
        """Nothing here is counted from what is published."""
        return False


@dataclass(frozen=True)
class Draft:
    """A table as it would be frozen: what outsiders would read, and why cells are withheld."""

    form: FrozenForm
    programme: Programme
    by: str
    phases: tuple[str, ...]
    as_at: datetime
    known_at: datetime
    rows: list[dict[str, Any]]
    reasons: list[dict[str, str]]
    behind: Behind

    def record(self, title: str) -> FrozenTable:
        """Return the record, not yet written."""
        columns = [
            {"name": each.name, "label": str(each.label), "definition": str(each.definition)}
            for each in self.form.columns
        ]
        moments = [self.as_at, self.known_at]
        told = [self.form.report, self.by, list(self.phases), moments, self.rows]
        return FrozenTable(
            programme=self.programme,
            report=self.form.report,
            by=self.by,
            title=title,
            phases=list(self.phases),
            as_at=self.as_at,
            known_at=self.known_at,
            smallest_cell=self.programme.smallest_cell,
            columns=columns,
            rows=self.rows,
            reasons=self.reasons,
            behind=self.behind,
            digest=digest([str(self.programme.pk), title, columns, *told]),
        )


def draft(
    report: str,
    phases: Sequence[Phase],
    by: str,
    moments: tuple[datetime, datetime],
    earlier: Sequence[FrozenTable],
) -> Draft:
    """Count the phases of one programme, broken down or not, and withhold what must not be told
    beside the `earlier` tables, the first one first.
    """
    form, programme = FORMS[report], phases[0].programme
    codes = tuple(phase.code for phase in phases)
    behind = _behind(form, programme, codes, BY[by] if by else None, Times(*moments))
    ledger = Ledger()
    for table in earlier:
        told = FORMS[table.report]
        ledger.add(told, table.by, tuple(table.phases), table.behind, _withheld(table))
    ledger.add(form, by, codes, behind, None)
    withheld = withhold(ledger.cells(), ledger.relations, programme.smallest_cell)
    lines = [(row, ledger.printed(form, row, withheld)) for row in behind]
    return Draft(
        form,
        programme,
        by,
        codes,
        *moments,
        [_line(programme, by, row, behind[row], why) for row, why in lines],
        [{name: str(each) for name, each in why.items()} for _row, why in lines],
        behind,
    )


def _withheld(table: FrozenTable) -> dict[str, frozenset[str]]:
    """Return which cells of each row an earlier table withheld."""
    return {_row(table, line): frozenset(line["withheld"]) for line in table.rows}


def _row(table: FrozenTable, line: dict[str, Any]) -> str:
    """Return the name of a row by what stands in it."""
    if line["phase"] is None:
        return total_row(tuple(table.phases))
    return f"{line['phase']}|{line[table.by] or ''}" if table.by else str(line["phase"])


def _line(
    programme: Programme, by: str, row: str, parts: dict[str, dict[str, int]], why: dict[str, Why]
) -> dict[str, Any]:
    """Return one row as outsiders read it."""
    phase, _sep, value = row.partition("|")
    whole = row.startswith("total:")
    texts: dict[str, Any] = {"programme": programme.code, "phase": None if whole else phase}
    if by:
        texts[by] = value or None
    counts = {name: None if name in why else sum(each.values()) for name, each in parts.items()}
    return {**texts, **counts, "withheld": [name for name in parts if name in why]}


def _behind(
    form: FrozenForm,
    programme: Programme,
    codes: tuple[str, ...],
    by: Dimension | None,
    times: Times,
) -> Behind:
    """Return what each institution adds to each cell, and to the total, a query a column."""
    params = {"programme": [programme.code], "phase": list(codes)}
    for name, moment in (("as_at", times.as_at), ("known_at", times.known_at)):
        if moment:
            params[name] = [moment.isoformat()]
    scope = WholeScope(_EVERYTHING, params, times)
    found: dict[tuple[str, str], dict[str, dict[str, int]]] = {}
    for name, (subject, asked) in form.asked.items():
        case = "" if subject == "use-cases" else "use_case__"
        counted = (
            scope.select(subject, **asked)
            .order_by()
            .values(
                of_phase=F(f"{case}phase__code"),
                of_value=F(by.part_path(subject) if by else f"{case}phase__code"),
                of_firm=F(f"{case}institution"),
            )
            .annotate(n=Count("pk", distinct=True))
        )
        for each in counted:
            key = (each["of_phase"], (each["of_value"] or "") if by else "")
            parts = found.setdefault(key, {}).setdefault(name, {})
            parts[_pseudonym(programme, each["of_firm"])] = each["n"]
    values = sorted({value for _code, value in found}) if by else [""]
    grid = [(code, value) for code in codes for value in values]
    behind = {
        f"{code}|{value}" if by else code: _columns(form, found.get((code, value), {}))
        for code, value in grid
    }
    return {**behind, total_row(codes): _columns(form, _summed(list(behind.values())))}


def _columns(form: FrozenForm, parts: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    return {
        column.name: dict(sorted(parts.get(column.name, {}).items())) for column in form.columns
    }


def _summed(rows: list[dict[str, dict[str, int]]]) -> dict[str, dict[str, int]]:
    """Add up rows that share no use case."""
    whole: dict[str, dict[str, int]] = {}
    for row in rows:
        for name, parts in row.items():
            told = whole.setdefault(name, {})
            for who, number in parts.items():
                told[who] = told.get(who, 0) + number
    return whole


def _pseudonym(programme: Programme, institution: UUID) -> str:
    """Return what an institution is called in what a table rests on: the same in each of them."""
    return digest([str(programme.pk), str(institution)])[:16]
