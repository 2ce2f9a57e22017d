"""Programmes and phases on a timeline, with what happened beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from usecases.charts.drawing import WIDE
from usecases.charts.timeline import Day, Drawn, Span, Track, drawn
from usecases.register.titles import address_of, short_title
from usecases.register.words import Words
from usecases.selection.public import PUBLIC
from usecases.vocabulary.publications import Kind

_BESIDE = ((Kind.EVENT, "events"), (Kind.DOCUMENT, "documents"), (Kind.FOLLOW_ON, "follow-ons"))


@dataclass(frozen=True)
class Entry:
    """One line of the list that says the same as the drawing."""

    on: date
    what: str
    title: str
    url: str


@dataclass(frozen=True)
class Timeline:
    """The drawing, and the list behind it."""

    drawing: Drawn
    entries: list[Entry]


def timeline(words: Words) -> Timeline | None:
    """Return the timeline of the real programmes; nothing if there is nothing to tell."""
    tracks, entries = _phases(words), list(_told(words))
    for kind, name in _BESIDE:
        days = tuple(_days(kind, words))
        if days:
            labels = {
                "events": _("Events"),
                "documents": _("Documents"),
                "follow-ons": _("Followed"),
            }
            tracks.append(Track(labels[name], reverse(f"register:{name}"), (), days))
            entries += [Entry(each.on, labels[name], each.title, each.url) for each in days]
    if not tracks:
        return None
    today = timezone.localdate()
    told = sorted(entries, key=lambda each: (each.on, each.title))
    return Timeline(drawn(tracks, today, WIDE), told)


def _real(words: Words) -> list[dict[str, Any]]:
    return [p for p in words.phases.values() if p["programme"] not in words.invented]


def _phases(words: Words) -> list[Track]:
    found = []
    for phase in _real(words):
        dates = _dates(phase, words)
        days = (Day("announced", _("Announced"), dates["announced"]),) if dates["announced"] else ()
        spans = tuple(_spans(dates))
        if spans or days:
            label = f"{phase['code']} · {words.said('phase', phase['code'])}"
            found.append(Track(label, address_of(Kind.PHASE, phase), spans, days))
    return found


def _spans(dates: dict[str, date | None]) -> Iterator[Span]:
    """Return the window and the trials, as far as their dates are known."""
    if opens := dates["opens"]:
        closes = dates["closes"]
        css = "window" if closes else "window goes-on"
        yield Span(css, _("Applications"), opens, closes or dates["announced"])
    begins = dates["trials_earliest"] or dates["trials_from"]
    if begins:
        ends = dates["trials_to"]
        css = "trials" if ends else "trials goes-on"
        yield Span(css, _("Trials"), begins, ends or dates["trials_from"])


def _told(words: Words) -> Iterator[Entry]:
    names = {
        "opens": _("Applications open"),
        "closes": _("Applications close"),
        "announced": _("Participants announced"),
    }
    for phase in _real(words):
        dates = _dates(phase, words)
        for name, what in names.items():
            if on := dates[name]:
                yield Entry(on, phase["code"], what, address_of(Kind.PHASE, phase))


def _dates(phase: dict[str, Any], words: Words) -> dict[str, date | None]:
    zone = ZoneInfo(words.zone(phase["programme"]))
    return {
        "opens": _local(parse_datetime(phase["opens_at"] or ""), zone),
        "closes": _local(parse_datetime(phase["closes_at"] or ""), zone),
        "announced": parse_date(phase["announced_on"] or ""),
        "trials_earliest": parse_date(phase["trials_from_earliest"] or ""),
        "trials_from": parse_date(phase["trials_from"] or ""),
        "trials_to": parse_date(phase["trials_to"] or ""),
    }


def _local(moment: datetime | None, zone: ZoneInfo) -> date | None:
    return moment.astimezone(zone).date() if moment else None


def _days(kind: Kind, words: Words) -> Iterator[Day]:
    name = dict(_BESIDE)[kind]
    rows = PUBLIC[name].select({}).filter(happened_on__isnull=False)
    rows = rows.exclude(programme__in=words.invented).order_by("happened_on", "id")
    for row in rows:
        on = row.happened_on
        if on is not None:
            zone = ZoneInfo(words.zone(row.programme))
            title = short_title(kind, row.content)
            yield Day(name, title, on.astimezone(zone).date(), address_of(kind, row.content))
