"""What became of a use case: rows, of which the latest is the outcome."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Dated, Line, Prose, Record
from usecases.text.measures import measured_text
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.limits import TITLE_CHARACTERS
from usecases.vocabulary.terms import FOLLOW_UPS, OutcomeResult
from usecases.vocabulary.trials import Operator


class Outcome(Record, Dated):
    """One statement of what became of it."""

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="outcomes", verbose_name=_("use case")
    )
    result = Line(_("result"), max_length=20, choices=OutcomeResult.choices)
    told_by = Line(_("told by"), max_length=TITLE_CHARACTERS, blank=True)
    benefits = Prose(_("benefits"), blank=True)
    lessons = Prose(_("lessons"), blank=True)
    public_lessons = Prose(_("lessons that may be published"), blank=True)
    follow_up = models.PositiveSmallIntegerField(
        _("asked after"),
        choices=FOLLOW_UPS,
        null=True,
        blank=True,
        help_text=_("Months after completion; empty where nobody asked."),
    )

    class Meta:
        ordering = ("use_case", "-happened_on", "-recorded_at")
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = (
            models.CheckConstraint(
                condition=Q(basis=Basis.LIVE) | ~Q(source=""),
                name="outcome_recorded_has_source",
                violation_error_message=_("What is recorded after the fact needs its source."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.use_case.reference}: {self.get_result_display()}"


class Benefit(Record):
    """A number that is claimed for an outcome; unlike a result nobody tested it."""

    outcome = models.ForeignKey(
        "usecases.Outcome", models.PROTECT, related_name="claims", verbose_name=_("outcome")
    )
    use_case = models.ForeignKey("usecases.UseCase", models.PROTECT, related_name="claims")
    metric = models.ForeignKey(
        "usecases.Metric", models.PROTECT, related_name="claims", verbose_name=_("metric")
    )
    operator = Line(
        _("how exactly"), max_length=6, choices=Operator.choices, default=Operator.EQUAL
    )
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=4)
    upper = models.DecimalField(_("up to"), max_digits=14, decimal_places=4, null=True, blank=True)
    words = Line(_("of what"), max_length=200, blank=True)

    class Meta:
        ordering = ("outcome", "metric__order", "id")
        verbose_name = _("claimed benefit")
        verbose_name_plural = _("claimed benefits")
        constraints = (
            models.CheckConstraint(
                condition=Q(upper__isnull=True) | Q(value__lt=F("upper")),
                name="benefit_range",
                violation_error_message=_("The range is upside down."),
            ),
        )

    def __str__(self) -> str:
        said = measured_text(self.operator, self.value, self.upper, self.metric.unit)
        return f"{self.metric}: {said}"
