"""The counts of the funnel: passes over stage changes, never a question asked of each case."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import Combinable

from usecases.models.outcomes import Outcome
from usecases.models.trail import StageChange
from usecases.reporting.counting import counted_with
from usecases.reporting.scope import Scope
from usecases.selection.happened import submitted_in, submitted_on
from usecases.selection.history import (
    ACCEPTING,
    arrived_at,
    decisions_in_force,
    last,
    stage_changes,
    taken_back,
    void_cases,
)
from usecases.vocabulary.stages import PATH, Stage
from usecases.vocabulary.terms import OutcomeResult

# By the values of what is counted by, one after the other.
Counts = dict[tuple[Any, ...], dict[str, int]]


@dataclass(frozen=True)
class Grouping:
    """What rows that hang on use cases are counted by, and which of them at all."""

    keys: tuple[str | Combinable, ...] = ()
    held: Q = field(default_factory=Q)


PROGRAMME = "use_case__phase__programme__code"
PHASES = Grouping(("use_case__phase__code",))
WHOLE = Grouping()


class Counter:
    """Counts rows that belong to the use cases of a scope, void ones apart; in a series, by when
    they were submitted.
    """

    def __init__(self, scope: Scope, by: Grouping, every: str = "") -> None:
        self.scope, self.times, self.by, self.every = scope, scope.times, by, every
        self.cases = scope.timeless().select("use-cases").order_by().values("pk")
        self.void = void_cases(self.times).values("use_case")
        self.drafts = taken_back(self.times).values("use_case")

    def counts(self) -> Counts:
        """Return every count."""
        counts: Counts = {}
        for part in (self.reached(), self.decided(), self.ended(), self.in_production()):
            for key, found in part.items():
                counts[key] = {**counts.get(key, {}), **found}
        return {key: _derived(found) for key, found in counts.items()}

    def mine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Keep what belongs to the cases of the scope."""
        kept = rows.filter(use_case__in=self.cases).exclude(use_case__in=self.void)
        kept = kept.exclude(use_case__in=self.drafts).filter(self.by.held)
        period = self.scope.period
        if period.bounded and not self.scope.by_event:
            kept = kept.filter(use_case__in=submitted_in(period, self.times))
        return kept

    def count(self, rows: QuerySet[Any], conditions: dict[str, Q], **distinct: str) -> Counts:
        """Count use cases in which conditions hold."""
        when = (self.scope.begins(submitted_on(self.times), PROGRAMME),) if self.every else ()
        keys = (*when, *self.by.keys)
        return counted_with(self.mine(rows), keys, conditions, of="use_case", **distinct)

    def _at(self, stage: str) -> Q:
        """The condition that the case of a row stood at a stage."""
        if self.times.now:
            return Q(use_case__stage=stage)
        return Q(use_case__in=self._last().filter(to_stage=stage).values("use_case"))

    def _last(self) -> QuerySet[StageChange]:
        return last(stage_changes(self.times))

    def reached(self) -> Counts:
        """Count how many ever reached each stage, and from how many institutions they came."""
        conditions = {str(stage): Q(to_stage__in=arrived_at(stage)) for stage in PATH}
        return self.count(self._submitted(), conditions, applicants="use_case__institution")

    def applicants(self) -> int:
        """Count the institutions that ever submitted."""
        rows = self.mine(self._submitted()).order_by()
        return rows.values("use_case__institution").distinct().count()

    def _submitted(self) -> QuerySet[StageChange]:
        return stage_changes(self.times).filter(to_stage__in=arrived_at(Stage.SUBMITTED))

    def decided(self) -> Counts:
        """Count decisions in force, and what ended although it was decided."""
        accepted, declined = Q(to_stage__in=ACCEPTING), Q(to_stage=Stage.DECLINED)
        conditions = {
            "decided_accepted": accepted,
            "decided_declined": declined,
            "withdrawn_after_decision": accepted & self._at(Stage.WITHDRAWN),
            "withdrawn_decided": (accepted | declined) & self._at(Stage.WITHDRAWN),
            "lapsed_decided": (accepted | declined) & self._at(Stage.LAPSED),
        }
        return self.count(decisions_in_force(self.times), conditions)

    def ended(self) -> Counts:
        """Count what was withdrawn or lapsed, before a decision or after."""
        ends = (Stage.WITHDRAWN, Stage.LAPSED)
        conditions = {str(stage): self._at(stage) for stage in ends}
        rows = stage_changes(self.times).filter(to_stage__in=ends)
        return self.count(rows, conditions)

    def in_production(self) -> Counts:
        """Count what was ever told to be in production."""
        told = Outcome.objects.filter(self.times.by(), result=OutcomeResult.IN_PRODUCTION)
        known = stage_changes(self.times).values("use_case")
        return self.count(told.filter(use_case__in=known), {"in_production": Q()})


def whole(scope: Scope, by_phase: Counts) -> dict[str, int]:
    """Return the counts over all phases: a case is in one phase; an institution counts once."""
    total: dict[str, int] = {}
    for found in by_phase.values():
        for name, number in found.items():
            total[name] = total.get(name, 0) + number
    return {**total, "applicants": Counter(scope, WHOLE).applicants()}


def _derived(found: dict[str, int]) -> dict[str, int]:
    """Add what follows: pending is whatever was submitted and is neither decided nor ended."""
    n = {name: found.get(name, 0) for name in _PARTS}
    before = n["withdrawn"] - n["withdrawn_decided"]
    lapsed = n["lapsed"] - n["lapsed_decided"]
    decided = n["decided_accepted"] + n["decided_declined"]
    pending = found.get("submitted", 0) - decided - before - lapsed
    return {**found, "withdrawn_before_decision": before, "pending": pending}


_PARTS = (
    *("withdrawn", "withdrawn_decided", "lapsed", "lapsed_decided"),
    *("decided_accepted", "decided_declined"),
)
