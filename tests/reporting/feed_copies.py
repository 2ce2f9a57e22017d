"""Copies of feeds as a reporting tool keeps them: pulled once in full, then only what changed."""

from collections.abc import Iterable

from usecases.models.person import Person
from usecases.reporting.feeds import FEEDS
from usecases.reporting.feeds_cursor import Cursor, read
from usecases.reporting.feeds_outs import Cells
from usecases.reporting.feeds_pull import FullPullDue, Page, Pull, Start
from usecases.reporting.feeds_reader import reader_of

# The days never change; they have tests of their own.
NAMES = tuple(name for name in FEEDS if name != "dates")
Rows = dict[str, Cells]


class Copy:
    """One feed as somebody holds it."""

    def __init__(self, name: str, person: Person) -> None:
        self.feed, self.person = FEEDS[name], person
        self.rows: Rows = {}
        self.cursor: Cursor | Start = Start()
        self.full_pulls = 1

    def page(self, size: int = 3) -> Page:
        """Pull one page, as a program would: with the text of the cursor that it was given."""
        try:
            page = self._take(size)
        except FullPullDue:
            self.full_pulls += 1
            self.rows, self.cursor = {}, Start()
            page = self._take(size)
        cursor = read(page.cursor.text())
        assert cursor == page.cursor
        self.cursor = cursor
        self.heed(page.rows)
        return page

    def heed(self, rows: Iterable[Cells]) -> None:
        """Write rows over those with the same id, and drop what is gone."""
        for row in rows:
            if row[-1] is None:
                self.rows[str(row[0])] = row
            else:
                assert (row[-1], set(row[1:-2])) == (row[-2], {None})
                self.rows.pop(str(row[0]), None)

    def catch_up(self, size: int = 3) -> Rows:
        """Pull until nothing is left."""
        while self.page(size).more:
            pass
        return self.rows

    def _take(self, size: int) -> Page:
        return Pull(self.feed, reader_of(self.person), self.cursor).take(size)


def full(name: str, person: Person) -> Rows:
    """Return a feed pulled afresh and in one go; nothing comes twice, nothing is taken back."""
    pull = Pull(FEEDS[name], reader_of(person), Start())
    rows = [row for part in pull.everything(1_000) for row in part]
    assert len({row[0] for row in rows}) == len(rows), name
    assert all(row[-1] is None for row in rows), name
    stamps = [str(row[-2]) for row in rows]
    assert stamps == sorted(stamps), name
    return {str(row[0]): row for row in rows}


def ids(name: str, person: Person) -> set[str]:
    """Return which rows somebody is given."""
    return set(full(name, person))


def copies(person: Person) -> dict[str, Copy]:
    """Return copies of all feeds, as they stand."""
    found = {name: Copy(name, person) for name in NAMES}
    for each in found.values():
        each.catch_up(1_000)
    return found


def differing(held: dict[str, Copy]) -> list[str]:
    """Name every feed whose copy, brought up to date, is not what a full pull gives."""
    return [name for name, copy in held.items() if copy.catch_up() != full(name, copy.person)]
