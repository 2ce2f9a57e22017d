"""Trials, by their verbs."""

from datetime import date
from typing import Any

from tests.people import officer
from usecases.models.trials import Trial
from usecases.models.usecases import UseCase
from usecases.workflow import trial

PLAN: dict[str, Any] = {
    "plan": "Six weeks beside the people who do it now.",
    "planned_from": date(2020, 6, 1),
    "planned_to": date(2020, 12, 31),
}


def planned_trial(use_case: UseCase, **fields: Any) -> Trial:
    """The officer writes the plan of an accepted use case."""
    return trial.plan(use_case, fields={**PLAN, **fields}, by=officer())
