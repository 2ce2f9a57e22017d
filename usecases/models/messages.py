"""The outbox: one table for mail, portal notices and webhooks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose, Record
from usecases.vocabulary.messages import Channel, MailChoice


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
    webhook = models.ForeignKey(
        "usecases.Webhook",
        models.PROTECT,
        related_name="messages",
        null=True,
        blank=True,
        verbose_name=_("webhook"),
    )
    subject = Line(_("subject"), max_length=300)
    body = Prose(_("text"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True, blank=True)
    failure = Prose(_("why it failed"), blank=True)
    key = Line(max_length=120, blank=True, editable=False)  # tells a thing once to one reader
    in_digest = models.BooleanField(_("goes with the daily digest"), default=False)
    digest = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="digested",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("sent in"),
    )

    class Meta:
        ordering = ("-recorded_at", "id")
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = (models.Index(fields=["sent_at", "next_attempt_at"], name="message_due"),)
        constraints = (
            models.UniqueConstraint(
                fields=["recipient", "channel", "key"],
                condition=~models.Q(key=""),
                name="message_once",
            ),
        )

    def __str__(self) -> str:
        return self.subject


class NoticePreference(Record):
    """How a person wants to be told; what must reach them at once does so anyway."""

    user = models.OneToOneField(
        "usecases.User",
        models.PROTECT,
        related_name="notice_preference",
        verbose_name=_("person"),
    )
    mail = Line(_("mail"), max_length=8, choices=MailChoice.choices, default=MailChoice.EACH)
    reminders = models.BooleanField(_("reminders by mail"), default=True)

    class Meta:
        ordering = ("user__email",)
        verbose_name = _("preference for notices")
        verbose_name_plural = _("preferences for notices")

    def __str__(self) -> str:
        return f"{self.user}: {self.get_mail_display()}"
