"""What is late in the hands of staff: that something is, and never what."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from usecases.audit.writing import current
from usecases.models.access import User
from usecases.models.messages import Message
from usecases.notices.outbox import put, rows_for
from usecases.notices.reminders import said_before
from usecases.rules.reminding import step_on
from usecases.selection.late import LateThing
from usecases.vocabulary.messages import Letter


def remind_staff(late: Iterable[tuple[User, LateThing]]) -> list[User]:
    """Queue what is to be said today and was not said; return who is told of each thing.

    The messages belong to no case: whoever turns out to have a conflict finds none in them.
    """
    known = said_before(current().now)
    new = [
        (reader, thing, key)
        for reader, thing in late
        if (key := _key(thing)) and (reader.pk, key) not in known
    ]
    put([row for reader, thing, key in new for row in _rows(reader, thing, key)])
    return [reader for reader, _thing, _key in new]


def _key(thing: LateThing) -> str:
    """Return what tells of it once a step; empty where nothing is to be said today."""
    step = step_on("late", thing.day, thing.day, thing.today)
    return "" if step is None else f"late-{thing.kind}:{thing.record}:{thing.day}:{step}"


def _rows(reader: User, thing: LateThing, key: str) -> list[Message]:
    with translation.override("en"):
        subject = str(thing.kind.label)
    body = settings.PUBLIC_ADDRESS + reverse("admin:index") + "\n"
    words = {"letter": Letter.LATE, "subject": subject, "body": body, "key": key}
    return rows_for(reader, words, notice=False)
