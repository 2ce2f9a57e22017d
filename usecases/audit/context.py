"""Which door and which request a write comes from, and the clock it lives by."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

from usecases.vocabulary.doors import Door

door: ContextVar[str] = ContextVar("door", default=Door.COMMAND)
request_id: ContextVar[str] = ContextVar("request_id", default="")
_lived: ContextVar[datetime | None] = ContextVar("lived", default=None)


def clock() -> datetime:
    """Return the moment at which things happen: now, save in the invented programme's past."""
    return _lived.get() or timezone.now()


def reliving() -> bool:
    """Whether the invented programme's past is being written."""
    return _lived.get() is not None


@contextmanager
def lived_at(moment: datetime) -> Iterator[None]:
    """Let the invented programme live at `moment`; `recorded_at` stays the true time."""
    token = _lived.set(moment)
    try:
        yield
    finally:
        _lived.reset(token)
