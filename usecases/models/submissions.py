"""The frozen versions of a use case that were handed in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Record


class Submission(Record):
    """One frozen version of everything handed in, with its digest; never changed."""

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="submissions", verbose_name=_("use case")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField(_("content"))
    digest = Line(_("digest"), max_length=64)
    form_version = models.PositiveSmallIntegerField(_("form version"), default=1)
    signed_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="signed", verbose_name=_("signed by")
    )
    signed_at = models.DateTimeField(_("signed"))

    class Meta:
        ordering = ("use_case", "number")
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = (
            models.UniqueConstraint(fields=["use_case", "number"], name="submission_number"),
        )

    def __str__(self) -> str:
        return f"{self.use_case.reference} v{self.number}"
