"""What a trial measured: cycles, each in one configuration, and their results."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Dated, Line, Prose, Record, in_order
from usecases.text.measures import measured_text
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.trials import Evaluator, Operator


class Cycle(Record):
    """One round of testing, and how the system was set up in it."""

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="cycles", verbose_name=_("use case")
    )
    number = models.PositiveSmallIntegerField(_("cycle"))
    name = Line(_("name"), max_length=120, blank=True)
    began_on = models.DateField(_("began"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    techniques = models.ManyToManyField(
        "usecases.Technique", related_name="cycles", blank=True, verbose_name=_("techniques")
    )
    model_family = Line(_("model family"), max_length=120, blank=True)
    model_size = models.DecimalField(
        _("model size (billion parameters)"), max_digits=9, decimal_places=3, null=True, blank=True
    )
    prompting = Prose(_("prompting"), blank=True)
    retrieval = Prose(_("retrieval"), blank=True)
    fine_tuning = Prose(_("fine-tuning and its method"), blank=True)
    guardrails = Prose(_("guardrails"), blank=True)
    temperature = models.DecimalField(
        _("temperature"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    sampling = Line(_("other sampling settings"), max_length=200, blank=True)
    data_split = Prose(_("data split"), blank=True)

    class Meta:
        ordering = ("use_case", "number")
        verbose_name = _("test cycle")
        verbose_name_plural = _("test cycles")
        constraints = (
            models.UniqueConstraint(
                fields=["use_case", "number"],
                name="cycle_number",
                violation_error_message=_("This trial has a cycle of this number already."),
            ),
            in_order("cycle_dates", "began_on", "ended_on", _("It ends before it begins.")),
            models.CheckConstraint(
                condition=Q(temperature__isnull=True) | Q(temperature__gte=0),
                name="cycle_temperature",
                violation_error_message=_("A temperature is not below zero."),
            ),
            models.CheckConstraint(
                condition=Q(model_size__isnull=True) | Q(model_size__gt=0),
                name="cycle_model_size",
                violation_error_message=_("A size is above zero."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.use_case.reference} · {self.number}"


class Result(Record, Dated):
    """What was measured: a value or a range, of how many, judged by whom.

    `percentage` says that the metric is one, so that the row itself can ask for its denominator.
    """

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="results", verbose_name=_("use case")
    )
    cycle = models.ForeignKey(
        "usecases.Cycle", models.PROTECT, related_name="results", verbose_name=_("cycle")
    )
    metric = models.ForeignKey(
        "usecases.Metric", models.PROTECT, related_name="results", verbose_name=_("metric")
    )
    target = models.ForeignKey(
        "usecases.Target",
        models.PROTECT,
        related_name="results",
        null=True,
        blank=True,
        verbose_name=_("target"),
    )
    aspect = Line(_("of what"), max_length=120, blank=True)
    operator = Line(
        _("how exactly"), max_length=6, choices=Operator.choices, default=Operator.EQUAL
    )
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=4)
    upper = models.DecimalField(_("up to"), max_digits=14, decimal_places=4, null=True, blank=True)
    percentage = models.BooleanField(default=False, editable=False)
    numerator = models.PositiveBigIntegerField(_("numerator"), null=True, blank=True)
    denominator = models.PositiveBigIntegerField(_("denominator"), null=True, blank=True)
    no_denominator = models.BooleanField(
        _("published without denominator"),
        default=False,
        help_text=_("For what is recorded from a publication that gives none."),
    )
    sample_size = models.PositiveBigIntegerField(_("sample size"), null=True, blank=True)
    evaluator = Line(_("judged by"), max_length=10, choices=Evaluator.choices)
    evidence = models.ForeignKey(
        "usecases.Attachment",
        models.PROTECT,
        related_name="results",
        null=True,
        blank=True,
        verbose_name=_("evidence"),
    )
    final = models.BooleanField(_("final"), default=False)
    voided_at = models.DateTimeField(_("void since"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("use_case", "cycle__number", "metric__order", "metric__code", "id")
        verbose_name = _("result")
        verbose_name_plural = _("results")
        constraints = (
            models.CheckConstraint(
                condition=Q(upper__isnull=True) | Q(value__lt=F("upper")),
                name="result_range",
                violation_error_message=_("The range is upside down."),
            ),
            models.CheckConstraint(
                condition=Q(upper__isnull=True) | Q(operator__in=(Operator.EQUAL, Operator.ABOUT)),
                name="result_range_operator",
                violation_error_message=_("A range is neither below nor above something."),
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0),
                name="result_denominator",
                violation_error_message=_("A denominator is above zero."),
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True)
                | Q(denominator__isnull=False)
                & (Q(percentage=False) | Q(numerator__lte=F("denominator"))),
                name="result_numerator",
                violation_error_message=_("A numerator is not above its denominator."),
            ),
            models.CheckConstraint(
                condition=Q(percentage=False)
                | Q(denominator__isnull=False)
                | Q(basis=Basis.RECORDED, no_denominator=True),
                name="result_percentage_of_what",
                violation_error_message=_("A percentage needs its denominator."),
            ),
            models.CheckConstraint(
                condition=Q(percentage=False) | Q(value__gte=0, value__lte=100),
                name="result_percentage",
                violation_error_message=_("A percentage is between 0 and 100."),
            ),
            models.CheckConstraint(
                condition=Q(basis=Basis.LIVE) | ~Q(source=""),
                name="result_recorded_has_source",
                violation_error_message=_("What is recorded after the fact needs its source."),
            ),
            models.UniqueConstraint(
                fields=["target"],
                condition=Q(final=True, voided_at__isnull=True, target__isnull=False),
                name="result_final_once",
                violation_error_message=_("This target has a final result already."),
            ),
        )
        indexes = (models.Index(fields=["metric", "final"], name="result_of_metric"),)

    def __str__(self) -> str:
        said = measured_text(self.operator, self.value, self.upper, self.metric.unit)
        return f"{self.metric}: {said}"
