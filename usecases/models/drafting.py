"""What colleagues of a bank keep beside their drafts: comments, and answers they share.

It is the bank's alone, always: no member of staff reads it, and it is never handed in.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose, Record


class Comment(Record):
    """What a colleague says to colleagues about one section of a submission."""

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="comments", verbose_name=_("use case")
    )
    institution = models.ForeignKey(
        "usecases.Institution",
        models.PROTECT,
        related_name="comments",
        verbose_name=_("institution"),
    )
    section = Line(_("section"), max_length=20)
    text = Prose(_("comment"))
    written_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="comments", verbose_name=_("written by")
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="comments_settled",
        null=True,
        blank=True,
        verbose_name=_("settled by"),
    )

    class Meta:
        ordering = ("use_case", "recorded_at", "id")
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self) -> str:
        return self.text[:80]


class SharedAnswer(Record):
    """An answer that an institution gives in several use cases, kept once for all of them."""

    institution = models.ForeignKey(
        "usecases.Institution",
        models.PROTECT,
        related_name="shared_answers",
        verbose_name=_("institution"),
    )
    field = Line(_("field"), max_length=40)
    name = Line(_("name"), max_length=120)
    text = Prose(_("text"))
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("institution", "field", "name")
        verbose_name = _("shared answer")
        verbose_name_plural = _("shared answers")
        constraints = (
            models.UniqueConstraint(
                fields=["institution", "field", "name"],
                condition=Q(removed_at__isnull=True),
                name="shared_answer_name",
                violation_error_message=_("There is a shared answer of this name already."),
            ),
        )

    def __str__(self) -> str:
        return self.name
