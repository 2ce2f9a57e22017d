"""Validates a record before it is written, naming the field of every fault."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from usecases.models.base import Record
from usecases.workflow.errors import from_validation

_BOOKKEEPING = ("recorded_at", "updated_at")


def validate(record: Record, exclude: Iterable[str] = ()) -> None:
    """Raise `Invalid` when a field, a uniqueness or a constraint does not hold."""
    try:
        record.full_clean(exclude={*_BOOKKEEPING, *exclude})
    except ValidationError as error:
        raise from_validation(error) from error
