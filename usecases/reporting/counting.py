"""Counts the rows of a selection by columns, in one query."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import Combinable


def counted_by(rows: QuerySet[Any], *columns: str) -> dict[tuple[Any, ...], int]:
    """Return how many different rows there are for each combination of columns."""
    grouped = rows.order_by().values_list(*columns).annotate(found=Count("pk", distinct=True))
    return {tuple(each[:-1]): each[-1] for each in grouped}


def counted_with(
    rows: QuerySet[Any],
    columns: Sequence[str | Combinable],
    conditions: dict[str, Q],
    *,
    of: str = "pk",
    **distinct: str,
) -> dict[tuple[Any, ...], dict[str, int]]:
    """Return, for each combination of columns or expressions, in how many `of` each condition
    holds; without any, of everything.

    `distinct` counts the different values of further columns.
    """
    counts = {name: Count(of, filter=held, distinct=True) for name, held in conditions.items()}
    counts |= {name: Count(path, distinct=True) for name, path in distinct.items()}
    keys = {f"key{n}": F(each) if isinstance(each, str) else each for n, each in enumerate(columns)}
    if not keys:
        return {(): rows.order_by().aggregate(**counts)}
    grouped = rows.order_by().values(**keys).annotate(**counts)
    return {tuple(each.pop(name) for name in keys): each for each in grouped}
