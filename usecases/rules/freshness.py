"""How old a sign-in may be where somebody decides or signs."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

TOO_OLD = _(
    "Your sign-in is too old for this. Nothing was written, and what you typed is kept: "
    "confirm that it is you, then press the button again."
)


def is_recent(moments: Iterable[float], now: float, minutes: float) -> bool:
    """Whether the last of these moments of signing in is recent enough; 0 minutes ask nothing."""
    last = max(moments, default=None)
    return not minutes or (last is not None and now - last < minutes * 60)
