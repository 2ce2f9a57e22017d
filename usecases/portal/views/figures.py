"""A bank's own figures: each leads to exactly the use cases that it counts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from usecases.models.person import Person
from usecases.portal.access import bank_page, page
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


def _cells(own: Own, row: Row) -> list[tuple[Any, str]]:
    """Return each figure with the address of the use cases behind it."""
    cells = []
    for column in own.columns:
        records = row.records[column.name]
        address = f"{reverse('portal:use-cases')}?{urlencode(records.params)}"
        cells.append((row.values[column.name], address))
    return cells
