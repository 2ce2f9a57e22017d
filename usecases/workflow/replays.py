"""Answers kept under the key that a program gave its act, so that a repetition does nothing.

Written in the transaction of the act itself: a crash keeps both or neither.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from usecases.audit.writing import current
from usecases.models.replays import Replay
from usecases.rules.missing import Missing
from usecases.workflow.errors import Refused

KEPT = timedelta(hours=24)


class KeyReused(Refused):
    """The key stands for another act already."""

    code = "idempotency-key-reused"
    text = _("This key was used for another request already.")


def kept(key: str, asked: str) -> Replay | None:
    """Return the answer to the same act under this key; one that is too old is forgotten."""
    opened = current()
    found = Replay.objects.filter(user=opened.user, key=key).first()
    if found is None:
        return None
    if found.recorded_at <= opened.now - KEPT:
        found.delete()
        return None
    if found.asked != asked:
        raise KeyReused(Missing("Idempotency-Key", KeyReused.code, KeyReused.text))
    return found


def spent(now: datetime) -> QuerySet[Replay]:
    """Return the answers that are too old to be given again."""
    return Replay.objects.filter(recorded_at__lte=now - KEPT)


def keep(key: str, asked: str, status: int, headers: Mapping[str, str], body: str) -> Replay:
    """Keep an answer, as it was given."""
    opened = current()
    return Replay.objects.create(
        recorded_at=opened.now,
        user=opened.user,
        key=key,
        asked=asked,
        status=status,
        headers=dict(headers),
        body=body,
    )
