"""What an address asks of a list: the rows, the filters offered, the chips that undo them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.models.publications import Publication
from usecases.register.cells import About, Cell
from usecases.register.firms import firms, stood
from usecases.register.listing import Filter, Listing
from usecases.register.words import Words, readable
from usecases.selection.errors import BadParameters
from usecases.selection.public import PUBLIC

Pairs = list[tuple[str, str]]

SEARCH = "q"
# Taken by the API, and of no use to whoever reads a page.
_UNUSED = frozenset({"published", "ordering", "search", "code"})
# Where one of these is asked for, it says itself whether an invented programme is meant.
_PLACING = frozenset({"programme", "phase", "institution", "partner", "reference"})
_OTHERS: dict[str, Promise] = {
    "programme": _("Programme"),
    "institution": _("Institution"),
    "partner": _("Technology partner"),
    "standing": _("Standing"),
    "phases_taken": _("Phases taken part in"),
    "without": _("Without"),
    "as_at": _("As at"),
    "known_at": _("As known at"),
    "role": _("Role"),
    "basis": _("Basis"),
    "stage": _("Status"),
}


@dataclass(frozen=True)
class Offer:
    """A filter with its values, and which is chosen."""

    filter: Filter
    options: list[tuple[str, str, bool]]


@dataclass(frozen=True)
class Chip:
    """What is applied, and the address without it."""

    label: str
    value: str
    query: str


@dataclass
class Found:
    """The rows that an address names, and what the page shows of the way there."""

    listing: Listing
    words: Words
    rows: QuerySet[Publication]
    pairs: Pairs
    faults: list[str] = field(default_factory=list)

    @property
    def query(self) -> str:
        """What the address asks for, to be taken along."""
        return urlencode(self.pairs)

    @property
    def searched(self) -> str:
        """The words that are searched for."""
        return next((value for name, value in self.pairs if name == SEARCH), "")

    @property
    def invented(self) -> bool:
        """Whether an invented programme is asked for."""
        return any(
            self.words.is_invented(**{name: value})
            for name, value in self.pairs
            if name in ("programme", "phase")
        )

    @property
    def kept(self) -> Pairs:
        """What is applied and not offered as a filter: the form sends it along."""
        offered = {each.name for each in self.listing.filters} | {SEARCH}
        return [(name, value) for name, value in self.pairs if name not in offered]

    def chips(self) -> list[Chip]:
        """Return what is applied, each with the address without it."""
        labels: dict[str, Any] = {**_OTHERS, SEARCH: _("Search")}
        filters = {each.name: each for each in self.listing.filters}
        names = self._names()
        found = []
        for pair in self.pairs:
            name, value = pair
            known = filters.get(name)
            label = known.label if known else labels.get(name, readable(name))
            said = known.word(value, self.words) if known else names.get(value, value)
            rest = urlencode([each for each in self.pairs if each != pair])
            found.append(Chip(str(label), said, rest))
        return found

    def _names(self) -> dict[str, str]:
        keys = [value for name, value in self.pairs if name in ("institution", "partner")]
        shown = firms([key for key in keys if _is_key(key)])
        named = {
            key: str(each.get("short_name") or each.get("name")) for key, each in shown.items()
        }
        return {
            **{code: self.words.said("programme", code) for code in self.words.programmes},
            **named,
        }

    def offers(self) -> list[Offer]:
        """Return the filters that have something to choose from."""
        found = (self._offer(each) for each in self.listing.filters)
        return [each for each in found if len(each.options) > 1 or self._chosen(each.filter.name)]

    def _offer(self, wanted: Filter) -> Offer:
        chosen = self._chosen(wanted.name)
        codes = self._values(wanted)
        options = [(code, wanted.word(code, self.words), code in chosen) for code in codes]
        return Offer(wanted, options)

    def _chosen(self, name: str) -> list[str]:
        return [value for each, value in self.pairs if each == name]

    def _values(self, wanted: Filter) -> list[str]:
        if not wanted.column:
            return [*self.words.phases]
        rows = PUBLIC[self.listing.name].select({}).order_by()
        values = {value for value in rows.values_list(wanted.column, flat=True) if value}
        order = [*self.words.phases, *self.words.categories, *self.words.programmes]
        return sorted(values, key=lambda code: (order.index(code) if code in order else -1, code))

    def about(self, contents: Iterable[dict[str, Any]]) -> About:
        """Return what the cells of these rows are told, in at most two queries."""
        shown = list(contents)
        owner = self.listing.owner
        standing = stood([each["id"] for each in shown], owner) if owner else {}
        named = firms(each.get("institution") for each in shown)
        return About(self.words, named, standing)

    def cells(self, content: dict[str, Any], about: About) -> list[tuple[Any, Cell]]:
        """Return the cells of one row, each with its column."""
        return [(column, column.cell(content, about)) for column in self.listing.columns]


def found(listing: Listing, asked: QueryDict, words: Words) -> Found:
    """Return what an address asks of a list; a value that nobody knows finds nothing, and says so.

    Unless a programme or phase is asked for, nothing invented is among it.
    """
    subject = PUBLIC[listing.name]
    known = (subject.parameters - _UNUSED) | {SEARCH}
    pairs = [
        (name, value.strip())
        for name in asked
        if name in known
        for value in asked.getlist(name)
        if value.strip() and "\x00" not in value
    ]
    params: dict[str, list[str]] = {}
    for name, value in pairs:
        params.setdefault("search" if name == SEARCH else name, []).append(value)
    placed = bool(_PLACING & set(params))
    try:
        rows = subject.select({**params, **_real(listing, words, placed)})
    except BadParameters as bad:
        return Found(
            listing, words, Publication.objects.none(), pairs, [str(f.text) for f in bad.faults]
        )
    if not placed:
        rows = rows.exclude(programme__in=words.invented)
        rows = rows.none() if listing.owner and not words.real and words.invented else rows
    return Found(listing, words, rows.order_by(*listing.order), pairs)


def _real(listing: Listing, words: Words, placed: bool) -> dict[str, list[str]]:
    """Return by what firms are kept to those of real programmes, where there are others."""
    apart = listing.owner and not placed and words.invented and words.real
    return {"programme": words.real} if apart else {}


def _is_key(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
