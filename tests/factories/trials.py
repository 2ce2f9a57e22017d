"""Trials, by their verbs: planned, aimed at something, measured."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.factories.words import metric
from tests.people import officer
from usecases.models.results import Cycle, Result
from usecases.models.trials import Target, Trial
from usecases.models.usecases import UseCase
from usecases.models.words import Metric
from usecases.vocabulary.trials import Evaluator, Success
from usecases.workflow import measure, targets, trial

PLAN: dict[str, Any] = {
    "plan": "Six weeks beside the people who do it now.",
    "planned_from": date(2020, 6, 1),
    "planned_to": date(2020, 12, 31),
}
RESULT: dict[str, Any] = {
    "value": Decimal(92),
    "numerator": 184,
    "denominator": 200,
    "sample_size": 200,
    "evaluator": Evaluator.PEOPLE,
}


def planned_trial(use_case: UseCase, **fields: Any) -> Trial:
    """The officer writes the plan of an accepted use case, and a target unless it has one."""
    planned = trial.plan(use_case, fields={**PLAN, **fields}, by=officer())
    if not use_case.targets.filter(dropped_at__isnull=True).exists():
        make_target(use_case)
    return planned


def make_target(use_case: UseCase, **fields: Any) -> Target:
    """The officer says what the trial is to reach: at least 90 % unless told otherwise."""
    said = {"metric": fields.pop("metric", None) or metric(), "success": Success.AT_LEAST}
    return targets.set_target(use_case, **{**said, "value": Decimal(90), "by": officer(), **fields})


def make_cycle(use_case: UseCase, **fields: Any) -> Cycle:
    """The officer begins a test cycle of a trial."""
    return measure.begin_cycle(use_case, fields=fields, by=officer())


def make_result(target: Target, cycle: Cycle | None = None, **fields: Any) -> Result:
    """The officer writes what was measured: 92 % of 200, now, unless told otherwise."""
    place = cycle or target.use_case.cycles.last() or make_cycle(target.use_case)
    return measured(place, target.metric, target=target, **fields)


def measured(cycle: Cycle, metric: Metric, **fields: Any) -> Result:
    """The officer writes what was measured of a metric: 92 % of 200, unless told otherwise."""
    return measure.write_result(cycle, fields={**RESULT, "metric": metric, **fields}, by=officer())


def final_results(use_case: UseCase) -> None:
    """The officer writes a final result for every target."""
    for target in use_case.targets.filter(dropped_at__isnull=True):
        make_result(target, final=True)
