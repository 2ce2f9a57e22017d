"""The dates: every day from 2000 to 2049, the same for everybody and never changed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.models.phases import Phase
from usecases.reporting.feeds_feed import Feed, Place
from usecases.reporting.feeds_fields import Field, Index, Kind, Raw, Value
from usecases.reporting.feeds_look import Look
from usecases.reporting.feeds_outs import Nature
from usecases.reporting.feeds_reader import Reader

FIRST, LAST = date(2000, 1, 1), date(2049, 12, 31)
_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
_SATURDAY = 6
_QUARTER = 3


def _of(name: str, kind: Kind, says: Any, value: Callable[[date], Value]) -> Field:
    def make(_index: Index, _look: Look) -> Callable[[Raw], Value]:
        return lambda raw: value(raw[1])

    return Field(name, kind, says, (), make)


def days(after: Place) -> Iterator[Sequence[Any]]:
    """Return the days that come after a place, each with its moment."""
    if after[0] > _SINCE or (after[0] == _SINCE and after[1]):
        return
    day = date.fromisoformat(after[2]) + timedelta(1) if after[0] == _SINCE and after[2] else FIRST
    while day <= LAST:
        yield (_SINCE, day)
        day += timedelta(1)


@dataclass(frozen=True)
class Calendar(Feed):
    """Rows that stand in no table: `days` makes those after a place."""

    days: Callable[[Place], Iterable[Raw]] = lambda _after: ()

    def next(self, reader: Reader, after: Place, most: int, until: datetime) -> list[Raw]:
        """Return the rows that come next."""
        return list(islice(self.days(after), most))

    def left_after(self, reader: Reader, after: Place, until: datetime) -> int:
        """Return how many rows come after a place."""
        return sum(1 for _day in self.days(after))


DATES = Calendar(
    "dates",
    _("Dates"),
    _("One row for each day from 2000 to 2049; its id is the day itself, so that every column of "
      "days is a key of it."),
    Nature.DIMENSION,
    Phase,
    lambda _reader: Phase.objects.none(),
    (
        _of("date", Kind.DATE, _("The day."), date.isoformat),
        _of("year", Kind.INTEGER, _("Year."), lambda day: day.year),
        _of("quarter", Kind.INTEGER, _("Quarter, 1 to 4."), lambda d: (d.month + 2) // _QUARTER),
        _of("month", Kind.INTEGER, _("Month, 1 to 12."), lambda day: day.month),
        _of("day", Kind.INTEGER, _("Day of the month."), lambda day: day.day),
        _of("iso_year", Kind.INTEGER, _("Year of the week (ISO)."), lambda d: d.isocalendar()[0]),
        _of("iso_week", Kind.INTEGER, _("Week (ISO), 1 to 53."), lambda d: d.isocalendar()[1]),
        _of("weekday", Kind.INTEGER, _("Day of the week, 1 is Monday."), lambda d: d.isoweekday()),
        _of("weekend", Kind.BOOLEAN, _("Whether it is a Saturday or Sunday."),
            lambda day: day.isoweekday() >= _SATURDAY),
    ),
    days=days,
)  # fmt: skip
