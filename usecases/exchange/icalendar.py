"""Days and moments as a calendar file (RFC 5545), small enough to be read whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class Event:
    """A day, or a moment on it; the same `uid` replaces what a calendar holds already."""

    uid: str
    day: date
    summary: str
    description: str = ""
    url: str = ""
    moment: datetime | None = None


def calendar(name: str, events: Iterable[Event], stamp: datetime) -> str:
    """Return the file: lines of at most 75 octets that end as the standard asks."""
    return "".join(f"{part}\r\n" for line in _lines(name, events, stamp) for part in _folded(line))


def _lines(name: str, events: Iterable[Event], stamp: datetime) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sandbox Tracker//Deadlines//EN")
    yield from ("CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}")
    for event in events:
        yield from ("BEGIN:VEVENT", f"UID:{_text(event.uid)}", f"DTSTAMP:{_utc(stamp)}")
        if event.moment:
            yield f"DTSTART:{_utc(event.moment)}"
        else:
            yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
            yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
        yield f"SUMMARY:{_text(event.summary)}"
        if event.description:
            yield f"DESCRIPTION:{_text(event.description)}"
        if event.url:
            yield f"URL:{event.url}"
        yield from ("TRANSP:TRANSPARENT", "END:VEVENT")
    yield "END:VCALENDAR"


def _text(value: str) -> str:
    """Escape what has a meaning in the file; other control characters have no place in it."""
    kept = "".join(each for each in value if each in "\n\t" or each.isprintable())
    return kept.translate(_ESCAPES)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> Iterator[str]:
    """Break a line after 75 octets, never inside a character."""
    part, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _OCTETS:
            yield part
            part, size = " ", 1
        part += character
        size += octets
    yield part
