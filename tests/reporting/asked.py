"""Asks for reports, and follows every address that their rows carry."""

from typing import Any

from usecases.models.person import Person
from usecases.reporting.catalogue import REPORTS
from usecases.reporting.scope import Scope
from usecases.reporting.table import Records, Row, Table, Type

Asked = dict[str, str | list[str]]


def params(asked: Asked) -> dict[str, list[str]]:
    """Return parameters as an address would carry them."""
    return {name: [v] if isinstance(v, str) else list(v) for name, v in asked.items()}


def ask(person: Person, report: str, **asked: Any) -> Table:
    """Run a report."""
    return REPORTS[report].run(person, params(asked))


def cells(table: Table, *names: str) -> list[tuple[Any, ...]]:
    """Return some columns of every row."""
    return [tuple(row.values[name] for name in names) for row in table.rows]


def one_row(table: Table) -> dict[str, Any]:
    """Return the values of the only row."""
    (row,) = table.rows
    return row.values


Held = dict[Records, int]


def unexplained(
    person: Person, report: str, held: Held | None = None, /, **asked: Any
) -> list[str]:
    """Name every count that has no records, or whose records are another number.

    In `held` is kept how many rows this person's addresses hold, so that none is asked twice.
    """
    held = {} if held is None else held
    scope = REPORTS[report].scope(person, params(asked))
    table = ask(person, report, **asked)
    counts = {column.name for column in table.columns if column.type == Type.COUNT}
    wrong = []
    for row in (*table.rows, *([table.total] if table.total else [])):
        missing = counts & set(row.values) - set(row.records)
        wrong += [f"{report} {asked} {name}: no records" for name in missing]
        wrong += [
            f"{report} {asked} {_texts(row)} {name}: {row.values[name]} is {found}"
            for name, records in row.records.items()
            if (found := _followed(scope, records, held)) != row.values[name]
        ]
    return wrong


def _followed(scope: Scope, records: Records, held: Held) -> int:
    if records not in held:
        held[records] = scope.follow(records).count()
    return held[records]


def _texts(row: Row) -> str:
    return " ".join(str(v) for v in row.values.values() if isinstance(v, str))


def counted(person: Person, **asked: Any) -> dict[str, int]:
    """Return what the total of the funnel counts and is not zero."""
    total = ask(person, "funnel", **asked).total
    assert total is not None
    names = (*total.records, "applicants")
    return {name: total.values[name] for name in names if total.values[name]}
