"""Rows as results to be written: checked one by one, by the rule of every other door."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from usecases.exchange.results_cells import fields_of, part_of
from usecases.exchange.results_columns import COLUMNS
from usecases.exchange.results_known import Key, Known, When, key_of
from usecases.exchange.sheet_cells import Cells
from usecases.exchange.sheet_faults import RowFault
from usecases.exchange.sheet_reading import SheetRow
from usecases.models.person import Person
from usecases.models.results import Cycle, Result
from usecases.models.usecases import UseCase
from usecases.text.measures import measured_text
from usecases.workflow.errors import Refused
from usecases.workflow.held import measured_case
from usecases.workflow.weigh import AFTER, Scale, scale_of, weigh

EXAMPLE = "Example: delete this row"
_PLACES = {column.name: place for place, column in enumerate(COLUMNS)}
# A fault of something that a file has no column for stands at the column that led to it.
_COLUMN_OF = {"target": "metric", "precision": "happened_on"}
# What is so today and was not when the row was imported.
_SINCE = frozenset({("final", "twice"), ("reason", "required")})


@dataclass(frozen=True)
class Writes:
    """What is handed to the verb."""

    cycle: Cycle
    fields: dict[str, Any]
    reason: str


@dataclass(frozen=True)
class Planned:
    """What a row asks for: a result to be written, unless it is there."""

    row: int
    use_case: str
    cycle: str
    metric: str
    measured: str
    final: bool
    faults: tuple[RowFault, ...] = ()
    there: bool = False
    write: Writes | None = None


class Checker:
    """Reads row after row; remembers those before, as they will stand when a row is written."""

    def __init__(self, known: Known, by: Person, case: UseCase | None, at: datetime) -> None:
        self._known, self._by, self._case, self._at = known, by, case, at
        self._scales: dict[UUID, Scale | Refused] = {}
        self._before: dict[Key, int] = {}

    def planned(self, row: SheetRow) -> Planned:
        """Return what a row asks for, with everything that is wrong with it."""
        cells = Cells(row)
        case = self._use_case(cells)
        scale = self._scale(cells, case) if case else None
        cells.required("cycle")
        cycle = part_of(cells, "cycle", self._known.cycles, case)
        fields, when = fields_of(cells, self._known, case)
        reason, there, shown = cells.text("reason"), False, ""
        if scale is not None:
            place = cycle or Cycle(use_case=scale.case, number=0)
            result, wrong = weigh(scale, place, fields, reason=reason, at=self._at)
            there = self._compare(cells, result, when) if cycle and not cells.faults else False
            self._add(cells, [w for w in wrong if not (there and (w.field, w.code) in _SINCE)])
            shown = _shown(result, fields)
            if result.final and result.target_id and not there:
                finals = scale.finals | {result.target_id}
                self._scales[scale.case.pk] = replace(scale, finals=finals)
        faults = tuple(sorted(cells.faults, key=lambda each: _PLACES.get(each.column, -1)))
        write = Writes(cycle, fields, reason) if cycle and not faults and not there else None
        return Planned(
            row=row.number,
            use_case=case.reference if case else cells.text("use_case"),
            cycle=cells.text("cycle"),
            metric=fields["metric"].label if fields["metric"] else cells.text("metric"),
            measured=shown or cells.text("value"),
            final=bool(fields["final"]),
            faults=faults,
            there=there and not faults,
            write=write,
        )

    def _use_case(self, cells: Cells) -> UseCase | None:
        """Return the case that a row names; where only one is meant, it names that one or none."""
        if cells.text("use_case") == EXAMPLE:
            text = _("This is the example of the template. Delete the row.")
            cells.fault("use_case", "example", text)
            return None
        if self._case is None:
            cells.required("use_case")
            return cells.one("use_case", self._known.cases)
        if cells.text("use_case") and not self._known.cases.get(cells.text("use_case")):
            text = _("Results of %(reference)s only are imported here.")
            cells.fault("use_case", "other-case", text % {"reference": self._case.reference})
            return None
        return next(iter(self._known.cases.things()), None)

    def _scale(self, cells: Cells, case: UseCase) -> Scale | None:
        """Return what results of a case are weighed against, if this person may write any."""
        if case.pk not in self._scales:
            try:
                self._scales[case.pk] = scale_of(measured_case(case, self._by, AFTER))
            except Refused as refusal:
                self._scales[case.pk] = refusal
        scale = self._scales[case.pk]
        if isinstance(scale, Refused):
            cells.fault("use_case", scale.code, str(scale))
            return None
        return scale

    def _compare(self, cells: Cells, result: Result, when: When) -> bool:
        """Say whether a result is there already; refuse one that an earlier row tells too."""
        key = key_of(result, when)
        earlier = self._before.setdefault(key, cells.number)
        if earlier != cells.number:
            text = _("Row %(row)d tells the same result.") % {"row": earlier}
            cells.fault("value", "repeated", text)
            return False
        if key not in self._known.there:
            return False
        if result.final and not self._known.there[key]:
            text = _("This result is there already, and is not final: mark it so on its page.")
            cells.fault("final", "exists", text)
            return False
        return True

    @staticmethod
    def _add(cells: Cells, wrong: list[Any]) -> None:
        """Add what the rule finds, to what could be read."""
        unread = {each.column for each in cells.faults}
        for each in wrong:
            column = _COLUMN_OF.get(each.field, each.field)
            if column not in unread:
                cells.fault(column if column in _PLACES else "", each.code, each.text)


def _shown(result: Result, fields: dict[str, Any]) -> str:
    """Return what was measured in words, as far as it can be read."""
    if fields["metric"] is None or fields["value"] is None:
        return ""
    return measured_text(result.operator, result.value, result.upper, result.metric.unit)
