"""Moments in lists, drawn no more precisely than they are known."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import localtime

from usecases.vocabulary.basis import Precision
from usecases.vocabulary.limits import TIME_ZONE

_FORMATS = {
    str(Precision.MOMENT): "DATETIME_FORMAT",
    str(Precision.DAY): "DATE_FORMAT",
    str(Precision.MONTH): "YEAR_MONTH_FORMAT",
    str(Precision.YEAR): "Y",
}


def known(moment: datetime | None, precision: str, zone: str = TIME_ZONE) -> str | None:
    """Return a moment in the zone of its programme, as far as it is known; another zone than the
    one in which the page is drawn is named.
    """
    if moment is None:
        return None
    local = moment.astimezone(ZoneInfo(zone))
    text = date_format(local, _FORMATS[precision])
    elsewhere = local.utcoffset() != localtime(moment).utcoffset()
    return f"{text} {local.tzname()}" if elsewhere and precision == Precision.MOMENT else text
