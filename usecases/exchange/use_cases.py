"""Use cases from a file: every row checked before any is written, then all of them or none."""

from collections.abc import Generator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from usecases.audit import writing
from usecases.exchange.sheet_columns import header_of
from usecases.exchange.sheet_faults import RowFault, WrongSheet, fault
from usecases.exchange.sheet_lines import SheetFile
from usecases.exchange.sheet_reading import read_sheet
from usecases.exchange.use_cases_columns import COLUMNS
from usecases.exchange.use_cases_known import look_up
from usecases.exchange.use_cases_rows import Checker, Planned
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.actions import Action
from usecases.workflow.errors import Refused
from usecases.workflow.fetch import require
from usecases.workflow.record import Told, record
from usecases.workflow.take_in import announce, take_in


@dataclass(frozen=True)
class Checked:
    """What a file asks for, row by row; with any fault nothing of it is written."""

    rows: tuple[Planned, ...] = ()
    whole: tuple[RowFault, ...] = ()

    @property
    def faults(self) -> list[RowFault]:
        """Everything that is wrong, in the order of the rows."""
        return [*self.whole, *(each for row in self.rows for each in row.faults)]

    @property
    def new(self) -> list[Planned]:
        """The rows to be written."""
        return [row for row in self.rows if row.write]

    @property
    def there(self) -> list[Planned]:
        """The rows that an earlier import has written."""
        return [row for row in self.rows if row.there]


@dataclass(frozen=True)
class Written:
    """How far the writing is: how many of how many rows, and the last use case."""

    done: int
    total: int
    case: UseCase


def check(file: SheetFile, *, by: Person) -> Checked:
    """Return what a file asks for; a question that writes nothing."""
    require(by, Action.IMPORT)
    try:
        rows = read_sheet(file.name, file.data, header_of(COLUMNS, record=file.record))
    except WrongSheet as refusal:
        return Checked(whole=refusal.faults)
    checker = Checker(look_up(by), by, record=file.record)
    return Checked(tuple(checker.planned(row) for row in rows))


def write(file: SheetFile, *, by: Person) -> Generator[Written, None, None]:
    """Check again under the writer's lock, then write row by row; all stands once it has ended.

    Whoever stops listening before the end has written nothing.
    """
    with writing(by=by, reason=_("Import of %(file)s") % {"file": file.name}):
        checked = check(file, by=by)
        if checked.faults:
            raise WrongSheet(checked.faults)
        faults: list[RowFault] = []
        drafts: list[UseCase] = []
        for number, row in enumerate(checked.new, 1):
            try:
                case = _write(row, by)
            except Refused as refusal:
                faults += _of_refusal(row, refusal)
                continue
            if not file.record:
                drafts.append(case)
            yield Written(number, len(checked.new), case)
        if faults:
            raise WrongSheet(faults)
        announce(drafts, by=by)


def _write(row: Planned, by: Person) -> UseCase:
    if row.write is None:
        raise RuntimeError("A row that is there already is not written again.")
    if isinstance(row.write, Told):
        return record(row.write, by=by)
    return take_in(row.write, by=by)


def _of_refusal(row: Planned, refusal: Refused) -> list[RowFault]:
    return [fault(row.row, each.field, each.code, each.text) for each in refusal.faults]
