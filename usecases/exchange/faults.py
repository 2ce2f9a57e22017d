"""What is wrong with a file, said so that it can be found: file, line, column."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from usecases.workflow.errors import Refused


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in one place; line 1 is the header, no line is the whole file."""

    file: str
    line: int
    column: str
    text: str

    def __str__(self) -> str:
        place = [self.file]
        if self.line:
            place.append(_("line %(line)d") % {"line": self.line})
        if self.column:
            place.append(_("column %(column)s") % {"column": self.column})
        return f"{', '.join(place)}: {self.text}"


class WrongFile(Exception):  # noqa: N818  # an answer about a file, not a failure
    """Files that were not taken; nothing was written."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class WrongCell(Exception):  # noqa: N818  # an answer about a cell, not a failure
    """A cell that cannot be read or taken."""

    def __init__(self, column: str, text: Promise | str) -> None:
        self.column, self.text = column, str(text)
        super().__init__(self.text)


def of_refusal(file: str, line: int, columns: Iterable[str], refusal: Refused) -> list[Fault]:
    """Return the faults that a verb found in a row, each with its column where it has one."""
    known = set(columns)
    return [
        Fault(file, line, fault.field if fault.field in known else "", str(fault.text))
        for fault in refusal.faults
    ]
