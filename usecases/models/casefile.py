"""What is kept with a use case: files, notes, earlier references, where it came from."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Prose, Record
from usecases.vocabulary.casefile import AttachmentKind, LineageKind, ScanState
from usecases.vocabulary.trials import NoteKind


class Attachment(Record):
    """A file with a use case. Kept under an opaque name, never deleted, served once it is clean."""

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="attachments", verbose_name=_("use case")
    )
    kind = Line(_("kind"), max_length=16, choices=AttachmentKind.choices)
    internal = models.BooleanField(
        _("staff only"), default=False, help_text=_("The bank never sees it.")
    )
    name = Line(_("file name"), max_length=200)
    description = Line(_("description"), max_length=200, blank=True)
    file = models.FileField(_("file"), max_length=120, editable=False)
    size = models.PositiveBigIntegerField(_("size"), editable=False)
    sha256 = Line(_("SHA-256"), max_length=64, editable=False)
    content_type = Line(_("detected type"), max_length=100, editable=False)
    scan_state = Line(
        _("scan"),
        max_length=8,
        choices=ScanState.choices,
        default=ScanState.WAITING,
        editable=False,
    )
    scanned_at = models.DateTimeField(_("scanned"), null=True, blank=True, editable=False)
    clarification = models.ForeignKey(
        "usecases.Clarification",
        models.PROTECT,
        related_name="files",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("answers"),
    )
    question = models.ForeignKey(
        "usecases.Question",
        models.PROTECT,
        related_name="files",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("answers the question"),
    )
    removed_at = models.DateTimeField(
        _("taken back"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("By the bank, off an answer that is not signed."),
    )
    scan_report = Line(_("what the scanner said"), max_length=200, blank=True, editable=False)
    uploaded_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="attachments",
        editable=False,
        verbose_name=_("uploaded by"),
    )

    class Meta:
        ordering = ("use_case", "recorded_at", "id")
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.name


class Note(Record):
    """What staff write down about a use case: for each other, or for the bank to act on.

    An internal note the bank never sees.
    """

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="notes", verbose_name=_("use case")
    )
    text = Prose(_("note"))
    written_by = models.ForeignKey(
        "usecases.User", models.PROTECT, related_name="notes", verbose_name=_("written by")
    )
    written_at = models.DateTimeField(_("written"), null=True, blank=True, editable=False)
    kind = Line(_("kind"), max_length=12, choices=NoteKind.choices, default=NoteKind.INTERNAL)
    action_wanted = Prose(_("action wanted"), blank=True)
    due_on = models.DateField(_("by"), null=True, blank=True)
    done = Prose(_("what was done about it"), blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="notes_closed",
        null=True,
        blank=True,
        verbose_name=_("closed by"),
    )

    class Meta:
        ordering = ("use_case", "-recorded_at", "id")
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def written(self) -> datetime:
        """When it was written, in the clock of its programme; of an old one, when it was kept."""
        return self.written_at or self.recorded_at


class Alias(Record):
    """A reference that a use case had before it moved to another phase; never given again."""

    use_case = models.ForeignKey(
        "usecases.UseCase", models.PROTECT, related_name="aliases", verbose_name=_("use case")
    )
    reference = Line(_("earlier reference"), max_length=40, unique=True)

    class Meta:
        ordering = ("reference",)
        verbose_name = _("earlier reference")
        verbose_name_plural = _("earlier references")

    def __str__(self) -> str:
        return self.reference


class Lineage(Record):
    """How a use case follows from an earlier one; no circles, across programmes."""

    earlier = models.ForeignKey(
        "usecases.UseCase",
        models.PROTECT,
        related_name="followed_by",
        verbose_name=_("earlier use case"),
    )
    later = models.ForeignKey(
        "usecases.UseCase",
        models.PROTECT,
        related_name="follows",
        verbose_name=_("later use case"),
    )
    kind = Line(_("how"), max_length=14, choices=LineageKind.choices)
    ended_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("later", "earlier")
        verbose_name = _("lineage")
        verbose_name_plural = _("lineages")
        constraints = (
            models.UniqueConstraint(
                fields=["earlier", "later"],
                condition=Q(ended_at__isnull=True),
                name="lineage_once",
                violation_error_message=_("These two are linked already."),
            ),
            models.CheckConstraint(
                condition=~Q(earlier=F("later")),
                name="lineage_of_two",
                violation_error_message=_("A use case does not follow from itself."),
            ),
        )

    def __str__(self) -> str:
        kind = str(self.get_kind_display()).lower()
        return f"{self.later.reference} {kind} {self.earlier.reference}"
