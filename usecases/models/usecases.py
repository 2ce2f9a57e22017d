"""Use cases: what the bank writes of one, and what the regulator says of it."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose, Record, Sourced
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.limits import TITLE_CHARACTERS
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import (
    Autonomy,
    Confidentiality,
    DevelopmentStage,
    MissingCategory,
)


class BankFields(models.Model):
    """What the bank writes; changes only by a new submission (`vocabulary.sections`)."""

    title = Line(_("title"), max_length=TITLE_CHARACTERS, blank=True)
    summary = Prose(_("summary"), blank=True)
    own_category = models.ForeignKey(
        "usecases.Category",
        models.PROTECT,
        related_name="use_cases_by_own",
        null=True,
        blank=True,
        verbose_name=_("own category"),
    )
    stage_of_development = Line(
        _("stage of development"), max_length=12, choices=DevelopmentStage.choices, blank=True
    )
    problem = Prose(_("problem"), blank=True)
    solution = Prose(_("solution"), blank=True)
    differentiation = Prose(_("what is different"), blank=True)
    expected_impact = Prose(_("expected impact"), blank=True)
    role_of_ai = Prose(_("role of AI"), blank=True)
    model_family = Line(_("model family"), max_length=120, blank=True)
    model_size = models.DecimalField(
        _("model size (billion parameters)"),
        max_digits=9,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    data_description = Prose(_("data"), blank=True)
    data_public = models.BooleanField(_("public data"), default=False)
    data_proprietary = models.BooleanField(_("proprietary data"), default=False)
    data_synthetic = models.BooleanField(_("synthetic data"), default=False)
    data_personal = models.BooleanField(_("personal data"), default=False)
    compute_asked = models.DecimalField(
        _("compute asked (GPU hours)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    tooling = Prose(_("tooling"), blank=True)
    testing_plan = Prose(_("testing plan"), blank=True)
    success_measures = Prose(_("measures of success"), blank=True)
    risks = Prose(_("risks"), blank=True)
    safeguards = Prose(_("safeguards"), blank=True)
    human_oversight = Prose(_("human oversight"), blank=True)
    autonomy = Line(_("autonomy"), max_length=20, choices=Autonomy.choices, blank=True)
    customer_facing = models.BooleanField(_("customer facing"), null=True, blank=True)
    ai_against_ai = models.BooleanField(_("AI against AI"), null=True, blank=True)
    support_wanted = Prose(_("support wanted"), blank=True)

    class Meta:
        abstract = True


class RegulatorFields(models.Model):
    """What the regulator says of it; edited in the console with a reason."""

    category = models.ForeignKey(
        "usecases.Category",
        models.PROTECT,
        related_name="use_cases",
        null=True,
        blank=True,
        verbose_name=_("category"),
    )
    uncategorised_reason = Line(
        _("why it has no category"), max_length=16, choices=MissingCategory.choices, blank=True
    )
    further_categories = models.ManyToManyField(
        "usecases.Category",
        related_name="further_use_cases",
        blank=True,
        verbose_name=_("further categories"),
        help_text=_("Beside the category; figures count a use case under its category alone."),
    )
    techniques = models.ManyToManyField(
        "usecases.Technique", related_name="use_cases", blank=True, verbose_name=_("techniques")
    )
    public_title = Line(_("public title"), max_length=TITLE_CHARACTERS, blank=True)
    public_summary = Prose(_("public summary"), blank=True)
    case_officer = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="cases",
        null=True,
        blank=True,
        verbose_name=_("case officer"),
    )
    confidentiality = Line(
        _("confidentiality"),
        max_length=12,
        choices=Confidentiality.choices,
        default=Confidentiality.STANDARD,
    )

    class Meta:
        abstract = True


class UseCase(Record, Sourced, BankFields, RegulatorFields):
    """The central record: one use of AI by an institution in a phase."""

    phase = models.ForeignKey(
        "usecases.Phase", models.PROTECT, related_name="use_cases", verbose_name=_("phase")
    )
    institution = models.ForeignKey(
        "usecases.Institution",
        models.PROTECT,
        related_name="use_cases",
        verbose_name=_("institution"),
    )
    authority = models.ForeignKey(
        "usecases.Authority",
        models.PROTECT,
        related_name="use_cases",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("authority"),
    )
    reference = Line(_("reference"), max_length=40, blank=True, editable=False)
    stage = Line(
        _("stage"), max_length=12, choices=Stage.choices, default=Stage.DRAFT, editable=False
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    basis = Line(max_length=10, choices=Basis.choices, default=Basis.LIVE, editable=False)
    discarded_at = models.DateTimeField(null=True, blank=True, editable=False)
    imported_as = Line(max_length=64, blank=True, editable=False)
    responsible = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="responsible_for",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("responsible colleague"),
        help_text=_("Of the bank: who is reminded of what falls due."),
    )
    looked_over_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("looked over by"),
    )

    class Meta:
        ordering = ("-updated_at", "id")
        verbose_name = _("use case")
        verbose_name_plural = _("use cases")
        constraints = (
            models.UniqueConstraint(
                fields=["reference"], condition=~Q(reference=""), name="usecase_reference"
            ),
            models.UniqueConstraint(
                fields=["imported_as"], condition=~Q(imported_as=""), name="usecase_imported_once"
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.DRAFT) | ~Q(reference=""),
                name="usecase_submitted_has_reference",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.DRAFT)
                | Q(category__isnull=False)
                | Q(basis=Basis.RECORDED) & ~Q(uncategorised_reason=""),
                name="usecase_category",
                violation_error_message=_("Give a category, or say why there is none."),
            ),
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True) | Q(stage=Stage.DRAFT, reference=""),
                name="usecase_discarded_draft",
            ),
        )
        indexes = (
            models.Index(fields=["stage"], name="usecase_stage"),
            models.Index(fields=["phase", "stage"], name="usecase_phase_stage"),
            models.Index(fields=["institution", "stage"], name="usecase_institution_stage"),
            # All that a report asks of most cases, a fifteenth of the table.
            models.Index(
                fields=["phase", "stage", "id"],
                include=["institution", "category", "authority", "discarded_at"],
                name="usecase_reported",
            ),
        )

    def __str__(self) -> str:
        name = self.title or self.public_title or str(_("Untitled"))
        return f"{self.reference} · {name}" if self.reference else name
