"""What a trial measures: cycles in their configuration, and their results."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.person import Person
from usecases.models.results import Cycle, Result
from usecases.models.usecases import UseCase
from usecases.rules.measuring import faults_of_cycle
from usecases.rules.spans import trial_span
from usecases.rules.visibility_casefile import attachments_for
from usecases.rules.visibility_trials import cycles_for, results_for
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import ENDED
from usecases.vocabulary.trials import CYCLE_FIELDS
from usecases.workflow.errors import invalid
from usecases.workflow.fetch import fetch
from usecases.workflow.held import measured_case, only, refuse
from usecases.workflow.targets import now_final
from usecases.workflow.validate import validate
from usecases.workflow.weigh import AFTER, scale_of, weigh


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
        case = measured_case(known.use_case, by, AFTER)
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
        known = fetch(cycles_for(by).select_related("use_case"), cycle.pk)
        case = measured_case(known.use_case, by, AFTER)
        _own_evidence(case, fields, by)
        moment = current().moment
        result, faults = weigh(scale_of(case), known, fields, reason=reason, at=moment)
        refuse(faults)
        validate(result)
        written = trail.add(result)
        now_final(written)
        return written


def mark_final(result: Result, *, by: Person, reason: str = "") -> Result:
    """Let a target be judged by this result; one that was final before is so no longer."""
    with writing(by=by, reason=reason):
        known = fetch(results_for(by), result.pk)
        case = measured_case(known.use_case, by, AFTER)
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
        measured_case(known.use_case, by, AFTER)
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
