"""The trial of an accepted use case, its targets, and how its plan was amended."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose, Record, in_order
from usecases.text.measures import value_text
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.trials import Success


class Trial(Record):
    """Where, when and how a use case is tried. Actual dates are those of its stage changes."""

    use_case = models.OneToOneField(
        "usecases.UseCase", models.PROTECT, related_name="trial", verbose_name=_("use case")
    )
    environment = models.ForeignKey(
        "usecases.Term",
        models.PROTECT,
        limit_choices_to={"kind": TermKind.ENVIRONMENT},
        null=True,
        blank=True,
        verbose_name=_("environment"),
    )
    plan = Prose(_("plan"), blank=True)
    safeguards = Prose(_("safeguards"), blank=True)
    planned_from = models.DateField(_("planned from"), null=True, blank=True)
    planned_to = models.DateField(_("planned to"), null=True, blank=True)
    compute_granted = models.DecimalField(
        _("compute granted (GPU hours)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    compute_used = models.DecimalField(
        _("compute used (GPU hours)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    customers_limit = models.PositiveIntegerField(_("most customers"), null=True, blank=True)
    customers_exposed = models.PositiveIntegerField(_("customers exposed"), null=True, blank=True)
    transactions_limit = models.PositiveIntegerField(_("most transactions"), null=True, blank=True)
    transactions_made = models.PositiveIntegerField(_("transactions made"), null=True, blank=True)

    class Meta:
        ordering = ("-updated_at", "id")
        verbose_name = _("trial")
        verbose_name_plural = _("trials")
        constraints = (
            in_order(
                "trial_dates",
                "planned_from",
                "planned_to",
                _("The trial is planned to end before it begins."),
            ),
        )

    def __str__(self) -> str:
        return self.use_case.reference


class Target(Record):
    """What a trial is to reach, said in advance; locked when the trial starts."""

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="targets", verbose_name=_("use case")
    )
    metric = models.ForeignKey(
        "usecases.Metric", models.PROTECT, related_name="targets", verbose_name=_("metric")
    )
    aspect = Line(
        _("of what"),
        max_length=120,
        blank=True,
        help_text=_("Where one metric has several targets: of which part."),
    )
    baseline = models.DecimalField(
        _("baseline"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    success = Line(_("success is"), max_length=10, choices=Success.choices)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=4)
    meaning = Prose(_("what success means"), blank=True)
    no_result_reason = Prose(_("why there is no result"), blank=True)
    dropped_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("use_case", "metric__order", "metric__code", "aspect")
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = (
            models.UniqueConstraint(
                fields=["use_case", "metric", "aspect"],
                condition=models.Q(dropped_at__isnull=True),
                name="target_once",
                violation_error_message=_("There is a target for this already."),
            ),
        )

    def __str__(self) -> str:
        aim = value_text(self.value, self.metric.unit)
        return f"{self.metric} {self.get_success_display()} {aim}"


class Amendment(Record):
    """A change of the plan after the trial started: both values, the reason, the day."""

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="amendments", verbose_name=_("use case")
    )
    target = models.ForeignKey(
        "usecases.Target",
        models.PROTECT,
        related_name="amendments",
        null=True,
        blank=True,
        verbose_name=_("target"),
    )
    deliverable = models.ForeignKey(
        "usecases.Deliverable",
        models.PROTECT,
        related_name="amendments",
        null=True,
        blank=True,
        verbose_name=_("deliverable"),
    )
    field = Line(_("field"), max_length=40)
    before = Prose(_("before"), blank=True)
    after = Prose(_("after"), blank=True)
    reason = Prose(_("reason"))
    amended_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="+", verbose_name=_("by")
    )
    amended_at = models.DateTimeField(_("amended"))

    class Meta:
        ordering = ("use_case", "amended_at", "id")
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        constraints = (
            models.CheckConstraint(condition=~models.Q(reason=""), name="amendment_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.use_case.reference}: {self.field}"
