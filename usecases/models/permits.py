"""Leave to submit after a phase closed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Prose, Record


class Permit(Record):
    """A late permit: one institution may submit to one phase until a moment, for a reason."""

    institution = models.ForeignKey(
        "usecases.Institution",
        models.PROTECT,
        related_name="permits",
        verbose_name=_("institution"),
    )
    phase = models.ForeignKey(
        "usecases.Phase", models.PROTECT, related_name="permits", verbose_name=_("phase")
    )
    until = models.DateTimeField(_("until"))
    reason = Prose(_("reason"))
    given_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="permits_given", verbose_name=_("given by")
    )
    ended_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("-until", "id")
        verbose_name = _("late permit")
        verbose_name_plural = _("late permits")
        constraints = (
            models.UniqueConstraint(
                fields=["institution", "phase"],
                condition=Q(ended_at__isnull=True),
                name="permit_once",
                violation_error_message=_("This institution has a late permit for this phase."),
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="permit_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.institution} · {self.phase.code}"
