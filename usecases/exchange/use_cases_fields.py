"""The bank's own fields as cells give them."""

from typing import Any

from django.db.models import BooleanField, DecimalField, Field

from usecases.exchange.sheet_cells import Cells
from usecases.exchange.sheet_names import coded
from usecases.models.usecases import UseCase


def own(cells: Cells, column: str) -> Any:
    """Return the value of one of the bank's own fields; an empty cell is no answer."""
    field = UseCase._meta.get_field(column)
    if isinstance(field, BooleanField):
        return cells.truth(column, empty=None if field.null else False)
    if isinstance(field, DecimalField):
        return cells.decimal(column)
    if isinstance(field, Field) and field.choices:
        return cells.one(column, coded(field.flatchoices)) or ""
    return cells.text(column)
