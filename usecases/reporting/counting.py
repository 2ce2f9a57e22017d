"""Counts the rows of a selection by columns, in one query."""

from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.expressions import Combinable


def counted_by(rows: QuerySet[Any], *columns: str) -> dict[tuple[Any, ...], int]:
    """Return how many different rows there are for each combination of columns."""
    grouped = rows.order_by().values_list(*columns).annotate(found=Count("pk", distinct=True))
    return {tuple(each[:-1]): each[-1] for each in grouped}


def counted_with(
    rows: QuerySet[Any],
    column: str | Combinable | None,
    conditions: dict[str, Q],
    *,
    of: str = "pk",
    **distinct: str,
) -> dict[Any, dict[str, int]]:
    """Return, for each value of a column or expression, in how many `of` each condition holds.

    Without a column everything stands under the empty text. `distinct` counts the different
    values of further columns.
    """
    counts = {name: Count(of, filter=held, distinct=True) for name, held in conditions.items()}
    counts |= {name: Count(path, distinct=True) for name, path in distinct.items()}
    named = F(column) if isinstance(column, str) else column
    key = named or Value("", output_field=CharField())
    grouped = rows.order_by().values(key=key).annotate(**counts)
    return {each.pop("key"): each for each in grouped}
