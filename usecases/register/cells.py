"""Cells of lists and facts of pages: a text, and where it leads; the same in tables and in CSV."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from usecases.register.words import Words
from usecases.vocabulary.basis import Precision

_FORMATS = {Precision.MONTH: "F Y", Precision.YEAR: "Y"}


@dataclass(frozen=True)
class Cell:
    """A text; where it leads, in which language it is, and a softer word below it."""

    text: str = ""
    url: str = ""
    note: str = ""
    lang: str = ""
    badge: str = ""
    more: tuple["Cell", ...] = ()

    @property
    def plain(self) -> str:
        """The text as a file has it."""
        return "; ".join(filter(None, (self.text, *(each.text for each in self.more))))


@dataclass(frozen=True)
class About:
    """What cells of a page are told about the rows: words, names and places of firms."""

    words: Words
    firms: Mapping[str, Mapping[str, Any]]
    stood: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Column:
    """A column of a list."""

    name: str
    label: Promise | str
    cell: Callable[[Mapping[str, Any], About], Cell]
    number: bool = False
    when: bool = False


def day_said(value: str | None) -> str:
    """Return a day of a content in words."""
    day = parse_date(value or "")
    return date_format(day, "j F Y") if day else ""


def moment_said(value: str | None, precision: str, zone: str) -> str:
    """Return a moment of a content in words, as precisely as it is known, in a zone."""
    moment = parse_datetime(value or "")
    if moment is None:
        return ""
    local = moment.astimezone(ZoneInfo(zone))
    if precision == Precision.MOMENT:
        said = date_format(local, "j F Y, H:i")
        return _("{moment} ({zone})").format(moment=said, zone=_zone(local))
    return date_format(local, _FORMATS.get(Precision(precision), "j F Y"))


def _zone(local: datetime) -> str:
    return local.tzname() or ""
