"""How much there is of each kind, and what was published last."""

from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from usecases.models.publications import Publication
from usecases.register.listing import Listing
from usecases.register.listings import LISTINGS
from usecases.register.titles import LISTS, NAMES, address_of, short_title
from usecases.register.words import Words
from usecases.rules.visibility_register import published
from usecases.vocabulary.publications import Kind

_NEWEST = 6
# Of these what is new is told on the first page; firms and phases come with their announcement.
_NEWS = (Kind.FINDING, Kind.DOCUMENT, Kind.EVENT, Kind.FOLLOW_ON, Kind.USE_CASE)
_SHOWN = ("use-cases", "findings", "documents", "events", "follow-ons")


@dataclass(frozen=True)
class Subject:
    """A list of the register, and how much is in it."""

    listing: Listing
    number: int
    url: str


@dataclass(frozen=True)
class News:
    """Something that was published."""

    listing: Listing
    title: str
    url: str
    row: Publication


def counts(words: Words) -> list[Subject]:
    """Return the lists with the number of records of real programmes in each, in one query."""
    rows = published(Publication.objects.filter(kind__in=LISTS.values()))
    rows = rows.exclude(programme__in=words.invented)
    known = dict(rows.order_by().values_list("kind").annotate(n=Count("pk")))
    return [
        Subject(LISTINGS[name], known.get(LISTS[name], 0), reverse(f"register:{name}"))
        for name in _SHOWN
    ]


def latest(words: Words) -> list[News]:
    """Return what happened last among what is published of real programmes."""
    rows = published(Publication.objects.filter(kind__in=_NEWS, happened_on__isnull=False))
    rows = rows.exclude(programme__in=words.invented).order_by("-happened_on", "sort", "id")
    return [
        News(
            LISTINGS[NAMES[row.kind]],
            short_title(row.kind, row.content),
            address_of(row.kind, row.content),
            row,
        )
        for row in rows[:_NEWEST]
    ]
