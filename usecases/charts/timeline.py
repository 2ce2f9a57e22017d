"""Spans and days on a line of time: where every bar, dot and word stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from usecases.charts.drawing import NARROW

_ROW, _BAR, _LABEL, _TOP, _EDGE, _DOT = 44.0, 14.0, 16.0, 24.0, 8.0, 6.0
_WIDEST_OF_YEARS = 40.0


@dataclass(frozen=True)
class Span:
    """From one day to another; without an end it goes on."""

    css: str
    title: str
    begins: date
    ends: date | None = None


@dataclass(frozen=True)
class Day:
    """One day, and where it leads."""

    css: str
    title: str
    on: date
    url: str = ""


@dataclass(frozen=True)
class Track:
    """One row of the line: its label, where that leads, and what lies on it."""

    label: str
    url: str
    spans: tuple[Span, ...] = ()
    days: tuple[Day, ...] = ()


@dataclass(frozen=True)
class Mark:
    """Something drawn, with its place."""

    css: str
    title: str
    x: float
    y: float
    width: float = 0
    url: str = ""


@dataclass(frozen=True)
class Drawn:
    """The line drawn for one width."""

    width: float
    height: float
    labels: tuple[Mark, ...]
    bars: tuple[Mark, ...]
    dots: tuple[Mark, ...]
    years: tuple[Mark, ...]


def drawn(tracks: Sequence[Track], today: date, width: float = NARROW) -> Drawn:
    """Return the drawing of tracks; what has no end goes on until today."""
    first, last = _ends(tracks, today)
    scale = (width - 2 * _EDGE) / max(1, (last - first).days)

    def at(day: date) -> float:
        return round(_EDGE + (min(max(day, first), last) - first).days * scale, 1)

    labels, bars, dots = [], [], []
    for number, track in enumerate(tracks):
        y = _TOP + number * _ROW
        labels.append(Mark("", track.label, _EDGE, y + _LABEL - 4, url=track.url))
        for span in track.spans:
            ends = span.ends or max(today, span.begins)
            long = max(2.0, round(at(ends) - at(span.begins), 1))
            bars.append(Mark(span.css, span.title, at(span.begins), y + _LABEL, long))
        for day in track.days:
            middle = y + _LABEL + _BAR / 2
            dots.append(Mark(day.css, day.title, at(day.on), middle, _DOT, day.url))
    height = _TOP + len(tracks) * _ROW
    return Drawn(width, height, tuple(labels), tuple(bars), tuple(dots), _years(first, last, at))


def _ends(tracks: Sequence[Track], today: date) -> tuple[date, date]:
    days = [each.on for track in tracks for each in track.days]
    for track in tracks:
        for span in track.spans:
            days += [span.begins, span.ends or today]
    first, last = min(days, default=today), max(days, default=today)
    return first.replace(day=1), last + timedelta(days=31)


def _years(first: date, last: date, at: Callable[[date], float]) -> tuple[Mark, ...]:
    found = []
    for year in range(first.year, last.year + 1):
        day = max(date(year, 1, 1), first)
        if year == last.year or at(date(year + 1, 1, 1)) - at(day) >= _WIDEST_OF_YEARS:
            found.append(Mark("", str(year), at(day), _TOP - 8))
    return tuple(found)
