"""The files that documents come in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from usecases.models.base import Line, Record
from usecases.vocabulary.casefile import ScanState


class DocumentFile(Record):
    """The file of a document, freed of what it told of its author; one at a time is in use."""

    document = models.ForeignKey(
        "usecases.Document", models.PROTECT, related_name="files", verbose_name=_("document")
    )
    name = Line(_("file name"), max_length=200)
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
    scan_report = Line(_("what the scanner said"), max_length=200, blank=True, editable=False)
    stripped = Line(_("taken out of it"), max_length=300, blank=True, editable=False)
    replaced_at = models.DateTimeField(_("replaced"), null=True, blank=True, editable=False)
    uploaded_by = models.ForeignKey(
        "usecases.User",
        models.PROTECT,
        related_name="document_files",
        editable=False,
        verbose_name=_("uploaded by"),
    )

    class Meta:
        ordering = ("document", "-recorded_at", "id")
        verbose_name = _("file of a document")
        verbose_name_plural = _("files of documents")
        constraints = (
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(replaced_at__isnull=True),
                name="document_file_in_use",
            ),
        )

    def __str__(self) -> str:
        return self.name
