"""What happened in a period: which use cases were first submitted then, and what came of others."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from usecases.models.outcomes import Outcome
from usecases.models.trail import StageChange
from usecases.selection.history import (
    ACCEPTING,
    DECIDING,
    UNDECIDING,
    Times,
    arrived_at,
    decisions_in_force,
    first,
    last,
    stage_changes,
)
from usecases.selection.periods import Period
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import OutcomeResult

Rows = QuerySet[StageChange]


def period_of(wanted: dict[str, Any], stem: str) -> Period:
    """Return the period between two parameters, `submitted_from` and `submitted_to` or others."""
    period = Period(wanted.get(f"{stem}_from"), wanted.get(f"{stem}_to"))
    period.refuse_reversed(f"{stem}_to")
    return period


def first_reached(stage: str, times: Times) -> Rows:
    """Return, for each use case, the row by which it first reached a stage.

    Of a recorded case that is told only from a later stage on, the day is not known: it has none.
    """
    rows = stage_changes(times).filter(to_stage__in=arrived_at(stage))
    return first(rows).filter(to_stage=stage)


def submitted_on(times: Times, case: str = "use_case") -> Subquery:
    """Return the moment at which the use case at a path was first submitted, if it is known."""
    rows = first_reached(Stage.SUBMITTED, times).filter(use_case=OuterRef(case))
    return Subquery(rows.values("happened_on")[:1])


def submitted_in(period: Period, times: Times) -> Any:
    """Return the use cases that were first submitted in a period: a cohort, to be followed on."""
    rows = first_reached(Stage.SUBMITTED, times)
    return rows.filter(period.during("happened_on")).values("use_case")


def undated(times: Times, case: str = "pk") -> Q:
    """The condition that it is not known on which day the use case at a path was submitted."""
    return ~Q(**{f"{case}__in": submitted_in(Period(), times)})


def reached_in(period: Period, stage: str, times: Times, case: str = "pk") -> Q:
    """The condition that the use case at a path first reached a stage in a period."""
    if stage != OutcomeResult.IN_PRODUCTION:
        rows = first_reached(stage, times).filter(period.during("happened_on"))
        return Q(**{f"{case}__in": rows.values("use_case")})
    told = told_in_production(times).filter(period.during("happened_on"))
    return Q(**{f"{case}__in": told.values("use_case")})


def told_in_production(times: Times) -> QuerySet[Outcome]:
    """Return, for each use case, the outcome by which it was first told to be in production."""
    rows = Outcome.objects.filter(times.by(), result=OutcomeResult.IN_PRODUCTION)
    earlier = Q(happened_on__lt=OuterRef("happened_on")) | Q(
        happened_on=OuterRef("happened_on"), recorded_at__lt=OuterRef("recorded_at")
    )
    return rows.filter(~Exists(rows.filter(earlier, use_case=OuterRef("use_case"))))


def decided_by(stages: tuple[str, ...], times: Times) -> QuerySet[StageChange]:
    """Return, for each use case with this decision in force, the row by which it came: the first
    since the last row that told otherwise.
    """
    deciding = stage_changes(times).filter(Q(to_stage__in=DECIDING) | UNDECIDING)
    later = Q(happened_on__gt=OuterRef("happened_on")) | Q(
        happened_on=OuterRef("happened_on"), row__gt=OuterRef("row")
    )
    otherwise = deciding.exclude(to_stage__in=stages).filter(later, use_case=OuterRef("use_case"))
    return first(deciding.filter(~Exists(otherwise), to_stage__in=stages))


def decisions_made(name: str, times: Times) -> Rows:
    """Return, for each use case with this decision in force, the row by which it was made, where
    the day is known.
    """
    if name == "declined":
        return decided_by((Stage.DECLINED,), times)
    return decided_by(ACCEPTING, times).filter(to_stage=Stage.ACCEPTED)


def decided_in(period: Period, name: str, times: Times) -> Q:
    """The condition that the decision in force was made in a period; of what was withdrawn, and of
    what is pending, that it came to where it stands then.
    """
    if name not in ("accepted", "declined"):
        return moved_in(period, times)
    made = decisions_made(name, times).filter(period.during("happened_on"))
    return Q(pk__in=made.values("use_case"))


def moved_in(period: Period, times: Times) -> Q:
    """The condition that a use case came to the stage where it stands in a period."""
    rows = last(stage_changes(times)).filter(period.during("happened_on"))
    return Q(pk__in=rows.values("use_case"))


def moved_on(times: Times, case: str = "use_case") -> Subquery:
    """Return the moment at which the use case at a path came to the stage where it stands."""
    rows = stage_changes(times).filter(use_case=OuterRef(case))
    return Subquery(rows.order_by("-happened_on", "-row").values("happened_on")[:1])


def withdrawals(times: Times) -> tuple[Rows, Rows]:
    """Return the rows by which use cases were withdrawn before a decision, and after acceptance."""
    rows = last(stage_changes(times)).filter(to_stage=Stage.WITHDRAWN)
    in_force = decisions_in_force(times)
    accepted = in_force.filter(to_stage__in=ACCEPTING).values("use_case")
    decided = in_force.filter(to_stage__in=(*ACCEPTING, Stage.DECLINED)).values("use_case")
    return rows.exclude(use_case__in=decided), rows.filter(use_case__in=accepted)
