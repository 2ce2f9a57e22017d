"""What the assistant was asked."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose
from usecases.vocabulary.asking import AnswerKind, PassageLanguage, Tier


class Enquiry(models.Model):
    """A question to the assistant, names and numbers of people masked, kept for 90 days."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    asked_at = models.DateTimeField(_("asked"), db_index=True)
    question = Prose(_("question"))
    language = Line(_("language"), max_length=8, choices=PassageLanguage.choices)
    tier = Line(_("tier"), max_length=1, choices=Tier.choices)
    kind = Line(_("answered by"), max_length=12, choices=AnswerKind.choices)
    cited = models.JSONField(_("cited"), default=list)
    missing = models.JSONField(_("words not found"), default=list)
    useful = models.BooleanField(_("useful"), null=True, blank=True)
    why = Prose(_("why"), blank=True)
    sent_to_team = models.BooleanField(_("sent to the sandbox team"), default=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "id")
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")

    def __str__(self) -> str:
        return self.question[:80]
