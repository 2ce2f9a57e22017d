"""The vocabularies that administrators edit."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Labelled, Line, Prose
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.trials import Direction, Unit


class Category(Labelled):
    """What a use case is for: risk management, fraud prevention, customer experience, ..."""

    class Meta(Labelled.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints = (models.UniqueConstraint(fields=["code"], name="category_code"),)


class Technique(Labelled):
    """How the system works: retrieval, fine-tuning, guardrails, ..."""

    class Meta(Labelled.Meta):
        verbose_name = _("technique")
        verbose_name_plural = _("techniques")
        constraints = (models.UniqueConstraint(fields=["code"], name="technique_code"),)


class Term(Labelled):
    """A word of one of the smaller vocabularies: sector, reason, environment, ..."""

    kind = Line(_("kind"), max_length=24, choices=TermKind.choices)

    class Meta:
        ordering = ("kind", "order", "code")
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = (models.UniqueConstraint(fields=["kind", "code"], name="term_code"),)


class Metric(Labelled):
    """What results are measured by: unit, which way is better, bounds, how it is measured."""

    unit = Line(_("unit"), max_length=12, choices=Unit.choices)
    direction = Line(_("direction"), max_length=8, choices=Direction.choices)
    lowest = models.DecimalField(
        _("lowest value"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    highest = models.DecimalField(
        _("highest value"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    measured = Prose(_("how it is measured"), blank=True)

    class Meta(Labelled.Meta):
        verbose_name = _("metric")
        verbose_name_plural = _("metrics")
        constraints = (
            models.UniqueConstraint(fields=["code"], name="metric_code"),
            models.CheckConstraint(
                condition=Q(lowest__isnull=True)
                | Q(highest__isnull=True)
                | Q(lowest__lt=F("highest")),
                name="metric_bounds",
                violation_error_message=_("The lowest value must be below the highest."),
            ),
        )
