"""A sheet as lines of text cells, whatever file it came from, and how much of it is taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from usecases.exchange.sheet_faults import WrongSheet, wrong

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_CHARACTERS = 20_000  # of one cell


@dataclass(frozen=True)
class SheetFile:
    """A file as it was handed in, and whether it tells of the past."""

    name: str
    data: bytes
    record: bool = False


@dataclass(frozen=True)
class SheetLine:
    """One line: its number as a spreadsheet shows it, its cells, and what is no value in it."""

    number: int
    cells: Sequence[str]
    wrong: Mapping[int, str] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.wrong and not any(cell.strip() for cell in self.cells)


def too_many_rows() -> WrongSheet:
    """Return the refusal of a file that is too long."""
    text = _("The file has more than %(most)d rows. Divide it.") % {"most": MOST_ROWS}
    return wrong("too-many-rows", text)


def too_many_columns() -> WrongSheet:
    """Return the refusal of a file that is too wide."""
    text = _("The file has more than %(most)d columns.") % {"most": MOST_COLUMNS}
    return wrong("too-many-columns", text, row=1)
