"""Coded words for what is kept with a use case, and for who looked at it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AttachmentKind(TextChoices):
    """What a file is."""

    LETTER = "letter", _("Letter of the institution")
    SUBMISSION = "submission", _("Part of the submission")
    SUPPORTING = "supporting", _("Supporting document")
    EVIDENCE = "evidence", _("Evidence")
    ANSWER = "answer", _("Answer to a question")
    REPORT = "report", _("Report of a trial")
    OTHER = "other", _("Other")


class ScanState(TextChoices):
    """Whether a file may be served."""

    WAITING = "waiting", _("Waiting to be scanned")
    CLEAN = "clean", _("Clean")
    REFUSED = "refused", _("Refused")


class LineageKind(TextChoices):
    """How a use case follows from an earlier one."""

    CONTINUES = "continues", _("Continues")
    SPLIT = "split", _("Split from")
    MERGED = "merged", _("Merged from")
    RESUBMITTED = "resubmitted", _("Resubmission of")
    CARRIED_OVER = "carried-over", _("Carried over from")


class Looked(TextChoices):
    """What somebody did with what is confidential."""

    OPENED = "opened", _("Opened")
    EXPORTED = "exported", _("Exported")
    DOWNLOADED = "downloaded", _("Downloaded")
