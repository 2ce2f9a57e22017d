"""How often one address may ask, by page and by program together.

The address itself is kept nowhere: it is counted under a keyed digest, for a minute.
"""

from collections.abc import Mapping
from math import ceil
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

MOST = 20
SECONDS = 60


def client_of(meta: Mapping[str, Any]) -> str:
    """Return the client's address; forwarded ones are believed of our own proxies only."""
    trusted = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = [each.strip() for each in meta.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if trusted and len(forwarded) >= trusted and forwarded[-trusted]:
        return str(forwarded[-trusted])
    return str(meta.get("REMOTE_ADDR", ""))


def seconds_to_wait(client: str, what: str = "ask") -> int:
    """Count a question of this address, and return 0; where it is one too many, how long to wait.

    Off where the settings say so. What is said of answers is counted apart, by its own name.
    """
    if not settings.THROTTLE:
        return 0
    key = f"{what}-{salted_hmac('usecases.assistant.limit', client).hexdigest()}"
    now = timezone.now().timestamp()
    before: list[float] = cache.get(key, [])
    asked = [moment for moment in before if moment > now - SECONDS]
    if len(asked) >= MOST:
        return max(1, ceil(asked[0] + SECONDS - now))
    cache.set(key, [*asked, now], SECONDS)
    return 0
