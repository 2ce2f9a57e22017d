"""Leaves of a report the columns that somebody wants to see."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from usecases.reporting.table import Column, Row, Table, Type
from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters

PARAMETER = "columns"


def choosable(table: Table) -> list[Column]:
    """Return the columns that may be left out: what a row is about always stays."""
    return [each for each in table.columns if each.type != Type.TEXT]


def chosen(table: Table, names: Sequence[str]) -> Table:
    """Return the report with these columns, in its own order; all of them where none is named."""
    if not names:
        return table
    known = {each.name for each in choosable(table)}
    text = _("This report has no such column: {name}.")
    faults = [
        Missing(PARAMETER, "unknown", str(text).format(name=name))
        for name in names
        if name not in known
    ]
    if faults:
        raise BadParameters(*faults)
    kept = tuple(each for each in table.columns if each.type == Type.TEXT or each.name in names)
    shown = {each.name for each in kept}
    total = _left(table.total, shown) if table.total else None
    rows = [_left(row, shown) for row in table.rows]
    return replace(table, columns=kept, rows=rows, total=total)


def _left(row: Row, shown: set[str]) -> Row:
    values = {name: value for name, value in row.values.items() if name in shown}
    records = {name: each for name, each in row.records.items() if name in shown}
    return replace(row, values=values, records=records)
