"""The trial: planned, started."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.person import Person
from usecases.models.trail import StageChange
from usecases.models.trials import Trial
from usecases.models.usecases import UseCase
from usecases.notices.outbox import tell
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import PLAN_FIELDS
from usecases.vocabulary.verbs import Verb
from usecases.workflow.errors import Stale
from usecases.workflow.held import held_case, only
from usecases.workflow.move import check, perform
from usecases.workflow.validate import validate


def plan(
    use_case: UseCase,
    *,
    fields: Mapping[str, Any],
    by: Person,
    reason: str = "",
    based_on: datetime | None = None,
) -> Trial:
    """Write or change the trial plan of an accepted use case; locked when the trial starts."""
    with writing(by=by, reason=reason):
        case = held_case(use_case, by, (Stage.ACCEPTED,))
        fields = only(fields, PLAN_FIELDS)
        known = Trial.objects.filter(use_case=case).first()
        if known is not None and based_on is not None and known.updated_at != based_on:
            raise Stale
        trial = Trial.objects.get(pk=known.pk) if known else Trial(use_case=case)
        for name, value in fields.items():
            setattr(trial, name, value)
        validate(trial)
        if known is None:
            return trail.add(trial)
        trail.amend(known, fields)
        return known


def start(
    use_case: UseCase, *, by: Person, reason: str = "", version: int | None = None
) -> StageChange:
    """Start the trial as planned."""
    with writing(by=by, reason=reason):
        case = check(use_case, Verb.START, by=by, reason=reason, version=version)
        change = perform(case, Verb.START, reason=reason)
        tell("started", case)
        return change
