"""Columns for fields that a list would draw too precisely, or in no zone of theirs."""

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any

from django.contrib.admin import display
from django.db.models import DecimalField
from django_stubs_ext import StrOrPromise

from usecases.admin.moments import known
from usecases.admin.plain import exported
from usecases.admin.zones import zone_of
from usecases.text.digest import plain
from usecases.vocabulary.basis import Precision

Column = Callable[[Any, Any], str | None]
_VAGUE = (Precision.MONTH, Precision.YEAR)


def moment_column(field: str, label: StrOrPromise) -> Column:
    """Return a column of moments, each in the zone of its programme and as far as it is known.

    Its rows are selected with the programme. A file holds what is known to the day as it is.
    """

    def precision(row: Any) -> str:
        vague = getattr(row, "precision", "") if field == "happened_on" else ""
        return vague or Precision.MOMENT

    def said(row: Any) -> str | None:
        return known(getattr(row, field), precision(row), zone_of(row))

    @exported(lambda row: said(row) if precision(row) in _VAGUE else getattr(row, field))
    @display(description=label, ordering=field)
    def shown(_admin: Any, row: Any) -> str | None:
        return said(row)

    return shown


def number_column(field: str, label: StrOrPromise) -> Column:
    """Return a column of decimals without the zeros that say nothing."""

    @exported(lambda row: getattr(row, field))
    @display(description=label, ordering=field)
    def shown(_admin: Any, row: Any) -> str | None:
        return number_text(getattr(row, field))

    return shown


@cache
def number_field(field: DecimalField[Any, Any]) -> Callable[[Any], str]:
    """Return what a page shows of a decimal that is not edited on it; the same one each time."""

    @display(description=field.verbose_name)
    def shown(row: Any) -> str:
        return number_text(getattr(row, field.name)) or "–"

    return shown


def number_text(value: Decimal | None) -> str | None:
    """Return a decimal as people write it."""
    return None if value is None else str(plain(value))
