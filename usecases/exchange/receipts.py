"""The receipt of a submission as a PDF: reference, version, moment, signer, digest."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from usecases.exchange.typesetting import paragraphs, typeset
from usecases.models.submissions import Submission


def receipt(submission: Submission, title: str, *, answers: bool, at: datetime) -> bytes:
    """Return the receipt; `title` is the one that was signed, `answers` says what was handed in."""
    case = submission.use_case
    zone = ZoneInfo(case.phase.programme.time_zone)
    signer = submission.signed_by
    told = {
        _("Use case"): title,
        _("Institution"): submission.content["institution"],
        _("Phase"): f"{case.phase.name} ({case.phase.code})",
        _("Version"): str(submission.number),
        _("Received"): date_format(localtime(submission.signed_at, zone), "j F Y, H:i:s T"),
        _("Signed by"): f"{signer.name} ({signer.email})",
    }
    data: dict[str, Any] = {
        "title": _("Answers received") if answers else _("Submission received"),
        "language": (get_language() or "en").partition("-")[0],
        "reference": submission.content["reference"],
        "facts": [{"label": name, "text": _plain(text)} for name, text in told.items()],
        "digest": _grouped(submission.digest),
        "digest_label": _("Digest (SHA-256)"),
        "digest_note": _(
            "It belongs to exactly what was frozen. Whoever has the frozen answers can work it out "
            "anew and see that nothing of them was changed."
        ),
        "next_label": _("What happens next"),
        "next": next_step(answers=answers),
        "invented": _invented(submission),
    }
    return typeset("receipt/receipt.typ", data, at)


def next_step(*, answers: bool) -> str:
    """Return in a sentence what happens after a submission, or after answers to questions."""
    if answers:
        return _("The review goes on with your answers. You can follow the status at any time.")
    return _(
        "A case officer will check that the submission is complete. "
        "You can follow the status at any time."
    )


def _plain(text: str) -> str:
    return " ".join(paragraphs(text))


def _grouped(digest: str) -> str:
    """Return a digest in groups of eight, which a page can break and an eye can compare."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _invented(submission: Submission) -> str:
    if not submission.use_case.phase.programme.invented:
        return ""
    return _("This programme is invented, for demonstration; nothing here is real.")
