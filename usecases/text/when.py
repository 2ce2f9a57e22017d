"""A day, a month or a year as people type it, and the span of days that it stands for."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from usecases.vocabulary.basis import Precision

_FORM = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


@dataclass(frozen=True)
class Span:
    """The first and the last day of what was typed, and how precise that is."""

    first: date
    last: date
    precision: Precision


def when(text: str) -> Span:
    """Read `2024`, `2024-08` or `2024-08-15`; raise `ValueError` about anything else."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    year, month, day = (int(part or 0) for part in found.groups())
    if found[2] is None:
        return Span(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
    if found[3] is None:
        first = date(year, month, 1)
        return Span(first, first.replace(day=monthrange(year, month)[1]), Precision.MONTH)
    return Span(date(year, month, day), date(year, month, day), Precision.DAY)
