"""Months, weeks and days of the calendar, and what each day shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.urls import reverse

from usecases.selection.deadlines import Deadline

# What is alike on one day is shown one by one up to so many, then as a number.
ALIKE = 2
_YEARS = range(1990, 2100)


@dataclass(frozen=True)
class Entry:
    """A deadline of a day, or several alike with the agenda that lists them."""

    first: Deadline
    number: int
    url: str
    late: bool


@dataclass(frozen=True)
class Day:
    """A day, whether it lies in the month or week shown, and what falls due on it."""

    day: date
    inside: bool
    today: bool
    items: tuple[Deadline, ...]
    entries: tuple[Entry, ...]

    @property
    def listed(self) -> list[tuple[Deadline, str]]:
        """Each deadline with the address of its record."""
        return [(each, self.address(each)) for each in self.items]

    @staticmethod
    def address(deadline: Deadline) -> str:
        """Return the page of the record behind a deadline."""
        return reverse(f"admin:usecases_{deadline.model}_change", args=[deadline.record])


def month_of(day: date) -> date:
    """Return the first day of the month."""
    return day.replace(day=1)


def named_month(text: str) -> date | None:
    """Return the first day of a month such as 2026-11, or None."""
    return _read(text, "%Y-%m")


def named_week(text: str) -> date | None:
    """Return the Monday of a week such as 2026-W47, or None."""
    return _read(f"{text}-1", "%G-W%V-%u")


def _read(text: str, form: str) -> date | None:
    try:
        found = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day, in no zone
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def weeks_of(first: date, last: date) -> list[date]:
    """Return the Mondays of the weeks from one day to another."""
    monday = first - timedelta(days=first.weekday())
    return [monday + timedelta(days=n) for n in range(0, (last - monday).days + 1, 7)]


def days_of(
    monday: date, first: date, last: date, today: date, found: Sequence[Deadline]
) -> list[Day]:
    """Return the seven days of a week with what falls due on each."""
    days = [monday + timedelta(days=n) for n in range(7)]
    return [
        Day(
            day,
            first <= day <= last,
            day == today,
            tuple(items := [each for each in found if each.day == day]),
            tuple(entries_of(day, items)),
        )
        for day in days
    ]


def entries_of(day: date, items: Sequence[Deadline]) -> list[Entry]:
    """Return what falls due on a day, many alike as one with their number."""
    found = []
    for _key, group in groupby(items, key=lambda each: (each.kind, each.phase)):
        alike = list(group)
        if len(alike) > ALIKE:
            late = any(each.late for each in alike)
            agenda = f"?week={day:%G-W%V}&phase={alike[0].phase}#day-{day:%Y-%m-%d}"
            found.append(Entry(alike[0], len(alike), agenda, late))
        else:
            found += [Entry(each, 1, Day.address(each), each.late) for each in alike]
    return found
