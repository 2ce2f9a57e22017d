"""Criteria, who assesses what, and how they scored it."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Labelled, Line, Prose, Record
from usecases.vocabulary.reviews import Recommendation


class Criterion(Labelled):
    """What the use cases of a phase are scored by; locked at the phase's first submission."""

    phase = models.ForeignKey(
        "usecases.Phase", models.PROTECT, related_name="criteria", verbose_name=_("phase")
    )
    meaning = Prose(_("what is asked"), blank=True)
    weight = models.DecimalField(
        _("weight"),
        max_digits=5,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    lowest = models.SmallIntegerField(_("lowest score"), default=1)
    highest = models.SmallIntegerField(_("highest score"), default=5)
    scale = models.JSONField(
        _("words for each score"), default=dict, blank=True, help_text=_("Score: words.")
    )

    class Meta:
        ordering = ("phase__code", "order", "code")
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = (
            models.UniqueConstraint(
                fields=["phase", "code"],
                name="criterion_code",
                violation_error_message=_("This phase has a criterion of this code already."),
            ),
            models.CheckConstraint(
                condition=Q(lowest__lt=F("highest")),
                name="criterion_scale",
                violation_error_message=_("The lowest score must be below the highest."),
            ),
            models.CheckConstraint(condition=Q(weight__gt=0), name="criterion_weight"),
        )


class Assignment(Record):
    """Who is to assess a use case, by when."""

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="assignments", verbose_name=_("use case")
    )
    assessor = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="assignments",
        verbose_name=_("assessor"),
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    assigned_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="assignments_given",
        verbose_name=_("assigned by"),
    )
    ended_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("use_case", "recorded_at", "id")
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = (
            models.UniqueConstraint(
                fields=["use_case", "assessor"],
                condition=Q(ended_at__isnull=True),
                name="assignment_once",
                violation_error_message=_("This person assesses it already."),
            ),
        )
        indexes = (models.Index(fields=["assessor", "ended_at"], name="assignment_of_person"),)

    def __str__(self) -> str:
        return f"{self.use_case.reference} · {self.assessor}"


class Assessment(Record):
    """How one assessor judged one submission; a draft until it is submitted, then unchanged."""

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="assessments", verbose_name=_("use case")
    )
    submission = models.ForeignKey(
        "usecases.Submission",
        models.PROTECT,
        related_name="assessments",
        verbose_name=_("submission"),
    )
    assessor = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="assessments", verbose_name=_("assessor")
    )
    comment = Prose(_("comment"), blank=True)
    recommendation = Line(
        _("recommendation"), max_length=10, choices=Recommendation.choices, blank=True
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)

    class Meta:
        ordering = ("use_case", "recorded_at", "id")
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = (
            models.UniqueConstraint(
                fields=["submission", "assessor"],
                name="assessment_once",
                violation_error_message=_("This person has assessed it already."),
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | ~Q(recommendation=""),
                name="assessment_submitted_recommends",
            ),
        )

    def __str__(self) -> str:
        return f"{self.use_case.reference} · {self.assessor}"


class Score(Record):
    """One criterion's score in one assessment."""

    assessment = models.ForeignKey(
        "usecases.Assessment",
        models.PROTECT,
        related_name="scores",
        verbose_name=_("assessment"),
    )
    use_case = models.ForeignKey("usecases.UseCase", models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(
        "usecases.Criterion", models.PROTECT, related_name="scores", verbose_name=_("criterion")
    )
    score = models.SmallIntegerField(_("score"))
    remark = Prose(_("remark"), blank=True)

    class Meta:
        ordering = ("assessment", "criterion__order", "criterion__code")
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = (
            models.UniqueConstraint(fields=["assessment", "criterion"], name="score_once"),
        )

    def __str__(self) -> str:
        return f"{self.criterion}: {self.score}"


class Materiality(Record):
    """Whether what a new submission changed matters to the assessments made before it."""

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="materialities", verbose_name=_("use case")
    )
    submission = models.OneToOneField(
        "usecases.Submission",
        models.PROTECT,
        related_name="materiality",
        verbose_name=_("submission"),
    )
    material = models.BooleanField(
        _("material"), help_text=_("Assessments are asked for again; else they stand.")
    )
    reason = Prose(_("reason"))
    said_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="+", verbose_name=_("said by")
    )
    said_at = models.DateTimeField(_("said"))

    class Meta:
        ordering = ("use_case", "submission__number")
        verbose_name = _("materiality")
        verbose_name_plural = _("materialities")
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="materiality_says_why"),
        )

    def __str__(self) -> str:
        return str(self.submission)
