"""Short ways to say what a verb answers and what a case has behind it."""

from collections.abc import Callable
from typing import Any

import pytest

from usecases.models.access import User
from usecases.models.messages import Message
from usecases.models.trail import Change, StageChange
from usecases.models.usecases import UseCase
from usecases.workflow.errors import Refused


def refused(verb: Callable[..., Any], *args: Any, **words: Any) -> list[tuple[str, str]]:
    """Return field and code of each fault; a verb that is refused has written nothing."""
    before = written()
    with pytest.raises(Refused) as caught:
        verb(*args, **words)
    assert written() == before
    return [(fault.field, fault.code) for fault in caught.value.faults]


def written() -> tuple[int, ...]:
    """Return how many rows the trail and the outbox have."""
    return tuple(model.objects.count() for model in (Change, StageChange, Message))


def life(case: UseCase) -> list[tuple[str, str, str, User]]:
    """Return the moves of a case: verb, from, to, by."""
    rows = StageChange.objects.filter(use_case=case).order_by("row").select_related("by")
    return [(row.verb, row.from_stage, row.to_stage, row.by) for row in rows]


def letters(case: UseCase) -> list[tuple[str, str, str]]:
    """Return the messages about a case: letter, channel, to."""
    rows = Message.objects.filter(use_case=case).order_by("recorded_at", "recipient__email")
    return sorted((row.letter, row.channel, row.recipient.email) for row in rows)


NOT_FOUND = [("", "not-found")]
NOT_ALLOWED = [("", "not-allowed")]
WRONG_STAGE = [("", "wrong-stage")]
STALE = [("", "stale")]
