"""A report as a series: a row a month, quarter or year, none of them left out."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Type
from usecases.selection.periods import Period, period_of, series

COLUMN = Column(
    "period",
    Type.TEXT,
    _(
        "A month as 2026-03, a quarter as 2026-Q1 or a year, by the days of the programme; empty "
        "where the day of submission is not known."
    ),
    label=_("Period"),
)
UNDATED = Period()


def periods_of(scope: Scope, found: Iterable[datetime | None]) -> list[Period]:
    """Return the periods of a series, from the beginnings that were found; what is not dated is
    the last, where it is in scope.
    """
    begun = list(found)
    told = over(scope, [each.date() for each in begun if each is not None])
    return [*told, UNDATED] if None in begun and not scope.period.bounded else told


def over(scope: Scope, days: Iterable[date]) -> list[Period]:
    """Return the periods of a series from the first to the last of these days."""
    return series(days, scope.period, scope.every)


def name_of(begun: datetime | None, every: str) -> str:
    """Return the name of the period that begins at a moment."""
    return "" if begun is None else period_of(begun.date(), every).name
