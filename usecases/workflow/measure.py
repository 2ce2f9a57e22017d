"""What a trial measures: cycles in their configuration, and their results."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.person import Person
from usecases.models.results import Cycle, Result
from usecases.models.trials import Target
from usecases.models.usecases import UseCase
from usecases.rules.measuring import faults_of, faults_of_cycle, needs_denominator
from usecases.rules.spans import Span, end_of_span, trial_span
from usecases.rules.visibility_casefile import attachments_for
from usecases.rules.visibility_trials import cycles_for, results_for
from usecases.vocabulary.basis import Basis, Precision
from usecases.vocabulary.stages import ENDED, Stage
from usecases.vocabulary.trials import CYCLE_FIELDS, RESULT_FIELDS
from usecases.workflow.errors import invalid
from usecases.workflow.fetch import fetch
from usecases.workflow.held import measured_case, only, refuse
from usecases.workflow.targets import now_final
from usecases.workflow.validate import validate

# A mistake is mended, and a late result written, after the end too; then with a reason.
_AFTER = (Stage.COMPLETED, Stage.TERMINATED, Stage.WITHDRAWN)


def begin_cycle(use_case: UseCase, *, fields: Mapping[str, Any], by: Person) -> Cycle:
    """Begin a test cycle: when, and how the system is set up in it."""
    with writing(by=by):
        case = measured_case(use_case, by)
        given = only(fields, CYCLE_FIELDS)
        techniques = given.pop("techniques", ())
        last = Cycle.objects.filter(use_case=case).aggregate(last=Max("number"))["last"] or 0
        cycle = Cycle(use_case=case, number=last + 1, **given)
        _check_cycle(cycle, case)
        return trail.add(cycle, techniques=list(techniques))


def change_cycle(cycle: Cycle, *, fields: Mapping[str, Any], by: Person, reason: str = "") -> Cycle:
    """Change what is said of a cycle; with a reason once something was measured in it."""
    with writing(by=by, reason=reason):
        known = fetch(cycles_for(by), cycle.pk)
        case = measured_case(known.use_case, by, _AFTER)
        given = only(fields, CYCLE_FIELDS)
        measured = known.results.filter(voided_at__isnull=True).exists()
        if (measured or case.stage in ENDED) and not reason.strip():
            raise invalid("reason", "required", _("Say why: something was measured in it."))
        fresh = Cycle.objects.get(pk=known.pk)
        for name, value in given.items():
            if name != "techniques":
                setattr(fresh, name, value)
        _check_cycle(fresh, case)
        trail.amend(known, given)
        return known


def write_result(
    cycle: Cycle, *, fields: Mapping[str, Any], by: Person, reason: str = ""
) -> Result:
    """Write what a cycle measured; it belongs to the target of its metric and aspect.

    `happened_on` is a day, which stands for its end, or a moment; empty is now.
    """
    with writing(by=by, reason=reason):
        known = fetch(cycles_for(by), cycle.pk)
        case = measured_case(known.use_case, by, _AFTER)
        _say_why_late(case, reason)
        span = trial_span(case)
        _own_evidence(case, fields, by)
        result = _result(case, known, only(fields, RESULT_FIELDS), span)
        refuse(faults_of(result, span, current().moment))
        if result.final and _finals(result).exists():
            text = _("This target has a final result already: declare that one void first.")
            raise invalid("final", "twice", text)
        validate(result)
        written = trail.add(result)
        now_final(written)
        return written


def mark_final(result: Result, *, by: Person, reason: str = "") -> Result:
    """Let a target be judged by this result; one that was final before is so no longer."""
    with writing(by=by, reason=reason):
        known = fetch(results_for(by), result.pk)
        case = measured_case(known.use_case, by, _AFTER)
        _say_why_late(case, reason)
        for other in _finals(known).exclude(pk=known.pk):
            trail.amend(other, {"final": False})
        trail.amend(known, {"final": True})
        now_final(known)
        return known


def void_result(result: Result, *, reason: str, by: Person) -> Result:
    """Take out a result that was entered in error; it stays in the history."""
    with writing(by=by, reason=reason) as opened:
        known = fetch(results_for(by), result.pk)
        measured_case(known.use_case, by, _AFTER)
        if not reason.strip():
            raise invalid("reason", "required", _("Say why."))
        trail.amend(known, {"voided_at": opened.now})
        return known


def _check_cycle(cycle: Cycle, case: UseCase) -> None:
    refuse(faults_of_cycle(cycle, trial_span(case), current().moment))
    validate(cycle)


def _say_why_late(case: UseCase, reason: str) -> None:
    if case.basis == Basis.LIVE and case.stage in ENDED and not reason.strip():
        raise invalid("reason", "required", _("The trial has ended: say why this comes now."))


def _own_evidence(case: UseCase, fields: Mapping[str, Any], by: Person) -> None:
    """Refuse a file as evidence that the person does not see."""
    evidence = fields.get("evidence")
    if evidence is not None and evidence.use_case_id == case.pk:
        fetch(attachments_for(by), evidence.pk)


def _finals(result: Result) -> Any:
    rows = Result.objects.filter(final=True, voided_at__isnull=True)
    return rows.filter(target=result.target) if result.target else rows.none()


def _result(case: UseCase, cycle: Cycle, given: dict[str, Any], span: Span) -> Result:
    """Return the result as it would be."""
    given["happened_on"], given["precision"] = _when(given, span)
    if given.get("metric") is None:
        raise invalid("metric", "required", _("Say what was measured."))
    if given.get("value") is None:
        raise invalid("value", "required", _("Give the value."))
    result = Result(use_case=case, cycle=cycle, basis=case.basis, **given)
    result.aspect = result.aspect.strip()
    result.percentage = needs_denominator(result.metric)
    if result.target_id is not None:  # as it stands now, whatever was handed in
        result.target = Target.objects.get(pk=result.target_id)
    else:
        targets = Target.objects.filter(use_case=case, metric=result.metric)
        result.target = targets.filter(
            aspect__iexact=result.aspect, dropped_at__isnull=True
        ).first()
    if result.target is not None:
        result.aspect = result.target.aspect
    if result.basis == Basis.RECORDED and not result.source.strip():
        raise invalid("source", "required", _("What is recorded needs its source."))
    return result


def _when(given: Mapping[str, Any], span: Span) -> tuple[datetime, str]:
    """Return the moment that is stored, and how precisely it is known."""
    told: date | None = given.get("happened_on")
    if told is None:
        return current().moment, Precision.MOMENT
    precision = str(given.get("precision") or Precision.DAY)
    if isinstance(told, datetime):
        return told, str(given.get("precision") or Precision.MOMENT)
    precision = Precision.DAY if precision == Precision.MOMENT else precision
    return span.end_of(end_of_span(told, precision), current().moment), precision
