"""The results by which targets are judged, and targets without one, as the explorer reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from usecases.models.results import Result
from usecases.models.trials import Target
from usecases.models.words import Metric
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Mark, Type
from usecases.rules.verdict import verdict
from usecases.text.measures import measured_text
from usecases.vocabulary.trials import Operator, Verdict


def _number(name: str, definition: Any, label: Any, unit: Any = "") -> Column:
    return Column(name, Type.NUMBER, definition, unit=unit, label=label)


def _value(name: str, definition: Any, label: Any) -> Column:
    return Column(name, Type.NUMBER, definition, label=label, measured=True)


# How far the values of one metric reach.
SPREAD = (
    _number("institutions", _("Different institutions behind the results."), _("Institutions")),
    _value("lowest", _("The lowest value, in the metric's unit."), _("Lowest")),
    _value("middle", _("The median of the values; of a range, its middle."), _("Median")),
    _value("highest", _("The highest value, in the metric's unit."), _("Highest")),
    _number(
        "change_lowest",
        _("The least relative change against a baseline, of exact values and ranges."),
        _("Change, from"),
        "%",
    ),
    _number("change_highest", _("The greatest of them."), _("Change, to"), "%"),
    _number("compared", _("Results with a baseline to compare with."), _("Compared")),
    _number("smallest_sample", _("The smallest sample that is known."), _("Smallest sample")),
    _number("largest_sample", _("The largest sample that is known."), _("Largest sample")),
    _number("whole_sample", _("All samples that are known, together."), _("All samples")),
)


@dataclass(frozen=True)
class Measured:
    """One target: what was measured of it, with which values of the dimension, and what that
    says.
    """

    phase: str
    metric: Metric
    institution: UUID
    verdict: Verdict
    values: tuple[str | None, ...]
    target: Target
    result: Result | None = None


def measurements(scope: Scope, by: str) -> list[Measured]:
    """Return every judged result in scope, and every locked target without one."""
    results = scope.select("results", deciding="true").select_related("target__metric")
    if by == "technique":
        results = results.prefetch_related("cycle__techniques")
    found = [
        _measured(result.use_case, result.target, result, _values(result, by))
        for result in results.order_by("happened_on", "recorded_at", "pk")
    ]
    if by == "technique":
        return found
    none = str(Verdict.NO_RESULT)
    targets = scope.select("targets", verdict=none, locked="true").order_by("recorded_at", "pk")
    return [*found, *(_measured(each.use_case, each, None, _values(each, by)) for each in targets)]


def _measured(
    case: Any, target: Target, result: Result | None, values: tuple[str | None, ...]
) -> Measured:
    said = verdict(target, result)
    return Measured(
        case.phase.code, target.metric, case.institution_id, said, values, target, result
    )


def _values(record: Any, by: str) -> tuple[str | None, ...]:
    """Return under which values of the dimension a record stands; a result with several techniques
    under each.
    """
    if by == "technique":
        return tuple(each.code for each in record.cycle.techniques.all()) or (None,)
    if by == "category":
        category = record.use_case.category
        return (category.code if category else None,)
    return (None,)


def spread(group: Iterable[Measured]) -> dict[str, Any]:
    """Return how far values, changes and samples of one metric reach."""
    results = [(each.result, each.target) for each in group if each.result is not None]
    ends = [_ends(result) for result, _target in results]
    changes = [change for result, target in results for change in _changes(result, target)]
    known = (result.sample_size for result, _target in results)
    samples = [size for size in known if size is not None]
    firms = {each.institution for each in group if each.result is not None}
    return {
        "institutions": len(firms),
        "lowest": min((low for low, _high in ends), default=None),
        "middle": median((low + high) / 2 for low, high in ends) if ends else None,
        "highest": max((high for _low, high in ends), default=None),
        "change_lowest": min(changes, default=None),
        "change_highest": max(changes, default=None),
        "compared": len({result.pk for result, target in results if _changes(result, target)}),
        "smallest_sample": min(samples, default=None),
        "largest_sample": max(samples, default=None),
        "whole_sample": sum(samples) if samples else None,
    }


def marks(group: Iterable[Measured]) -> tuple[Mark, ...]:
    """Return every result by itself: of which case, what was measured, from where to where."""
    return tuple(
        Mark(_said(each.result, each.metric), *_ends(each.result)) for each in group if each.result
    )


def _said(result: Result, metric: Metric) -> str:
    value = measured_text(result.operator, result.value, result.upper, metric.unit)
    return f"{result.use_case.reference}: {value}"


def _ends(result: Result) -> tuple[Decimal, Decimal]:
    """Return the ends of what was measured, as they are written."""
    return result.value, result.value if result.upper is None else result.upper


def _changes(result: Result, target: Target) -> list[Decimal]:
    """Return the relative change of both ends against the baseline, in per cent; of a value that
    is only bounded or approximate, or without a baseline, none.
    """
    if result.operator != Operator.EQUAL or not target.baseline:
        return []
    base = target.baseline
    whole = (100 * (end - base) / abs(base) for end in _ends(result))
    return [each.quantize(Decimal("0.1"), ROUND_HALF_UP) for each in whole]
