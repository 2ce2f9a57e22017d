"""Rows of feeds as JSON, NDJSON and CSV: quickly, a part at a time."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from usecases.reporting.feeds_feed import Feed
from usecases.reporting.feeds_fields import Kind
from usecases.reporting.feeds_outs import Cells
from usecases.text.cells import harmless

_TOMBSTONE = ("id", "updated_at", "deleted_at")
_YES_NO = {True: "true", False: "false", None: ""}

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=float).encode


def json_rows(feed: Feed, rows: Iterable[Cells]) -> Iterator[str]:
    """Return each row as a JSON object; of a tombstone no more than it has.

    Decimals are numbers: none has more digits than such a number holds exactly.
    """
    head = feed.head
    for row in rows:
        if row[-1] is None:
            yield _dump(dict(zip(head, row, strict=True)))
        else:
            yield _dump(dict(zip(_TOMBSTONE, (row[0], row[-2], row[-1]), strict=True)))


def ndjson(feed: Feed, parts: Iterable[Sequence[Cells]]) -> Iterator[str]:
    """Return one JSON object a line, many lines at a time."""
    for rows in parts:
        if rows:
            yield "\n".join(json_rows(feed, rows)) + "\n"


def whole_json(feed: Feed, parts: Iterable[Sequence[Cells]]) -> Iterator[str]:
    """Return everything as one page."""
    yield '{"results":['
    between = ""
    for rows in parts:
        if rows:
            yield between + ",\n".join(json_rows(feed, rows))
            between = ",\n"
    yield '],"next":null}\n'


class _Lines:
    """A file that keeps the lines written to it until they are taken."""

    def __init__(self) -> None:
        self.held: list[str] = []
        self.write: Callable[[str], Any] = self.held.append

    def take(self) -> str:
        """Return what was written since, as one text."""
        text = "".join(self.held)
        self.held.clear()
        return text


def csv_text(feed: Feed, parts: Iterable[Sequence[Cells]]) -> Iterator[str]:
    """Return a CSV with a line of names; what a spreadsheet would run is made harmless."""
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(feed.head)
    texts = [at for at, each in enumerate(feed.fields) if each.kind == Kind.TEXT]
    marks = [at for at, each in enumerate(feed.fields) if each.kind == Kind.BOOLEAN]
    exact = [at for at, each in enumerate(feed.fields) if each.kind == Kind.DECIMAL]
    yield lines.take()
    for rows in parts:
        writer.writerows(_plain(row, texts, marks, exact) for row in rows)
        if rows:
            yield lines.take()


def _plain(row: Cells, texts: list[int], marks: list[int], exact: list[int]) -> list[Any]:
    cells: list[Any] = list(row)
    for at in texts:
        if cells[at]:
            cells[at] = harmless(cells[at])
    for at in marks:
        cells[at] = _YES_NO[cells[at]]
    for at in exact:
        if isinstance(cells[at], Decimal):
            cells[at] = format(cells[at], "f")
    return cells
