"""Shows progress on standard error, once something takes longer than two seconds."""

from time import monotonic

from django.core.management.base import OutputWrapper

_PATIENCE = 2.0
_EVERY = 2.0


class Progress:
    """Handed to whatever takes long, and called with what is being done and how far it is."""

    def __init__(self, stream: OutputWrapper) -> None:
        self._stream = stream
        self._next = monotonic() + _PATIENCE

    def __call__(self, what: str, done: int, total: int) -> None:
        """Say how far it is, at most every two seconds."""
        now = monotonic()
        if now >= self._next:
            self._next = now + _EVERY
            self._stream.write(f"  {what}: {done} of {total}")
            self._stream.flush()
