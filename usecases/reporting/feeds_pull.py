"""Pulls a feed: in full, or what changed since, page by page or to the end.

Two streams run side by side, in the order of the moments that were recorded: records by when they
last changed, and use cases by when their audience changed, of which everything that hangs on them
is sent again, or taken back. Each page is a bounded number of questions, whatever came before it.

Nothing is lost beside a writer: there is one at a time, and what it recorded is seen in the order
of its moments, so that whatever is not seen yet comes after the last moment that is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from usecases.audit.stamp import last_recorded
from usecases.reporting.feeds_audience import once_seen, reached
from usecases.reporting.feeds_cursor import END, Cursor, Place
from usecases.reporting.feeds_feed import OWN, Feed
from usecases.reporting.feeds_fields import spoken
from usecases.reporting.feeds_look import Look, look
from usecases.reporting.feeds_outs import Cells, Context, Out
from usecases.reporting.feeds_reader import Reader
from usecases.text.digest import digest

_MICROSECOND = timedelta(microseconds=1)
BEGINNING = datetime(1, 1, 2, tzinfo=UTC)
_ECHO = 1
_Item = tuple[Place, Any]


class FullPullDue(Exception):  # noqa: N818 - what is to be done, as `Stale` says it
    """Rights, or words that rows are told in, are others than when the cursor was given."""


@dataclass(frozen=True)
class Page:
    """Rows, tombstones among them, and where to go on: now, or when something has changed."""

    rows: list[Cells]
    cursor: Cursor
    more: bool


@dataclass(frozen=True)
class Start:
    """What a pull begins with: nothing held, or a copy as it stood at a moment."""

    since: datetime | None = None


class Pull:
    """One pull of one feed by one reader, up to the last moment that was recorded by now."""

    def __init__(self, feed: Feed, reader: Reader, begin: Start | Cursor) -> None:
        self.feed, self.reader = feed, reader
        self.look: Look = look()
        self.head = last_recorded() or BEGINNING
        self.cursor = self._at(begin)
        began = self.cursor.began or self.head
        since = began if self.cursor.held is None else self.cursor.held
        self.context = Context(reader, self.look, since)
        self._began = began
        self._events: list[Place] | None = None

    def _at(self, begin: Start | Cursor) -> Cursor:
        if isinstance(begin, Cursor):
            if begin.rights != self.reader.rights or begin.version != self._version(begin.given):
                raise FullPullDue
            if self._in_sets and begin.seen != self._seen(begin.given):
                raise FullPullDue
            if begin.began is None:  # a pull that goes on where another had ended
                return replace(begin, held=begin.after[0], began=self.head)
            return begin
        held = None if begin.since is None else begin.since - _MICROSECOND
        place: Place = (BEGINNING, OWN, "") if held is None else (held, END, "")
        version = self._version(self.head)
        rights, head = self.reader.rights, self.head
        return Cursor(self.feed.name, rights, version, place, held, began=head, given=head)

    def _version(self, by: datetime) -> str:
        """Return a digest of the columns, and of the words that stood by a moment."""
        return digest([self.feed.head, self.look.digest(by)])[:16]

    def _seen(self, by: datetime) -> str:
        """Return a digest of which rows, of those that were there by a moment, are seen."""
        rows = self.feed.known(self.reader).filter(recorded_at__lte=by).order_by("pk")
        return digest([str(each) for each in rows.values_list("pk", flat=True)])[:16]

    def take(self, size: int) -> Page:
        """Return the next rows, about as many as `size`, and go on behind them."""
        items = sorted([*self._own(size + 1), *self._echoes(size + 1)], key=lambda item: item[0])
        more = len(items) > size
        items = items[:size]
        rows = [cells for place, out in self._outs(items) for cells in self._cells(place, out)]
        if not more:
            return Page(rows, self.end, more)
        self.cursor = replace(self.cursor, after=items[-1][0])
        return Page(rows, self._given(self.cursor), more)

    @property
    def end(self) -> Cursor:
        """The cursor at the end of this pull, with which a later one begins."""
        ended = replace(self.cursor, after=(self.head, END, ""), held=None, began=None)
        return self._given(ended)

    def _given(self, cursor: Cursor) -> Cursor:
        seen = self._seen(self.head) if self._in_sets else ""
        version = self._version(self.head)
        return replace(cursor, version=version, given=self.head, seen=seen)

    @property
    def _in_sets(self) -> bool:
        bank = self.reader.bank is not None
        return self.feed.sets and (bank or self.reader.authorities is not None)

    def left(self) -> int:
        """Return how many records are left, and use cases of which everything is sent again."""
        return self.feed.left_after(self.reader, self.cursor.after, self.head) + len(
            self._echoes(None)
        )

    def everything(self, size: int) -> Iterator[list[Cells]]:
        """Return all that is left, some rows at a time."""
        more = True
        while more:
            page = self.take(size)
            more = page.more
            yield page.rows

    def _own(self, most: int) -> list[_Item]:
        """Return the records that come next by when they last changed."""
        raws = self.feed.next(self.reader, self.cursor.after, most, self.head)
        return [((raw[0], OWN, str(raw[1])), raw) for raw in raws]

    def _echoes(self, most: int | None) -> list[_Item]:
        """Return the use cases that come next by when their audience changed."""
        if not self.feed.cases:
            return []
        if self._events is None:
            # What happened at the very moment of the cursor may still come after its place.
            at = self.cursor.after[0] - _MICROSECOND
            after = max(at, self.context.since)
            last = reached(self.reader, after, self.head) if after < self.head else {}
            self._events = sorted((at, _ECHO, str(case)) for case, at in last.items())
        left = [event for event in self._events if event > self.cursor.after]
        return [(event, None) for event in left[:most]]

    def _outs(self, items: Sequence[_Item]) -> Iterator[tuple[Place, Out]]:
        raws = [raw for place, raw in items if place[1] == OWN]
        own = iter(self.feed.outs(raws, self.context) if raws else [])
        echoed = self._echoed([place for place, _raw in items if place[1] == _ECHO])
        for place, _raw in items:
            if place[1] == OWN:
                yield place, next(own)
            else:
                yield place, echoed.get(place[2], Out())

    def _echoed(self, places: list[Place]) -> dict[str, Out]:
        """Return what hangs on use cases whose audience changed: rows again, or tombstones."""
        if not places:
            return {}
        cases = {UUID(case) for _at, _branch, case in places}
        seen = set(self.reader.cases().filter(pk__in=cases).values_list("pk", flat=True))
        found = self._again({UUID(case): at for at, _branch, case in places if UUID(case) in seen})
        left = once_seen(self.reader, cases - seen)
        if left:
            found |= self.feed.left(set(left), self.context)
        return {str(case): out for case, out in found.items()}

    def _again(self, cases: dict[UUID, datetime]) -> dict[UUID, Out]:
        """Return what hangs on these, as far as it was sent before or is older than what is held:
        the rest comes by itself.
        """
        held = self.cursor.held or BEGINNING
        limits: dict[datetime, list[UUID]] = {held: [], self.cursor.after[0]: []}
        for case, at in cases.items():
            limits[held if at <= self._began else self.cursor.after[0]].append(case)
        found: dict[UUID, Out] = {}
        for limit, some in limits.items():
            if some:
                found |= self.feed.hanging_on(some, limit, self.context)
        return found

    def _cells(self, place: Place, out: Out) -> Iterator[Cells]:
        yield from out.rows
        at = spoken(place[0])
        blank = (None,) * (len(self.feed.fields) - 3)
        for key in out.gone:
            yield (key, *blank, at, at)
