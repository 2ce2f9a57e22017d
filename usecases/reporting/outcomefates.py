"""What became of each use case of a scope, as outcomes are counted: a fixed number of queries."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from usecases.reporting.dimensions import Dimension
from usecases.reporting.outcomecolumns import OUTCOMES
from usecases.reporting.scope import Scope
from usecases.selection.endings import PRODUCED, UNKNOWN, Ending, endings
from usecases.selection.happened import moved_on, submitted_on
from usecases.selection.history import arrived_at, stage_changes
from usecases.selection.periods import Period
from usecases.vocabulary.stages import UNCOUNTED, Stage

_COLUMN = {result.value: name for name, result in OUTCOMES.items()}


@dataclass(frozen=True)
class Fate:
    """One use case under one value of the dimension: what counts it, and on which day it came."""

    key: Hashable
    phase: str
    value: Any
    days: dict[str, date | None] = field(default_factory=dict)
    submitted: date | None = None

    def counts(self, name: str, period: Period) -> bool:
        """Whether a column counts it: if there is a period, as what came about in it."""
        if name not in self.days:
            return False
        day = self.days[name]
        if not period.bounded or day is None:
            return not period.bounded
        return (period.first or day) <= day <= (period.last or day)


def fates(scope: Scope, by: Dimension | None) -> list[Fate]:
    """Return what became of the use cases in scope; with several values, once for each."""
    return _published(scope, by) if scope.public else _recorded(scope, by)


def _recorded(scope: Scope, by: Dimension | None) -> list[Fate]:
    times = scope.times
    wide = scope.during(Period()) if scope.by_event else scope
    cases = scope.follow(wide.records("use-cases", phase=[p.code for p in scope.phases()]))
    cases = cases.exclude(stage_then__in=UNCOUNTED)
    found = endings(cases, times)
    tried = stage_changes(times).filter(to_stage__in=arrived_at(Stage.TRIALLING))
    tested = set(tried.order_by().values_list("use_case", flat=True).distinct())
    told = cases.annotate(moved=moved_on(times, "pk"), submitted=submitted_on(times, "pk"))
    columns = ("pk", "phase__code", "phase__programme__time_zone", "stage_then", "moved")
    rows = told.order_by().values_list(*columns, "submitted", by.path(scope) if by else "version")
    fates = []
    for key, phase, zone, stage, moved, submitted, value in rows:
        if key not in found and key not in tested:
            days: dict[str, date | None] = {}
        else:
            days = _days(found.get(key, Ending()), stage, _day(moved, zone), key in tested)
        mine = value if by else None
        fates.append(Fate(key, phase, mine, days, _day(submitted, zone)))
    return fates


def _days(ending: Ending, stage: str, moved: date | None, tried: bool) -> dict[str, date | None]:
    """Return the columns that count a case, each with its day."""
    days: dict[str, date | None] = {}
    if stage == Stage.COMPLETED:
        days["completed"] = moved
    if stage == Stage.TERMINATED:
        days["terminated_in_trial"] = moved
    if stage == Stage.WITHDRAWN and tried:
        days["withdrawn_in_trial"] = moved
    if ending.outcome:
        days[_COLUMN[ending.outcome]] = ending.told.date() if ending.told else None
    if ending.first_year:
        over = ending.over.date() if ending.over else None
        days["year_over"] = over
        if ending.first_year == PRODUCED:
            days["year_in_production"] = over
        if ending.first_year == UNKNOWN:
            days["year_unknown"] = over
    return days


def _day(moment: datetime | None, zone: str) -> date | None:
    return moment.astimezone(ZoneInfo(zone)).date() if moment else None


def _published(scope: Scope, by: Dimension | None) -> list[Fate]:
    """Return the same of what is published: its stage, and its latest outcome."""
    zones = {phase.code: phase.time_zone for phase in scope.phases()}
    wide = scope.during(Period())
    rows = scope.follow(wide.records("use-cases", phase=[*zones])).order_by()
    columns = ("record", "phase", "stage", "happened_on", "content__outcome")
    fates = []
    for key, phase, stage, moved, outcome, value in rows.values_list(
        *columns, by.path(scope) if by else "sort"
    ):
        day = _day(moved, zones[phase])
        days = {"completed": day} if stage == Stage.COMPLETED else {}
        days |= {"terminated_in_trial": day} if stage == Stage.TERMINATED else {}
        days |= {_COLUMN[outcome]: day} if outcome else {}
        fates.append(Fate(key, phase, value if by else None, days))
    return fates
