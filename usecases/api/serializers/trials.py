"""Trials as they are read: plans, metrics, targets, cycles, results, amendments."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from usecases.api.serializers.base import Shown, code, key, text
from usecases.models.results import Cycle, Result
from usecases.models.trials import Amendment, Target, Trial
from usecases.models.words import Metric
from usecases.rules.verdict import deciding, verdict
from usecases.vocabulary.trials import CYCLE_FIELDS, PLAN_FIELDS, Verdict

_CASE = ("id", "use_case", "reference")
_STAMPS = ("recorded_at", "updated_at")
_VERDICT = serializers.ChoiceField(choices=Verdict.choices)


class TrialShown(Shown[Trial]):
    """The trial of an accepted use case."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    environment = code(allow_null=True)
    staff_only = _STAMPS

    class Meta:
        model = Trial
        fields = (
            *(*_CASE, *PLAN_FIELDS, "compute_used", "customers_exposed", "transactions_made"),
            *_STAMPS,
        )


class MetricShown(Shown[Metric]):
    """What results are measured by."""

    staff_only = _STAMPS

    class Meta:
        model = Metric
        fields = (
            *("id", "code", "label_en", "label_zh_hant", "label_zh_hans", "unit", "direction"),
            *("lowest", "highest", "measured", "order", "active", *_STAMPS),
        )


class TargetShown(Shown[Target]):
    """What a trial is to reach, and what the record says of it: met, missed, or not."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    metric = code()
    unit = text("metric.unit")
    verdict = serializers.SerializerMethodField()
    result = serializers.SerializerMethodField()
    prefetch = ("results",)
    staff_only = _STAMPS

    class Meta:
        model = Target
        fields = (
            *(*_CASE, "metric", "unit", "aspect", "baseline", "success", "value", "meaning"),
            *("verdict", "result", "no_result_reason", *_STAMPS),
        )

    @extend_schema_field(_VERDICT)
    def get_verdict(self, row: Target) -> str:
        """What the result by which it is judged says of it."""
        return verdict(row, deciding(row.results.all()))

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_result(self, row: Target) -> str | None:
        """The result by which it is judged: the final one, else the last."""
        found = deciding(row.results.all())
        return str(found.pk) if found else None


class CycleShown(Shown[Cycle]):
    """A round of testing, and how the system was set up in it."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    techniques = code(many=True)
    prefetch = ("techniques",)
    staff_only = _STAMPS

    class Meta:
        model = Cycle
        fields = (*_CASE, "number", *CYCLE_FIELDS, *_STAMPS)


class ResultShown(Shown[Result]):
    """What was measured, of how many, judged by whom, and what it says of its target."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    phase = text("use_case.phase.code")
    category = code(source="use_case.category", allow_null=True)
    cycle = key("cycle_id")
    cycle_number = serializers.IntegerField(source="cycle.number", read_only=True)
    techniques = code(many=True, source="cycle.techniques")
    metric = code()
    unit = text("metric.unit")
    target = key("target_id", allow_null=True)
    evidence = key("evidence_id", allow_null=True)
    verdict = serializers.SerializerMethodField()
    prefetch = ("cycle__techniques",)
    staff_only = ("evidence", *_STAMPS)

    class Meta:
        model = Result
        fields = (
            *(*_CASE, "phase", "category", "cycle", "cycle_number", "techniques", "metric"),
            *("unit", "target", "aspect", "operator", "value", "upper", "numerator"),
            *("denominator", "no_denominator", "sample_size", "evaluator", "final", "verdict"),
            *("happened_on", "precision", "basis", "source", "evidence", *_STAMPS),
        )

    @extend_schema_field(serializers.ChoiceField(choices=Verdict.choices, allow_null=True))
    def get_verdict(self, row: Result) -> str | None:
        """What it says of its target; null without one."""
        return verdict(row.target, row) if row.target else None


class AmendmentShown(Shown[Amendment]):
    """A change of the plan after the trial started, with both values and the reason."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    target = key("target_id", allow_null=True)
    deliverable = key("deliverable_id", allow_null=True)
    amended_by = text("amended_by.name")
    staff_only = ("amended_by", *_STAMPS)

    class Meta:
        model = Amendment
        fields = (
            *(*_CASE, "target", "deliverable", "field", "before", "after", "reason"),
            *("amended_by", "amended_at", *_STAMPS),
        )
