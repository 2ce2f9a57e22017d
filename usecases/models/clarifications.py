"""Questions to the bank during the review, and what it changes of its submission meanwhile."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Prose, Record


class Clarification(Record):
    """A question with a due date; closed answered, or unanswered with a reason.

    `reply` is written by the bank and its own until the answer is signed (`closed_at`).
    """

    use_case = models.ForeignKey(
        "usecases.UseCase",
        models.PROTECT,
        related_name="clarifications",
        verbose_name=_("use case"),
    )
    question = Prose(_("question"))
    due_at = models.DateTimeField(_("due"))
    asked_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="clarifications_asked",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked"))
    reply = Prose(_("reply"), blank=True)
    replied_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="clarifications_replied",
        null=True,
        blank=True,
        verbose_name=_("replied by"),
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="clarifications_closed",
        null=True,
        blank=True,
        verbose_name=_("closed by"),
    )
    answered = models.BooleanField(_("answered"), null=True, blank=True)
    closing = Prose(_("why it was closed unanswered"), blank=True)
    submission = models.ForeignKey(
        "usecases.Submission",
        models.PROTECT,
        related_name="clarifications",
        null=True,
        blank=True,
        verbose_name=_("answered with"),
        help_text=_("The version that was frozen with the answer."),
    )

    class Meta:
        ordering = ("use_case", "asked_at", "id")
        verbose_name = _("clarification")
        verbose_name_plural = _("clarifications")
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, answered__isnull=True)
                | Q(closed_at__isnull=False, answered=True) & ~Q(reply="")
                | Q(closed_at__isnull=False, answered=False) & ~Q(closing=""),
                name="clarification_closed_says_how",
            ),
        )

    def __str__(self) -> str:
        return self.question[:80]


class Revision(Record):
    """What the bank changes of its submission while it answers; its own until it is signed."""

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="revisions", verbose_name=_("use case")
    )
    content = models.JSONField(_("changed fields"), default=dict)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        ordering = ("use_case", "-recorded_at")
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = (
            models.UniqueConstraint(
                fields=["use_case"], condition=Q(closed_at__isnull=True), name="revision_open_once"
            ),
        )

    def __str__(self) -> str:
        return self.use_case.reference
