"""Where a row of a report on what hangs on use cases stands: a phase, a period of a series, or the
whole scope.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import F, Value
from django.db.models.expressions import Combinable

from usecases.reporting import periods
from usecases.reporting.scope import Scope
from usecases.selection.happened import submitted_on
from usecases.selection.occurred import is_day, occurred
from usecases.selection.periods import begins_day, period_of

# The code of a phase, the first day of a period (none where it is not known), or nothing.
Where = str | date | None
WHOLE = ""


@dataclass(frozen=True)
class Place:
    """One of them: its texts, and what narrows its scope to it."""

    where: Where
    texts: dict[str, Any]
    narrowed: dict[str, Any]
    scope: Scope


def where_of(scope: Scope, subject: str, stage: str) -> Combinable:
    """Return the expression of where a row of a subject stands."""
    of = "" if subject == "use-cases" else "use_case__"
    if scope.together:
        return Value(WHOLE)
    if not scope.every:
        return F(f"{of}phase__code")
    if scope.by_event and is_day(subject):
        return begins_day(occurred(subject, scope.times), scope.every)
    if scope.by_event:
        moment = occurred(subject, scope.times, stage)
    else:
        moment = submitted_on(scope.times, "use_case" if of else "pk")
    return scope.begins(moment, f"{of}phase__programme__code")


def place_at(found: Any) -> Where:
    """Return where that is, as the database said it."""
    return found.date() if isinstance(found, datetime) else found


def places(scope: Scope, found: Iterable[Where], days: Iterable[date] = ()) -> list[Place]:
    """Return the places there are, in order; of a series those between what was found, and
    between further days.
    """
    codes = [phase.code for phase in scope.phases()]
    if scope.together:
        return [Place(WHOLE, {}, {"phase": codes}, scope)]
    if scope.every:
        begun = {
            datetime.combine(each, time.min) if isinstance(each, date) else None
            for each in (*found, *days)
        }
        return [_period(scope, each) for each in periods.periods_of(scope, begun)]
    return [
        Place(
            phase.code,
            {"programme": phase.programme, "phase": phase.code, "name": phase.name},
            {"phase": phase.code},
            scope,
        )
        for phase in scope.phases()
    ]


def _period(scope: Scope, period: Any) -> Place:
    within = scope.during(period) if period.bounded else scope.undated()
    first = period_of(period.first, scope.every).first if period.first else None
    return Place(first, {"period": period.name or None}, {}, within)
