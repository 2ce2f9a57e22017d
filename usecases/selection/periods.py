"""Periods of days, cut in the zone of the programme: of what happened, and in a series."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, DateField, DateTimeField, Q, When
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncMonth, TruncQuarter, TruncYear
from django.utils.translation import gettext_lazy as _

from usecases.models.phases import Programme
from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters
from usecases.vocabulary.limits import TIME_ZONE

# How long each period of a series is, in months, and how its beginning is found.
EVERY: dict[str, tuple[int, Any]] = {
    "month": (1, TruncMonth),
    "quarter": (3, TruncQuarter),
    "year": (12, TruncYear),
}
_OF_CASE = "use_case__phase__programme"
# A series longer than this is refused.
MOST_PERIODS = 600


@dataclass(frozen=True)
class Period:
    """From the beginning of one day to the end of another, both of them in it; open where empty."""

    first: date | None = None
    last: date | None = None
    name: str = ""

    @property
    def bounded(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.first or self.last)

    def refuse_reversed(self, name: str) -> None:
        """Refuse a period that ends before it begins, by the name of its end."""
        if self.first and self.last and self.last < self.first:
            text = _("This day is before the one from which it is asked.")
            raise BadParameters(Missing(name, "order", text))

    def within(self, column: str, zone: str) -> Q:
        """The condition that a moment is in it, where the days are those of one zone."""
        place, condition = ZoneInfo(zone), Q()
        if self.first:
            begins = datetime.combine(self.first, time.min, place)
            condition &= Q(**{f"{column}__gte": begins})
        if self.last:
            ends = datetime.combine(self.last, time.max, place)
            condition &= Q(**{f"{column}__lte": ends})
        return condition

    def days(self, column: str) -> Q:
        """The condition that a day is in it."""
        ends = {f"{column}__gte": self.first, f"{column}__lte": self.last}
        return Q(**{name: day for name, day in ends.items() if day})

    def during(self, column: str, programme: str = _OF_CASE) -> Q:
        """The condition that a moment is in it, by the days of the programme at a path."""
        if not self.bounded:
            return Q()
        places = zones()
        if len(places) == 1:
            return self.within(column, places[0])
        condition = Q(pk__in=())
        for zone in places:
            condition |= Q(**{f"{programme}__time_zone": zone}) & self.within(column, zone)
        return condition


# Whatever happened on a day that is known.
EVER = Period(date(1900, 1, 1))


def zones() -> list[str]:
    """Return the zones in which programmes cut their days."""
    found = Programme.objects.order_by().values_list("time_zone", flat=True).distinct()
    return sorted(found) or [TIME_ZONE]


def read_day(text: str) -> date | None:
    """Return the day that a text names as 2026-03-31, or None."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
    return day if len(text) == len("2026-03-31") and MINYEAR < day.year < MAXYEAR else None


def begins(moment: Any, every: str, places: Mapping[str, Q]) -> Combinable:
    """Return the expression of when the period began that a moment is in, in the zone of a place.

    `moment` is a path, or an expression; `places` says which rows are of which zone.
    """
    _months, cut = EVERY[every]
    cuts = {zone: cut(moment, tzinfo=ZoneInfo(zone)) for zone in places}
    if len(cuts) == 1:
        only: Combinable = next(iter(cuts.values()))
        return only
    whens = (When(places[zone], then=each) for zone, each in cuts.items())
    return Case(*whens, output_field=DateTimeField())


def begins_day(day: Combinable, every: str) -> Combinable:
    """Return the expression of the first day of the period that a day is in."""
    _months, cut = EVERY[every]
    found: Combinable = cut(day, output_field=DateField())
    return found


def period_of(day: date, every: str) -> Period:
    """Return the month, quarter or year in which a day lies."""
    months, _cut = EVERY[every]
    first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    following = _after(first, months)
    names = {
        "month": f"{first:%Y-%m}",
        "quarter": f"{first:%Y}-Q{(first.month + 2) // 3}",
        "year": f"{first:%Y}",
    }
    return Period(first, following - timedelta(days=1), names[every])


def series(days: Iterable[date], within: Period, every: str) -> list[Period]:
    """Return the periods from the first to the last of these days, or of what was asked for: none
    is left out between them, and none reaches beyond what was asked for.
    """
    within = Period() if within == EVER else within
    known = [*days, *(each for each in (within.first, within.last) if each)]
    if not known:
        return []
    found = list(_periods(within.first or min(known), within.last or max(known), every))
    if len(found) > MOST_PERIODS:
        text = _("This would be more than {most} periods. Ask for longer ones, or for fewer days.")
        raise BadParameters(Missing("every", "many", str(text).format(most=MOST_PERIODS)))
    return [_clipped(each, within) for each in found]


def _periods(first: date, last: date, every: str) -> Iterator[Period]:
    months, _cut = EVERY[every]
    begin = period_of(first, every).first or first
    while begin <= last:
        yield period_of(begin, every)
        begin = _after(begin, months)


def _clipped(period: Period, within: Period) -> Period:
    first = max(each for each in (period.first, within.first) if each)
    last = min(each for each in (period.last, within.last) if each)
    return Period(first, last, period.name)


def _after(first: date, months: int) -> date:
    """Return the first day of the month so many months after another."""
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)
