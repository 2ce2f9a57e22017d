"""A record as it was known at a moment: what was written since is undone, column by column."""

from datetime import datetime
from typing import Any

from django.db import models

from usecases.models.base import Record
from usecases.models.trail import Change


def set_back(record: Record, at: datetime) -> bool:
    """Set the columns of a record in memory as they stood; False if it was not recorded yet.

    What hangs on it (techniques, parties) is today's, and so is what `Change` does not hold: the
    stage has its own trail.
    """
    if record.recorded_at > at:
        return False
    changes = Change.objects.filter(
        kind=record._meta.model_name, record=str(record.pk), recorded_at__gt=at
    )
    known = {field.name: field for field in record._meta.concrete_fields}
    for before in changes.order_by("-row").values_list("before", flat=True):
        for name in before.keys() & known.keys():
            setattr(record, known[name].attname, _read(known[name], before[name]))
    last = Change.objects.filter(kind=record._meta.model_name, record=str(record.pk))
    stamp = last.filter(recorded_at__lte=at).order_by("-row").values_list("recorded_at", flat=True)
    record.updated_at = stamp.first() or record.recorded_at
    return True


def _read(field: models.Field[Any, Any], value: Any) -> Any:
    """Return the value that a column holds for what the trail kept of it."""
    if value is None:
        return None
    column = field.target_field if isinstance(field, models.ForeignKey) else field
    return column.to_python(value)
