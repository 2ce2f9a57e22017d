"""Dates in cells: a day, a month or a year."""

import re
from calendar import monthrange
from datetime import date

from usecases.vocabulary.basis import Precision

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_FIRST_YEAR = 1990


def last_day(cell: str) -> tuple[date | None, str]:
    """Return the last day of what a cell tells, and whether it is a day, a month or a year."""
    parts = _DATE.fullmatch(cell)
    if parts is None or int(parts[1]) < _FIRST_YEAR:
        return None, ""
    year, month, day = int(parts[1]), int(parts[2] or 12), int(parts[3] or 0)
    precision = Precision.DAY if parts[3] else Precision.MONTH if parts[2] else Precision.YEAR
    try:
        last = day if parts[3] else monthrange(year, month)[1]
        return date(year, month, last), precision
    except ValueError:
        return None, ""
