"""The funnel by event: what use cases reached, and what was decided of them, in a period."""

from typing import Any

from django.db.models import Q, QuerySet

from usecases.models.outcomes import Outcome
from usecases.models.trail import StageChange
from usecases.reporting.counting import counted_with
from usecases.reporting.funnelcounts import PROGRAMME, Counter, Counts, Grouping
from usecases.reporting.scope import Scope
from usecases.selection.happened import (
    decisions_made,
    first_reached,
    told_in_production,
    withdrawals,
)
from usecases.selection.history import stage_changes
from usecases.vocabulary.stages import PATH, Stage


class Events(Counter):
    """Counts the cases to which something happened in the period; in a series, by when it did."""

    def counts(self) -> Counts:
        """Return every count; each happens once to a case at most."""
        counts: Counts = {}
        for name, rows in self.happenings().items():
            people = {"applicants": "use_case__institution"} if name == Stage.SUBMITTED else {}
            for key, found in self.count(rows, {name: Q()}, **people).items():
                counts[key] = {**counts.get(key, {}), **found}
        return counts

    def count(self, rows: QuerySet[Any], conditions: dict[str, Q], **distinct: str) -> Counts:
        """Count use cases by when something happened to them."""
        when = (self.scope.begins("happened_on", PROGRAMME),) if self.every else ()
        kept = self.mine(rows).filter(self.scope.period.during("happened_on"))
        keys = (*when, *self.by.keys)
        return counted_with(kept, keys, conditions, of="use_case", **distinct)

    def happenings(self) -> dict[str, QuerySet[Any]]:
        """Return the rows that tell of each, one for a case."""
        times = self.times
        before, after = withdrawals(times)
        return {
            **{str(stage): first_reached(stage, times) for stage in PATH},
            "in_production": self._told(),
            "decided_accepted": decisions_made("accepted", times),
            "decided_declined": decisions_made("declined", times),
            "withdrawn_before_decision": before,
            "withdrawn_after_decision": after,
        }

    def _told(self) -> QuerySet[Outcome]:
        known = stage_changes(self.times).values("use_case")
        return told_in_production(self.times).filter(use_case__in=known)

    def applicants(self) -> int:
        """Count the institutions of what was first submitted in the period."""
        rows: QuerySet[StageChange] = self.mine(first_reached(Stage.SUBMITTED, self.times))
        rows = rows.filter(self.scope.period.during("happened_on"))
        return rows.order_by().values("use_case__institution").distinct().count()


def counter_of(scope: Scope, by: Grouping, every: str = "") -> Counter:
    """Return what counts in a scope: what happened, or what was submitted and followed on."""
    return (Events if scope.by_event else Counter)(scope, by, every)
