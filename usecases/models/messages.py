"""The outbox: one table for mail and portal notices."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose, Record
from usecases.vocabulary.messages import Channel


class Message(Record):
    """Something to be told to somebody, written in the transaction it tells of."""

    channel = Line(_("channel"), max_length=8, choices=Channel.choices)
    letter = Line(_("letter"), max_length=40)
    recipient = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="messages", verbose_name=_("to")
    )
    institution = models.ForeignKey(
        "usecases.Institution", models.PROTECT, related_name="messages", null=True, blank=True
    )
    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="messages", null=True, blank=True
    )
    subject = Line(_("subject"), max_length=300)
    body = Prose(_("text"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True, blank=True)
    failure = Prose(_("why it failed"), blank=True)

    class Meta:
        ordering = ("-recorded_at", "id")
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = (models.Index(fields=["sent_at", "next_attempt_at"], name="message_due"),)

    def __str__(self) -> str:
        return self.subject
