"""What a report is asked about: whose records, which phases, at which moments, narrowed by what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from usecases.models.person import ANONYMOUS, Person
from usecases.reporting.table import Records
from usecases.rules.missing import Missing
from usecases.rules.permissions import may
from usecases.selection.errors import BadParameters
from usecases.selection.filters import read_moment
from usecases.selection.history import Times
from usecases.selection.phaseorder import PhaseInfo, published_phases, recorded_phases
from usecases.selection.public import PUBLIC
from usecases.selection.strict import Params, one, refuse_unknown
from usecases.selection.subjects import SUBJECTS
from usecases.vocabulary.actions import Action

TIMES = ("as_at", "known_at")


@dataclass(frozen=True)
class Scope:
    """Read from parameters; selects and addresses what the figures of a report count.

    Whoever may not read reports gets them counted from what is published.
    """

    person: Person
    params: dict[str, list[str]]
    times: Times
    every_phase: list[PhaseInfo] = field(default_factory=list)

    @property
    def public(self) -> bool:
        """Whether figures are counted from what is published."""
        return not may(self.person, Action.READ_REPORTS)

    def value(self, name: str) -> str | None:
        """Return the only value of a parameter."""
        return one(self.params, name)

    def phases(self) -> list[PhaseInfo]:
        """Return the phases in scope, in order."""
        codes, programmes = self.params.get("phase"), self.params.get("programme")
        return [
            phase
            for phase in self.every_phase
            if (not codes or phase.code in codes)
            and (not programmes or phase.programme in programmes)
        ]

    def timeless(self) -> "Scope":
        """Return the same scope without its moments, which are applied elsewhere."""
        params = {name: each for name, each in self.params.items() if name not in TIMES}
        return replace(self, params=params, times=Times())

    @property
    def mixed(self) -> bool:
        """Whether invented and real programmes stand side by side: they are never added up."""
        return len({phase.invented for phase in self.phases()}) > 1

    def refuse_mixed(self) -> None:
        """Refuse to count invented and real programmes together."""
        if self.mixed:
            text = _("Name a programme: invented and real ones are never counted together.")
            raise BadParameters(Missing("programme", "mixed", text))

    def select(self, subject: str, **narrowed: str | Sequence[str]) -> QuerySet[Any]:
        """Return the rows of a subject in scope, narrowed further."""
        return self.follow(self.records(subject, **narrowed))

    def follow(self, records: Records) -> QuerySet[Any]:
        """Return the rows that an address would list."""
        params: dict[str, list[str]] = {}
        for name, value in records.params:
            params.setdefault(name, []).append(value)
        if self.public:
            return PUBLIC[records.subject].select(params)
        return SUBJECTS[records.subject].select(self.person, params)

    def records(self, subject: str, **narrowed: str | Sequence[str]) -> Records:
        """Return the selection of a subject in scope, narrowed further, as parameters."""
        known = PUBLIC[subject].parameters if self.public else SUBJECTS[subject].parameters
        wide = {name: values for name, values in self.params.items() if name in known}
        for name, value in narrowed.items():
            wide[name] = [value] if isinstance(value, str) else list(value)
        if self.public:
            wide["published"] = ["true"]
        pairs = [(name, value) for name in sorted(wide) for value in wide[name]]
        return Records(subject, tuple(pairs))


def read(person: Person, params: Params, known: Iterable[str]) -> Scope:
    """Return the scope that the parameters name; what is unknown is refused by name."""
    refuse_unknown(params, {*known, *TIMES})
    private = may(person, Action.READ_REPORTS)
    reader = replace(person, scopes=None) if private else ANONYMOUS  # counts what it may not list
    phases = recorded_phases(person) if private else published_phases()
    plain = {name: list(values) for name, values in params.items()}
    scope = Scope(reader, plain, Times(*(_moment(params, name) for name in TIMES)), phases)
    _refuse_unknown_values(scope)
    return scope


def _moment(params: Params, name: str) -> Any:
    text = one(params, name)
    moment = read_moment(text) if text else None
    if text and moment is None:
        fault = _("Give a date or a moment as in ISO 8601.")
        raise BadParameters(Missing(name, "invalid", fault))
    return moment


def _refuse_unknown_values(scope: Scope) -> None:
    """Let the list of use cases, or of institutions, refuse values that name nothing."""
    for subject in ("use-cases", "institutions"):
        scope.select(subject)
