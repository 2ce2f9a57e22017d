"""What a column of a file holds."""

from dataclasses import dataclass

from django.utils.functional import Promise

Text = Promise | str


@dataclass(frozen=True)
class Column:
    """One column: its name, what it holds, whether every row needs it, an example."""

    name: str
    about: Text
    required: bool = False
    recorded: bool = False  # for what is recorded after the fact only
    example: str = ""


@dataclass(frozen=True)
class Header:
    """The columns that a file may have, those it needs, those that are for the past only."""

    allowed: frozenset[str]
    needed: tuple[str, ...]
    recorded: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """Every name that is known."""
        return self.allowed | self.recorded


def header_of(columns: tuple[Column, ...], *, record: bool = True) -> Header:
    """Return what the header of a file must be."""
    mine = [column for column in columns if record or not column.recorded]
    return Header(
        frozenset(column.name for column in mine),
        tuple(column.name for column in mine if column.required),
        frozenset(column.name for column in columns) - {column.name for column in mine},
    )
