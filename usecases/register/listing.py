"""What a list of the register is: its words, its filters, its order, its columns."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from usecases.register.cells import Column
from usecases.register.columns import COLUMNS
from usecases.register.words import Words


@dataclass(frozen=True)
class Filter:
    """A filter that is offered: from which column its values come, and what they are called.

    Without a column every published phase or programme is offered.
    """

    name: str
    label: Promise
    column: str = ""
    said: Callable[[str, Words], str] | None = None

    def word(self, code: str, words: Words) -> str:
        """Return what a value is called."""
        return self.said(code, words) if self.said else words.said(self.name, code)


@dataclass(frozen=True)
class Listing:
    """A list of the register."""

    name: str
    title: Promise
    lead: Promise
    one: Promise
    many: Promise
    filters: tuple[Filter, ...]
    empty: Promise
    order: tuple[str, ...] = ("sort", "id")
    owner: str = ""  # of a list of firms: the column by which they took part
    template: str = "register/list.html"

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of its table and of its file."""
        return COLUMNS[self.name]
