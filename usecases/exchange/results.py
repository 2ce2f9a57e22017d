"""Results from a file: every row checked before any is written, then all of them or none."""

from collections.abc import Generator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from usecases.audit import writing
from usecases.audit.context import clock
from usecases.exchange.results_columns import MOST_RESULTS, columns_of
from usecases.exchange.results_known import look_up
from usecases.exchange.results_rows import Checker, Planned
from usecases.exchange.sheet_columns import header_of
from usecases.exchange.sheet_faults import RowFault, WrongSheet, fault, wrong
from usecases.exchange.sheet_lines import SheetFile
from usecases.exchange.sheet_reading import read_sheet
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.workflow.errors import Refused
from usecases.workflow.measure import write_result


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
        """The rows that were measured and written before."""
        return [row for row in self.rows if row.there]


@dataclass(frozen=True)
class Written:
    """How far the writing is."""

    done: int
    total: int


def check(file: SheetFile, *, by: Person, case: UseCase | None = None) -> Checked:
    """Return what a file asks for, of one use case or of several; a question that writes nothing.

    Who may write results of which case, each row is told as any other door tells it.
    """
    try:
        rows = read_sheet(file.name, file.data, header_of(columns_of(one_case=case is not None)))
        if len(rows) > MOST_RESULTS:
            text = _("The file has more than %(most)d rows. Divide it.") % {"most": MOST_RESULTS}
            raise wrong("too-many-rows", text)
    except WrongSheet as refusal:
        return Checked(whole=refusal.faults)
    known = look_up(by, {row.cells.get("use_case", "") for row in rows}, case)
    checker = Checker(known, by, case, clock())
    return Checked(tuple(checker.planned(row) for row in rows))


def write(
    file: SheetFile, *, by: Person, case: UseCase | None = None
) -> Generator[Written, None, None]:
    """Check again under the writer's lock, then write row by row; all stands once it has ended.

    Whoever stops listening before the end has written nothing.
    """
    told = _("Import of %(file)s") % {"file": file.name}
    with writing(by=by):
        checked = check(file, by=by, case=case)
        if checked.faults:
            raise WrongSheet(checked.faults)
        faults: list[RowFault] = []
        for number, row in enumerate(checked.new, 1):
            try:
                _write(row, by, told)
            except Refused as refusal:
                faults += [fault(row.row, each.field, each.code, each.text)
                           for each in refusal.faults]  # fmt: skip
                continue
            yield Written(number, len(checked.new))
        if faults:
            raise WrongSheet(faults)


def _write(row: Planned, by: Person, told: str) -> None:
    if row.write is None:
        raise RuntimeError("A row that is there already is not written again.")
    write_result(row.write.cycle, fields=row.write.fields, by=by, reason=row.write.reason or told)
