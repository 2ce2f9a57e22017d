"""The trial of an accepted use case."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Prose, Record, in_order
from usecases.vocabulary.terms import TermKind


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
