"""What a report is: who may ask, what it takes, how it is answered, alone or beside another."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from django.utils.functional import Promise

from usecases.models.person import Person
from usecases.reporting.comparing import AGAINST, NOT_COMPARED, side_by_side, split, together
from usecases.reporting.reading import read
from usecases.reporting.scope import COHORT, PERIOD, TIMES, Scope
from usecases.reporting.senseless import refuse_senseless
from usecases.reporting.stored import stored
from usecases.reporting.table import Column, Row, Table
from usecases.rules.permissions import may
from usecases.selection.errors import BadParameters
from usecases.selection.strict import Params
from usecases.vocabulary.actions import Action

T = TypeVar("T")
# What selects the same records today and tomorrow.
_TIMELESS = {
    *(*TIMES, *PERIOD, "by", "programme", "phase", "stage", "reached", "decision", "basis"),
    *("institution", "sector", "kind", "authority"),
    *("category", "technique", "partner", "reference"),
}
Rows = Callable[[Scope], tuple[list[Row], Row | None]]


@dataclass(frozen=True)
class Report:
    """One report. A public one is answered to outsiders from what is published."""

    name: str
    title: Promise
    definition: Promise
    public: bool
    takes: tuple[str, ...]
    columns: Callable[[Scope], tuple[Column, ...]]
    rows: Rows
    counted: str = COHORT
    compared: bool = False
    # What is compared line by line unless it is asked by something else; what else tells lines.
    lines: str = ""
    keys: tuple[str, ...] = ()
    # Whether its figures change as time goes by, with nothing written.
    clocked: bool = True

    @property
    def parameters(self) -> frozenset[str]:
        """The names of the parameters that `run` takes."""
        own = {*self.takes, *TIMES}
        others = own - set(NOT_COMPARED) if self.compared else set()
        return frozenset(own | {f"{AGAINST}{name}" for name in others})

    def open_to(self, person: Person) -> bool:
        """Whether this person is answered."""
        return self.public or may(person, Action.READ_REPORTS)

    def scope(self, person: Person, params: Params) -> Scope:
        """Return the scope that the parameters name."""
        refuse_senseless(self.name, params)
        return read(person, params, self.takes, self.counted)

    def run(self, person: Person, params: Params) -> Table:
        """Return the figures in the scope that the parameters name, or of two side by side."""
        return self.stored(person, params, "table", lambda: self._run(person, params))

    def stored(self, person: Person, params: Params, form: str, make: Callable[[], T]) -> T:
        """Return a form of the answer from the store, or made now."""
        asked = [form, self.name, {name: list(values) for name, values in params.items()}]
        narrowed = {name.removeprefix(AGAINST) for name in params} - _TIMELESS
        return stored(person, asked, make, clocked=self.clocked or bool(narrowed))

    def _run(self, person: Person, params: Params) -> Table:
        if not (self.compared and any(name.startswith(AGAINST) for name in params)):
            return self._table(self.scope(person, params))
        lines = {"by": [self.lines]} if self.lines else {}
        own, other = ({**lines, **each} for each in split(params))
        scopes = together((self.scope(person, own), self._other(person, other)), self.keys)
        this, against = (self._table(scope) for scope in scopes)
        return side_by_side(this, against, scopes, self.keys)

    def _other(self, person: Person, params: Params) -> Scope:
        """Return the other scope; what is wrong with it is told by the names that it was given."""
        try:
            return self.scope(person, params)
        except BadParameters as refusal:
            faults = (replace(each, field=f"{AGAINST}{each.field}") for each in refusal.faults)
            raise BadParameters(*faults) from refusal

    def _table(self, scope: Scope) -> Table:
        columns = self.columns(scope)
        rows, total = self.rows(scope)
        named = {name: values for name, values in scope.params.items() if name not in TIMES}
        times = scope.times
        whole = None if scope.mixed else total
        return Table(self.name, named, times.as_at, times.known_at, columns, rows, whole)
