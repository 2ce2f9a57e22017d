"""Rows as use cases to be written: checked one by one against what was looked up for all."""

from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from usecases.exchange.sheet_cells import Cells
from usecases.exchange.sheet_faults import RowFault
from usecases.exchange.sheet_reading import SheetRow
from usecases.exchange.use_cases_columns import COLUMNS
from usecases.exchange.use_cases_fields import own
from usecases.exchange.use_cases_known import Key, Known, title_key
from usecases.exchange.use_cases_recorded import Common, told_of
from usecases.exchange.use_cases_sameness import fingerprint
from usecases.models.institutions import Institution
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.rules.answers import too_long
from usecases.rules.permissions import may, on_case
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import WORDS
from usecases.vocabulary.sections import BANK_FIELDS
from usecases.workflow.record import Told
from usecases.workflow.take_in import Prepared, takes_drafts

_PLACES = {column.name: place for place, column in enumerate(COLUMNS)}
EXAMPLE = "Example: delete this row"
# What is so today and was not when the row was imported.
_SINCE = frozenset({"closed", "inactive"})


@dataclass(frozen=True)
class Planned:
    """What a row asks for: a draft to prepare or a use case to record, unless it is there."""

    row: int
    phase: str
    institution: str
    title: str
    stage: str = ""
    faults: tuple[RowFault, ...] = ()
    there: bool = False
    write: Prepared | Told | None = None


class Checker:
    """Reads row after row; remembers those before, so that no two are the same."""

    def __init__(self, known: Known, by: Person, *, record: bool) -> None:
        self._known, self._by, self._record = known, by, record
        self._before: dict[Key, int] = {}

    def planned(self, row: SheetRow) -> Planned:
        """Return what a row asks for, with everything that is wrong with it."""
        cells = Cells(row)
        phase, institution = self._phase(cells), self._institution(cells)
        title = self._title(cells)
        if phase and institution:
            self._check_authority(cells, phase, institution)
        partners = cells.many("partners", self._known.partners)
        common = Common(phase, institution, self._fields(cells, title), partners)
        write = self._told(cells, common) if self._record else self._draft(cells, common)
        there = self._compare(cells, write)
        faults = [] if there and _only_now(cells.faults) else sorted(cells.faults, key=_place)
        return Planned(
            row=row.number,
            phase=phase.code if phase else cells.text("phase"),
            institution=institution.short_name if institution else cells.text("institution"),
            title=title,
            stage=write.stages[-1].stage if isinstance(write, Told) else cells.text("stage"),
            faults=tuple(faults),
            there=there and not faults,
            write=None if faults or there else write,
        )

    def _phase(self, cells: Cells) -> Phase | None:
        cells.required("phase")
        phase = cells.one("phase", self._known.phases)
        if phase and not self._record and not takes_drafts(phase):
            text = _("This phase takes no submissions any more: nobody could hand the draft in.")
            cells.fault("phase", "closed", text)
        return phase

    def _institution(self, cells: Cells) -> Institution | None:
        cells.required("institution")
        institution = cells.one("institution", self._known.institutions)
        if institution and not self._record and not institution.active:
            cells.fault("institution", "inactive", _("This institution is no longer active."))
        return institution

    def _title(self, cells: Cells) -> str:
        title = cells.required("title")
        if title == EXAMPLE:
            cells.fault(
                "title", "example", _("This is the example of the template. Delete the row.")
            )
        return title

    def _check_authority(self, cells: Cells, phase: Phase, institution: Institution) -> None:
        """An officer of one authority brings in nothing for another's institutions."""
        case = UseCase(phase=phase, institution=institution)
        if not may(on_case(self._by, case), Action.RECORD if self._record else Action.IMPORT):
            text = _("Use cases of this institution belong to another authority than yours.")
            cells.fault("institution", "not-allowed", text)

    def _fields(self, cells: Cells, title: str) -> dict[str, Any]:
        """Return the bank's fields, each as its column of the database would take it."""
        fields = {name: own(cells, name) for name in BANK_FIELDS if name != "own_category"}
        case = UseCase(**fields)
        plain = {name for name, value in fields.items() if value not in (None, "")}
        try:
            case.clean_fields(exclude={field.name for field in UseCase._meta.fields} - plain)
        except ValidationError as error:
            for name, texts in error.message_dict.items():
                for text in texts:
                    cells.fault(name, "invalid", text)
        for name in WORDS:
            if long := too_long(name, fields[name]):
                cells.fault(name, long.code, long.text)
        return {**fields, "title": title}

    def _draft(self, cells: Cells, common: Common) -> Prepared | None:
        category = cells.one("category", self._known.categories)
        if common.phase is None or common.institution is None:
            return None
        fields = {**common.fields, "own_category": category}
        prepared = Prepared(common.phase, common.institution, fields, common.partners)
        return replace(prepared, imported_as=fingerprint(prepared))

    def _told(self, cells: Cells, common: Common) -> Told | None:
        told = told_of(cells, self._known, common)
        return replace(told, imported_as=fingerprint(told)) if told else None

    def _compare(self, cells: Cells, write: Prepared | Told | None) -> bool:
        """Say of a row whether it was imported before; refuse one that is another in disguise."""
        if write is None or not cells.text("title"):
            return False
        key = title_key(write.phase, write.institution, cells.text("title"))
        earlier = self._before.setdefault(key, cells.number)
        if earlier != cells.number:
            text = _("Row %(row)d is the same use case: same phase, institution and title.")
            cells.fault("title", "repeated", text % {"row": earlier})
        elif write.imported_as in self._known.imported:
            return True
        elif reference := self._known.titles.get(key):
            text = _("%(reference)s has this title and other content. Change it in the console.")
            cells.fault("title", "exists", text % {"reference": reference})
        elif key in self._known.drafted:
            text = _("An earlier import made a draft of this title; it is the bank's own since.")
            cells.fault("title", "drafted", text)
        return False


def _only_now(faults: list[RowFault]) -> bool:
    """Whether a row that was imported before would be refused for what changed since alone."""
    return all(each.code in _SINCE for each in faults)


def _place(fault: RowFault) -> int:
    """Return where a column stands in the table of columns; the row as a whole comes first."""
    return _PLACES.get(fault.column, -1)
