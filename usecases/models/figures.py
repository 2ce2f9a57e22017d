"""What was announced of phases and programmes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Record, Sourced, in_order
from usecases.vocabulary.terms import Measure

_IN_FORCE = _("This measure already has a figure in force; let the new one supersede it.")


class PublishedFigure(Record, Sourced):
    """What was announced, in its own words, with the bounds they allow."""

    programme = models.ForeignKey(
        "usecases.Programme", models.PROTECT, related_name="figures", verbose_name=_("programme")
    )
    phase = models.ForeignKey(
        "usecases.Phase",
        models.PROTECT,
        related_name="published_figures",
        null=True,
        blank=True,
        verbose_name=_("phase"),
    )
    measure = Line(_("measure"), max_length=16, choices=Measure.choices)
    text = Line(_("as announced"), max_length=60)
    lower = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    upper = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    said_by = Line(_("said by"), max_length=200, blank=True)
    said_on = models.DateField(_("said on"), null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("superseded by")
    )

    class Meta:
        ordering = ("programme__code", "phase__number", "measure", "said_on")
        verbose_name = _("published figure")
        verbose_name_plural = _("published figures")
        constraints = (
            models.UniqueConstraint(
                fields=["phase", "measure"],
                condition=Q(superseded_by__isnull=True, phase__isnull=False),
                name="published_figure_of_phase",
                violation_error_message=_IN_FORCE,
            ),
            models.UniqueConstraint(
                fields=["programme", "measure"],
                condition=Q(superseded_by__isnull=True, phase__isnull=True),
                name="published_figure_of_programme",
                violation_error_message=_IN_FORCE,
            ),
            in_order(
                "published_figure_bounds",
                "lower",
                "upper",
                _("The upper bound is below the lower one."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_measure_display()}: {self.text}"
