"""What a phase report consists of when it is read: one document, from which page and paper come."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.functional import Promise

from usecases.charts.chart import Chart

Text = Promise | str


@dataclass(frozen=True)
class Links:
    """Where figures and records lead: given by whoever shows them; from a paper, nowhere."""

    figure: Callable[[str, list[list[str]]], str] = lambda _subject, _params: ""
    record: Callable[[str, str], str] = lambda _subject, _key: ""


@dataclass(frozen=True)
class Cell:
    """A figure or words, and where its records are."""

    text: str
    url: str = ""
    number: bool = False
    withheld: bool = False


@dataclass(frozen=True)
class Table:
    """A table: the first cell of each row is its head."""

    name: str
    title: Text
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: Text = ""


@dataclass(frozen=True)
class Entry:
    """One record of a list, told in a few lines."""

    title: str
    text: str = ""
    facts: str = ""
    url: str = ""
    chinese: str = ""


@dataclass(frozen=True)
class Group:
    """Entries that belong together under a heading."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Note:
    """A sentence that is made, not written: what is not there, and why."""

    text: Text


Block = Table | Chart | Group | Note


@dataclass(frozen=True)
class Section:
    """One section: what an officer wrote, then what is made from records."""

    code: str
    number: int
    title: Text
    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """The whole report."""

    title: str
    subtitle: str
    chinese: str
    language: str
    invented: bool
    facts: tuple[tuple[Text, str], ...]
    sections: tuple[Section, ...] = field(default=())
