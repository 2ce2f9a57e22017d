"""What a report is asked about: whose records, which phases, at which moments, narrowed by what."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from usecases.models.person import Person
from usecases.reporting.table import Records
from usecases.rules.missing import Missing
from usecases.rules.permissions import may
from usecases.selection.errors import BadParameters
from usecases.selection.history import Times
from usecases.selection.periods import Period, begins
from usecases.selection.phaseorder import PhaseInfo
from usecases.selection.public import PUBLIC
from usecases.selection.strict import one
from usecases.selection.subjects import SUBJECTS
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import TIME_ZONE

TIMES = ("as_at", "known_at")
# A period, how cases are counted by it, and whether in a series.
PERIOD = ("from", "to", "counted", "every")
# By cohort: cases first submitted then, followed on. By event: what happened then.
COHORT, EVENT = "cohort", "event"


@dataclass(frozen=True)
class Scope:
    """Read from parameters; selects and addresses what the figures of a report count.

    Whoever may not read reports gets them counted from what is published.
    """

    person: Person
    params: dict[str, list[str]]
    times: Times
    every_phase: list[PhaseInfo] = field(default_factory=list)
    period: Period = field(default_factory=Period)
    counted: str = COHORT
    every: str = ""
    # Whether phases are put together: what is broken down is compared with another scope.
    together: bool = False

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
        """Return the same scope without its moments and its period, which are applied elsewhere."""
        params = {name: each for name, each in self.params.items() if name not in TIMES}
        return replace(self, params=params, times=Times(), period=Period())

    def during(self, period: Period) -> "Scope":
        """Return the same scope in another period, of a series."""
        return replace(self, period=period)

    def undated(self) -> "Scope":
        """Return the same scope of cases of which the day of submission is not known."""
        return replace(self, params={**self.params, "undated": ["true"]})

    def begins(self, moment: Any, programme: str) -> Combinable:
        """Return when the period of the series began that a moment is in; `programme` is where
        the rows have its code.
        """
        codes: dict[str, list[str]] = {}
        for phase in self.every_phase:
            codes.setdefault(phase.time_zone, []).append(phase.programme)
        places = {zone: Q(**{f"{programme}__in": known}) for zone, known in codes.items()}
        return begins(moment, self.every, places or {TIME_ZONE: Q()})

    @property
    def by_event(self) -> bool:
        """Whether what happened in the period is counted, not what was submitted in it."""
        return self.counted == EVENT

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
        own = ("by", "counted", "every")  # of reports, whatever lists mean by the same word
        asked = {name: each for name, each in self.params.items() if name not in own}
        wide = {name: values for name, values in asked.items() if name in known}
        stem = "happened" if self.by_event else "submitted"
        ends = {f"{stem}_from": self.period.first, f"{stem}_to": self.period.last}
        wide |= {name: [f"{day}"] for name, day in ends.items() if day and name in known}
        for name, value in narrowed.items():
            wide[name] = [value] if isinstance(value, str) else list(value)
        if self.public:
            wide["published"] = ["true"]
        pairs = [(name, value) for name in sorted(wide) for value in wide[name]]
        return Records(subject, tuple(pairs))
