"""Moments as the calendar and the clock of a programme show them, read from many rows at once."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import DateTimeField, F, Func

from usecases.selection.steps import local


class Shown(Func):
    """A moment in the time zone that a column names: PostgreSQL tells it without a time zone, which
    is read many times faster; elsewhere it stays a moment, for `shown` to turn.
    """

    arity = 2
    output_field = DateTimeField()

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **extra: Any) -> Any:
        """Leave the moment as it is."""
        return compiler.compile(self.source_expressions[0])

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Let the database turn it."""
        template = "(%(expressions)s)"
        return super().as_sql(
            compiler, connection, template=template, arg_joiner=" AT TIME ZONE ", **extra
        )


def in_zone(moment: str, zone: str) -> Shown:
    """Return the expression of a moment, in the zone that stands at a path."""
    return Shown(F(moment), F(zone))


def shown(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return what `in_zone` read by the calendar and the clock of the place."""
    return moment if moment.tzinfo is None else local(moment, zone)
