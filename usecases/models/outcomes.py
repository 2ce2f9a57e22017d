"""What became of a use case: rows, of which the latest is the outcome."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Dated, Line, Prose, Record
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.limits import TITLE_CHARACTERS
from usecases.vocabulary.terms import OutcomeResult


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
