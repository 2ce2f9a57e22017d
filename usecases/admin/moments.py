"""Moments in lists, drawn no more precisely than they are known."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime

from usecases.vocabulary.basis import Precision

_FORMATS = {
    str(Precision.MOMENT): "DATETIME_FORMAT",
    str(Precision.DAY): "DATE_FORMAT",
    str(Precision.MONTH): "YEAR_MONTH_FORMAT",
    str(Precision.YEAR): "Y",
}


def known(moment: datetime | None, precision: str) -> str | None:
    """Return a moment in the zone of the console, as far as it is known."""
    return date_format(localtime(moment), _FORMATS[precision]) if moment else None
