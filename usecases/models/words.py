"""The vocabularies that administrators edit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Labelled, Line
from usecases.vocabulary.terms import TermKind


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
