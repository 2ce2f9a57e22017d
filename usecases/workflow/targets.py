"""Targets: said before the trial starts, locked from then on; why one has no result."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.person import Person
from usecases.models.results import Result
from usecases.models.trials import Target
from usecases.models.usecases import UseCase
from usecases.models.words import Metric
from usecases.rules.aiming import faults_of_target
from usecases.rules.visibility_trials import targets_for
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import TARGET_FIELDS
from usecases.workflow.errors import WrongStage, invalid
from usecases.workflow.fetch import fetch
from usecases.workflow.held import RUNNING, held_case, only, refuse
from usecases.workflow.validate import validate


class TargetsLocked(WrongStage):
    """What was said in advance stays; the plan is amended."""

    text = _("Targets are locked since the trial started. Amend the plan, with a reason.")


def set_target(
    use_case: UseCase,
    *,
    metric: Metric,
    success: str,
    value: Decimal,
    by: Person,
    aspect: str = "",
    baseline: Decimal | None = None,
    meaning: str = "",
    reason: str = "",
) -> Target:
    """Say what the trial is to reach."""
    said = {"success": success, "value": value, "baseline": baseline, "meaning": meaning}
    with writing(by=by, reason=reason):
        case = _open_case(use_case, by)
        return write_target(case, metric=metric, aspect=aspect, fields=said)


def change_target(
    target: Target, *, fields: Mapping[str, Any], by: Person, reason: str = ""
) -> Target:
    """Say it otherwise, before the trial starts."""
    with writing(by=by, reason=reason):
        known = fetch(targets_for(by), target.pk)
        _open_case(known.use_case, by)
        rewrite_target(known, only(fields, TARGET_FIELDS))
        return known


def drop_target(target: Target, *, by: Person, reason: str = "") -> Target:
    """Take a target back, before the trial starts."""
    with writing(by=by, reason=reason) as opened:
        known = fetch(targets_for(by), target.pk)
        _open_case(known.use_case, by)
        trail.amend(known, {"dropped_at": opened.now})
        return known


def explain(target: Target, *, reason: str, by: Person) -> Target:
    """Say why a target has no result; the trial can then complete without one."""
    with writing(by=by, reason=reason):
        known = fetch(targets_for(by), target.pk)
        held_case(known.use_case, by, RUNNING)
        if not reason.strip():
            raise invalid("reason", "required", _("Say why."))
        if Result.objects.filter(target=known, final=True, voided_at__isnull=True).exists():
            raise invalid("reason", "has-result", _("This target has a final result."))
        trail.amend(known, {"no_result_reason": reason.strip()})
        return known


def write_target(
    case: UseCase, *, metric: Metric, aspect: str, fields: Mapping[str, Any]
) -> Target:
    """Write a target of a case at hand; inside `writing()`."""
    target = Target(use_case=case, metric=metric, aspect=aspect.strip(), **only(fields, fields))
    if not metric.active:
        raise invalid("metric", "inactive", _("This metric is no longer used."))
    if Target.objects.filter(
        use_case=case, metric=metric, aspect__iexact=target.aspect, dropped_at__isnull=True
    ).exists():
        text = _("There is a target for this metric already: say of what this one is.")
        raise invalid("aspect", "twice", text)
    _check(target)
    return trail.add(target)


def rewrite_target(known: Target, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Write fields of a target at hand and return what differs; inside `writing()`."""
    fresh = Target.objects.select_related("metric").get(pk=known.pk)
    for name, value in fields.items():
        setattr(fresh, name, value)
    _check(fresh)
    return trail.amend(known, fields)


def _check(target: Target) -> None:
    """Refuse a target that cannot be."""
    if target.value is not None:
        refuse(faults_of_target(target))
    validate(target)


def _open_case(use_case: UseCase, by: Person) -> UseCase:
    """Return the case of which the trial has not started."""
    try:
        return held_case(use_case, by, (Stage.ACCEPTED,))
    except WrongStage as wrong:
        started = UseCase.objects.filter(pk=use_case.pk, trial__isnull=False)
        if started.exclude(stage__in=(Stage.ACCEPTED,)).exists():
            raise TargetsLocked from wrong
        raise


def now_final(result: Result) -> None:
    """Forget why there was no result, now that there is a final one; inside `writing()`."""
    if result.final and result.target_id is not None:
        trail.amend(Target.objects.get(pk=result.target_id), {"no_result_reason": ""})
