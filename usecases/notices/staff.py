"""What staff are told by mail: that something waits in the console, and never what."""

from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from usecases.audit.context import reliving
from usecases.audit.writing import current
from usecases.models.access import User
from usecases.models.messages import Message
from usecases.models.phases import Phase
from usecases.vocabulary.messages import Channel, Letter


def tell_assigned(assessor: User, phase: Phase, due_on: date | None) -> None:
    """Tell somebody that use cases of a phase wait for an assessment."""
    address = settings.PUBLIC_ADDRESS + reverse("admin:assessments-mine")
    about = {"phase": phase, "due_on": due_on, "address": address}
    _tell(Letter.ASSIGNED, assessor, about)


def _tell(letter: Letter, reader: User, about: dict[str, Any]) -> None:
    """Queue a mail, once in a transaction however many cases it is about.

    It belongs to no case: whoever turns out to have a conflict finds none in it.
    """
    opened = current()
    if reliving():
        return
    with translation.override("en"):
        text = render_to_string(f"letters/{letter}.txt", {"reader": reader, **about})
    subject, _, body = text.strip().partition("\n")
    words = {"letter": letter, "recipient": reader, "subject": subject.strip()}
    words["body"] = body.strip() + "\n"
    if Message.objects.filter(recorded_at=opened.now, **words).exists():
        return
    Message.objects.create(
        recorded_at=opened.now, updated_at=opened.now, channel=Channel.MAIL, **words
    )
