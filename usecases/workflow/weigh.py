"""Whether a result can be written: everything that is wrong with it at once; writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from usecases.models.results import Cycle, Result
from usecases.models.trials import Target
from usecases.models.usecases import UseCase
from usecases.rules.measuring import faults_of, needs_denominator
from usecases.rules.missing import Missing
from usecases.rules.spans import Span, end_of_span, trial_span
from usecases.vocabulary.basis import Basis, Precision
from usecases.vocabulary.stages import ENDED, Stage
from usecases.vocabulary.trials import RESULT_FIELDS
from usecases.workflow.errors import Invalid, from_validation
from usecases.workflow.held import only

# A mistake is mended, and a late result written, after the end too; then with a reason.
AFTER = (Stage.COMPLETED, Stage.TERMINATED, Stage.WITHDRAWN)
# What a result points to was found through `visibility`; the constraints are asked as it is kept.
_FOUND = ("use_case", "cycle", "metric", "target", "evidence", "recorded_at", "updated_at")


@dataclass(frozen=True)
class Scale:
    """What the results of one case are weighed against, looked up once."""

    case: UseCase
    span: Span
    targets: tuple[Target, ...]
    finals: frozenset[UUID] = field(default=frozenset())

    def target_of(self, result: Result) -> Target | None:
        """Return the target of the metric and aspect of a result."""
        aspect = result.aspect.casefold()
        for target in self.targets:
            if target.metric_id == result.metric_id and target.aspect.casefold() == aspect:
                return target if target.dropped_at is None else None
        return None


def scale_of(case: UseCase) -> Scale:
    """Return what results of a case are weighed against."""
    standing = Result.objects.filter(use_case=case, final=True, voided_at__isnull=True)
    finals = standing.filter(target__isnull=False).values_list("target", flat=True)
    targets = Target.objects.filter(use_case=case).select_related("metric")
    live = targets.order_by("dropped_at", "pk")
    return Scale(case, trial_span(case), tuple(live), frozenset(finals))


def weigh(
    scale: Scale, cycle: Cycle, fields: Mapping[str, Any], *, reason: str, at: datetime
) -> tuple[Result, tuple[Missing, ...]]:
    """Return the result as it would be, and everything that is wrong with it."""
    given, faults = only(fields, RESULT_FIELDS), list[Missing]()
    if scale.case.basis == Basis.LIVE and scale.case.stage in ENDED and not reason.strip():
        text = _("The trial has ended: say why this comes now.")
        faults.append(Missing("reason", "required", text))
    given["happened_on"], given["precision"] = _when(given, scale.span, at)
    for name, text in (("metric", _("Say what was measured.")), ("value", _("Give the value."))):
        if given.get(name) is None:
            faults.append(Missing(name, "required", text))
    result = _result(scale, cycle, given)
    if result.basis == Basis.RECORDED and not result.source.strip():
        text = _("What is recorded needs its source.")
        faults.append(Missing("source", "required", text))
    faults += _of_fields(result, absent=[name for name in ("value",) if given.get(name) is None])
    if given.get("metric") is not None:
        faults += faults_of(result, scale.span, at)
    if result.final and result.target_id in scale.finals:
        text = _("This target has a final result already: declare that one void first.")
        faults.append(Missing("final", "twice", text))
    return result, tuple(_once(faults))


def _result(scale: Scale, cycle: Cycle, given: dict[str, Any]) -> Result:
    """Return the result as it would be; it belongs to the target of its metric and aspect."""
    given = {name: value for name, value in given.items() if value is not None}
    result = Result(use_case=scale.case, cycle=cycle, basis=scale.case.basis, **given)
    result.aspect = result.aspect.strip()
    if "metric" not in given:
        return result
    result.percentage = needs_denominator(result.metric)
    if result.target_id is None:
        result.target = scale.target_of(result)
    else:  # as it stands now, whatever was handed in
        result.target = Target.objects.get(pk=result.target_id)
    if result.target is not None:
        result.aspect = result.target.aspect
    return result


def _of_fields(result: Result, absent: list[str]) -> tuple[Missing, ...]:
    """Return what no column of the database would take."""
    try:
        result.clean_fields(exclude={*_FOUND, *absent})
    except ValidationError as error:
        refusal: Invalid = from_validation(error)
        return refusal.faults
    return ()


def _once(faults: list[Missing]) -> list[Missing]:
    """Return the faults, of each field what was found first of each kind."""
    kept: dict[tuple[str, str], Missing] = {}
    for each in faults:
        kept.setdefault((each.field, str(each.text)), each)
    return list(kept.values())


def _when(given: Mapping[str, Any], span: Span, at: datetime) -> tuple[datetime, str]:
    """Return the moment that is stored, and how precisely it is known."""
    told: date | None = given.get("happened_on")
    if told is None:
        return at, Precision.MOMENT
    precision = str(given.get("precision") or Precision.DAY)
    if isinstance(told, datetime):
        return told, str(given.get("precision") or Precision.MOMENT)
    precision = Precision.DAY if precision == Precision.MOMENT else precision
    return span.end_of(end_of_span(told, precision), at), precision
