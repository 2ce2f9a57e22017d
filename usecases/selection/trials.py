"""How what a trial aims at and what it measures are selected."""

from typing import Any

from django.db.models import Q, QuerySet

from usecases.models.results import Cycle, Result
from usecases.models.trials import Amendment, Target
from usecases.models.words import Metric
from usecases.rules.visibility_casefile import attachments_for
from usecases.rules.visibility_register import metrics_for, people_for, techniques_for
from usecases.rules.visibility_trials import (
    amendments_for,
    cycles_for,
    deliverables_for,
    results_ever_for,
    targets_for,
)
from usecases.selection.columns import STAMPS, by_columns
from usecases.selection.filters import (
    FilterSet,
    Moment,
    Several,
    SeveralChoices,
    SeveralTexts,
    YesNo,
)
from usecases.selection.history import Times
from usecases.selection.of_case import OfCase
from usecases.selection.strict import Subject
from usecases.selection.verdicts import (
    counting,
    decided,
    locked,
    results_of_verdict,
    standing_then,
    targets_of_verdict,
)
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.trials import Evaluator, Operator, Success, Unit, Verdict


class OfTrial(OfCase):
    """Parts of trials, by all that is known of their use case."""

    without = SeveralChoices(choices=[("category", "category")], method="lacking")

    @property
    def times(self) -> Times:
        """The moments that are asked about."""
        wanted: dict[str, Any] = self.form.cleaned_data
        return Times(wanted.get("as_at"), wanted.get("known_at"))

    def lacking(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Keep what has none of what is named."""
        columns = {"category": "use_case__category", "technique": "cycle__techniques"}
        return rows.filter(**{f"{columns[each]}__isnull": True for each in value})

    def as_then(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """What had been measured by then tells of the others; it hides none of these."""
        return rows


@by_columns("aspect", "baseline", "value", staff_only=STAMPS)
class TargetFilters(OfTrial):
    """Targets, by what the record says of them."""

    as_at = Moment(method="as_then")
    known_at = Moment(method="as_then")
    metric = Several("metric", metrics_for)
    success = SeveralChoices(field_name="success", choices=Success.choices)
    technique = Several("results__cycle__techniques", techniques_for, method="measured_with")
    verdict = SeveralChoices(choices=Verdict.choices, method="judged")
    locked = YesNo(method="started")

    class Meta:
        model = Target
        fields: tuple[str, ...] = ()

    def measured_with(self, rows: QuerySet[Target], name: str, value: Any) -> QuerySet[Target]:
        """Keep targets that were measured in a cycle with one of these techniques."""
        if not value:
            return rows
        results = Result.objects.filter(voided_at__isnull=True, cycle__techniques__in=value)
        return rows.filter(pk__in=results.filter(target__isnull=False).values("target"))

    def judged(self, rows: QuerySet[Target], name: str, value: list[str]) -> QuerySet[Target]:
        """Keep targets of which the record says one of these."""
        return targets_of_verdict(rows, value, self.times) if value else rows

    def started(self, rows: QuerySet[Target], name: str, value: Any) -> QuerySet[Target]:
        """Keep targets of trials that had started, or that had not."""
        if value is None:
            return rows
        return rows.filter(locked(self.times)) if value else rows.exclude(locked(self.times))


@by_columns(
    *("number", "name", "began_on", "ended_on", "model_family", "model_size", "temperature"),
    "sampling",
    staff_only=STAMPS,
)
class CycleFilters(OfTrial):
    """Test cycles, by how the system was set up."""

    technique = Several("techniques", techniques_for, many=True)

    class Meta:
        model = Cycle
        fields: tuple[str, ...] = ()


@by_columns(
    *("aspect", "value", "upper", "numerator", "denominator", "no_denominator", "sample_size"),
    *("precision", "happened_on"),
    staff_only=("evidence", *STAMPS),
)
class ResultFilters(OfTrial):
    """Results, by what was measured with which technique and what that says of the target."""

    metric = Several("metric", metrics_for)
    technique = Several("cycle__techniques", techniques_for, many=True)
    cycle = Several("cycle", cycles_for, key="pk")
    target = Several("target", targets_for, key="pk")
    evaluator = SeveralChoices(field_name="evaluator", choices=Evaluator.choices)
    operator = SeveralChoices(field_name="operator", choices=Operator.choices)
    basis = SeveralChoices(field_name="basis", choices=Basis.choices)
    final = YesNo(field_name="final")
    evidence = Several("evidence", attachments_for, key="pk")
    without = SeveralChoices(
        choices=[("category", "category"), ("technique", "technique")], method="lacking"
    )
    deciding = YesNo(method="decides")
    verdict = SeveralChoices(
        choices=[each for each in Verdict.choices if each[0] != Verdict.NO_RESULT],
        method="judged",
    )
    as_at = Moment(field_name="happened_on", lookup_expr="lte")
    known_at = Moment(field_name="recorded_at", lookup_expr="lte")

    class Meta:
        model = Result
        fields: tuple[str, ...] = ()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave out what was void, as known then."""
        kept: QuerySet[Any] = super().filter_queryset(queryset)
        return kept.filter(standing_then(self.times))

    def decides(self, rows: QuerySet[Result], name: str, value: Any) -> QuerySet[Result]:
        """Keep the results by which targets are judged, or the others."""
        if value is None:
            return rows
        kept = decided(self.times) & counting(self.times) & Q(target__dropped_at__isnull=True)
        return rows.filter(kept) if value else rows.exclude(kept)

    def judged(self, rows: QuerySet[Result], name: str, value: list[str]) -> QuerySet[Result]:
        """Keep results that say one of these of their target."""
        return results_of_verdict(rows, value) if value else rows


@by_columns("field", "amended_at", staff_only=("amended_by", *STAMPS))
class AmendmentFilters(OfTrial):
    """Amendments to plans."""

    target = Several("target", targets_for, key="pk")
    deliverable = Several("deliverable", deliverables_for, key="pk")
    amended_by = Several("amended_by", people_for, key="pk")

    class Meta:
        model = Amendment
        fields: tuple[str, ...] = ()


@by_columns("order", "direction", "lowest", "highest", staff_only=STAMPS)
class MetricFilters(FilterSet):
    """Metrics."""

    code = SeveralTexts(field_name="code")
    unit = SeveralChoices(field_name="unit", choices=Unit.choices)
    active = YesNo(field_name="active")

    class Meta:
        model = Metric
        fields: tuple[str, ...] = ()


_CASE = ("use_case__phase", "use_case__institution", "use_case__category")
_SEARCH = ("use_case__reference", "use_case__title", "metric__label_en", "aspect")
_REFERENCE = {"reference": "use_case__reference", "updated_at": "updated_at"}
_METRIC = {"metric": "metric__code"}
_LABELS = ("code", "label_en", "label_zh_hant", "label_zh_hans")

METRICS = Subject(
    "metrics", metrics_for, MetricFilters, _LABELS, {"code": "code", "order": "order"}
)
TARGETS = Subject(
    "targets", targets_for, TargetFilters, _SEARCH, {**_REFERENCE, **_METRIC}, (*_CASE, "metric")
)
CYCLES = Subject(
    "cycles", cycles_for, CycleFilters, (*_SEARCH[:2], "name", "model_family"), _REFERENCE, _CASE
)
RESULTS = Subject(
    "results",
    results_ever_for,
    ResultFilters,
    _SEARCH,
    {**_REFERENCE, **_METRIC, "happened_on": "happened_on"},
    (*_CASE, "metric", "cycle", "target__metric"),
)
AMENDMENTS = Subject(
    "amendments",
    amendments_for,
    AmendmentFilters,
    (*_SEARCH[:2], "field", "before", "after", "reason"),
    {**_REFERENCE, "amended_at": "amended_at"},
    (*_CASE, "target__metric", "deliverable", "amended_by"),
)
