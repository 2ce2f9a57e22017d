"""What is wrong with a file of use cases: row, column, what stands there, and why not."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

_SHOWN = 80


@dataclass(frozen=True)
class RowFault:
    """One thing that is wrong in one cell; row 1 is the header, row 0 the whole file."""

    row: int
    column: str
    code: str
    text: str
    value: str = ""


class WrongSheet(Exception):  # noqa: N818  # an answer about a file, not a failure
    """A file of use cases that was not taken; nothing was written."""

    def __init__(self, faults: Iterable[RowFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.text for fault in self.faults))


def fault(row: int, column: str, code: str, text: Promise | str, value: str = "") -> RowFault:
    """Return a fault, with no more of the value than can be read at a glance."""
    shown = value if len(value) <= _SHOWN else f"{value[: _SHOWN - 1]}…"
    return RowFault(row, column, code, str(text), shown)


def wrong(code: str, text: Promise | str, *, row: int = 0, column: str = "") -> WrongSheet:
    """Return the refusal of a whole file."""
    return WrongSheet([fault(row, column, code, text)])
