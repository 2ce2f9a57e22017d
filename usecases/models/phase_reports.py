"""The report on a phase: what officers write into its sections, text by text.

Its figures stand nowhere until an edition is frozen: that is a `Publication` of the report.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose, Record


class PhaseReport(Record):
    """The report on one phase. Each edition of it that is proposed or public is a `Publication`."""

    phase = models.OneToOneField(
        "usecases.Phase", models.PROTECT, related_name="report", verbose_name=_("phase")
    )

    class Meta:
        ordering = ("phase__programme__code", "phase__number")
        verbose_name = _("phase report")
        verbose_name_plural = _("phase reports")

    def __str__(self) -> str:
        return f"{self.phase.code} · {self._meta.verbose_name}"


class PhaseReportText(Record):
    """One version of the text of one section. The last is in force; none is ever rewritten."""

    report = models.ForeignKey(
        "usecases.PhaseReport", models.PROTECT, related_name="texts", verbose_name=_("phase report")
    )
    section = Line(_("section"), max_length=20)
    number = models.PositiveSmallIntegerField(_("version"))
    text = Prose(_("text"), blank=True)
    written_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="phase_report_texts",
        verbose_name=_("written by"),
    )

    class Meta:
        ordering = ("report", "section", "number")
        verbose_name = _("text of a phase report")
        verbose_name_plural = _("texts of phase reports")
        constraints = (
            models.UniqueConstraint(
                fields=["report", "section", "number"], name="phase_report_text_number"
            ),
        )

    def __str__(self) -> str:
        return f"{self.section} {self.number}"
