"""Meetings that moderate the assessments of a phase, and what they said of each use case."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Prose, Record


class Meeting(Record):
    """A meeting that moderated a phase's assessments; what was said of a case stands with it."""

    phase = models.ForeignKey(
        "usecases.Phase", models.PROTECT, related_name="meetings", verbose_name=_("phase")
    )
    held_on = models.DateField(_("held on"))
    present = Prose(_("present"), blank=True)
    notes = Prose(
        _("notes"), blank=True, help_text=_("Of the meeting as a whole; of no single use case.")
    )

    class Meta:
        ordering = ("phase__code", "-held_on", "id")
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def __str__(self) -> str:
        return f"{self.phase.code} · {self.held_on}"


class Remark(Record):
    """What a meeting said of one use case."""

    meeting = models.ForeignKey(
        "usecases.Meeting", models.PROTECT, related_name="remarks", verbose_name=_("meeting")
    )
    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="remarks", verbose_name=_("use case")
    )
    text = Prose(_("text"))

    class Meta:
        ordering = ("meeting", "use_case__reference")
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")

    def __str__(self) -> str:
        return self.text[:80]
