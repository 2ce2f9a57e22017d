"""Validates a record before it is written, naming the field of every fault."""

from collections.abc import Iterable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import BaseConstraint, CheckConstraint, UniqueConstraint

from usecases.models.base import Record
from usecases.workflow.errors import from_validation

_BOOKKEEPING = ("recorded_at", "updated_at")


def validate(record: Record, exclude: Iterable[str] = ()) -> None:
    """Raise `Invalid` when a field, a uniqueness or a constraint does not hold."""
    skipped = {*_BOOKKEEPING, *exclude}
    errors: dict[str, list[ValidationError]] = {}
    try:
        record.full_clean(exclude=skipped, validate_constraints=False)
    except ValidationError as error:
        errors = error.update_error_dict(errors)
    _validate_constraints(record, skipped | set(errors) - {NON_FIELD_ERRORS}, errors)
    if errors:
        raise from_validation(ValidationError(errors))


def _validate_constraints(
    record: Record, skipped: set[str], errors: dict[str, list[ValidationError]]
) -> None:
    """Ask each constraint, as Django does, with the few fields that it is about.

    Handed all of them it makes an expression of every field of the record, for each constraint.
    """
    everything = {field.name for field in record._meta.fields}
    for constraint in record._meta.constraints:
        about = _fields_of(constraint) or everything
        if about & skipped and about != everything:
            continue
        try:
            constraint.validate(type(record), record, exclude=everything - about | skipped)
        except ValidationError as error:
            unique = getattr(error, "code", None) == "unique"
            if unique and isinstance(constraint, UniqueConstraint) and len(constraint.fields) == 1:
                errors.setdefault(constraint.fields[0], []).append(error)
            else:
                errors |= error.update_error_dict(errors)


def _fields_of(constraint: BaseConstraint) -> set[str]:
    """Return the names of the fields that a constraint is about; none if they are not plain."""
    if isinstance(constraint, CheckConstraint):
        return set(constraint.condition.referenced_base_fields)  # type: ignore[union-attr]  # ours are all `Q`
    if isinstance(constraint, UniqueConstraint) and not constraint.expressions:
        condition = constraint.condition
        return {*constraint.fields, *(condition.referenced_base_fields if condition else ())}
    return set()
