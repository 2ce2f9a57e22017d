"""The results by which targets are judged, and targets without one, as the explorer reads them."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from usecases.models.results import Cycle
from usecases.models.words import Metric
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Mark, Type
from usecases.rules.verdict import compared, reading
from usecases.text.measures import measured_text
from usecases.vocabulary.trials import Operator, Verdict

_TENTH = Decimal("0.1")
# A row of more results is drawn by its span and its median alone.
MOST_MARKS = 500
_RESULT = ("operator", "value", "upper", "sample_size", "use_case__reference")
_TARGET = ("target__success", "target__value", "target__baseline")


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


class Found(NamedTuple):
    """What was measured of one target, and what it aimed at."""

    operator: str
    value: Decimal
    upper: Decimal | None
    sample: int | None
    reference: str
    success: str
    aim: Decimal
    baseline: Decimal | None

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """The ends of what was measured, as they are written."""
        return self.value, self.value if self.upper is None else self.upper

    @property
    def changes(self) -> list[Decimal]:
        """The relative change of both ends against the baseline, in per cent; of a value that is
        only bounded or approximate, or without a baseline, none.
        """
        if self.operator != Operator.EQUAL or not self.baseline:
            return []
        base = self.baseline
        whole = (100 * (end - base) / abs(base) for end in self.ends)
        return [each.quantize(_TENTH, ROUND_HALF_UP) for each in whole]


class Measured(NamedTuple):
    """One target: what was measured of it, with which values of the dimension, and what that
    says.
    """

    phase: str
    metric: Metric
    institution: UUID
    values: Sequence[str | None]
    verdict: Verdict = Verdict.NO_RESULT
    found: Found | None = None


def measurements(scope: Scope, by: str) -> list[Measured]:
    """Return every judged result in scope, and every locked target without one; read as plain
    columns, since there may be hundreds of thousands.
    """
    metrics = {metric.pk: metric for metric in Metric.objects.all()}
    results = scope.select("results", deciding="true").order_by("happened_on", "recorded_at", "pk")
    techniques = _techniques(results) if by == "technique" else {}
    told = _columns("target__metric", by)
    found = []
    for phase, metric, firm, value, *read in results.values_list(*told, *_RESULT, *_TARGET):
        values = techniques.get(value, (None,)) if by == "technique" else (value if by else None,)
        one = Found(*read)
        said = compared(one.success, one.aim, reading(one.operator, one.value, one.upper))
        found.append(Measured(phase, metrics[metric], firm, values, said, one))
    if by == "technique":
        return found
    none = str(Verdict.NO_RESULT)
    targets = scope.select("targets", verdict=none, locked="true").order_by()
    return found + [
        Measured(phase, metrics[metric], firm, (value if by else None,))
        for phase, metric, firm, value in targets.values_list(*_columns("metric", by))
    ]


def _columns(metric: str, by: str) -> tuple[str, ...]:
    """Return the columns that say of what something was measured, and under which value."""
    value = {"technique": "cycle", "category": "use_case__category__code"}.get(by, "pk")
    return ("use_case__phase__code", metric, "use_case__institution", value)


def _techniques(results: Any) -> dict[UUID, list[str]]:
    """Return the techniques of each cycle; a result with several stands under each."""
    rows = Cycle.techniques.through.objects.filter(cycle__in=results.order_by().values("cycle"))
    found: dict[UUID, list[str]] = {}
    for cycle, code in rows.values_list("cycle", "technique__code"):
        found.setdefault(cycle, []).append(code)
    return found


def spread(group: Iterable[Measured]) -> dict[str, Any]:
    """Return how far values, changes and samples of one metric reach."""
    results = [each for each in group if each.found is not None]
    found = [each.found for each in results if each.found is not None]
    ends = [each.ends for each in found]
    compared_with = [changes for each in found if (changes := each.changes)]
    changes = [change for some in compared_with for change in some]
    samples = [each.sample for each in found if each.sample is not None]
    return {
        "institutions": len({each.institution for each in results}),
        "lowest": min((low for low, _high in ends), default=None),
        "middle": median((low + high) / 2 for low, high in ends) if ends else None,
        "highest": max((high for _low, high in ends), default=None),
        "change_lowest": min(changes, default=None),
        "change_highest": max(changes, default=None),
        "compared": len(compared_with),
        "smallest_sample": min(samples, default=None),
        "largest_sample": max(samples, default=None),
        "whole_sample": sum(samples) if samples else None,
    }


def marks(group: Iterable[Measured]) -> tuple[Mark, ...]:
    """Return every result by itself: of which case, what was measured, from where to where; of
    more than can be drawn none.
    """
    drawn = [(each.found, each.metric) for each in group if each.found is not None]
    if len(drawn) > MOST_MARKS:
        return ()
    return tuple(Mark(_said(found, metric), *found.ends) for found, metric in drawn)


def _said(found: Found, metric: Metric) -> str:
    value = measured_text(found.operator, found.value, found.upper, metric.unit)
    return f"{found.reference}: {value}"
