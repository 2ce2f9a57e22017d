"""A bank's own figures, each of which leads to the use cases that it counts; and of others only
the tables that are public.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from usecases.models.person import Person
from usecases.portal.access import bank_page, page
from usecases.reporting.frozenread import PublicTable, public_tables
from usecases.reporting.own import Own, own_figures
from usecases.reporting.table import Row


@bank_page("GET", "HEAD")
def figures(request: HttpRequest, person: Person) -> HttpResponse:
    """Show how far the bank's use cases came, phase by phase."""
    own = own_figures(person)
    context = {
        "current": "figures",
        "columns": own.columns,
        "rows": [(phase, _cells(own, row)) for phase, row in own.rows],
        "total": _cells(own, own.total) if own.total and len(own.rows) > 1 else None,
        "invented": bool(own.rows) and all(phase.invented for phase, _row in own.rows),
    }
    return page(request, person, "figures", context)


@bank_page("GET", "HEAD")
def others(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the tables that are public: all that a bank reads of others together."""
    context = {"current": "figures", "tables": [(each, _lines(each)) for each in public_tables()]}
    return page(request, person, "figures_of_others", context)


def _lines(table: PublicTable) -> list[tuple[str, list[int | None]]]:
    """Return each row as it is called, with its figures; a withheld one is none."""
    names = [column["name"] for column in table.counts]
    return [(_label(table, row), [row[name] for name in names]) for row in table.lines]


def _label(table: PublicTable, row: dict[str, Any]) -> str:
    if row["phase"] is None:
        return gettext("All of these phases")
    if not table.by:
        return str(row["phase"])
    return f"{row['phase']} · {row[table.by] or gettext('None')}"


def _cells(own: Own, row: Row) -> list[tuple[Any, str]]:
    """Return each figure with the address of the use cases behind it."""
    cells = []
    for column in own.columns:
        records = row.records[column.name]
        address = f"{reverse('portal:use-cases')}?{urlencode(records.params)}"
        cells.append((row.values[column.name], address))
    return cells
