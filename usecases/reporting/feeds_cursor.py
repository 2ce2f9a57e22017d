"""Where a pull stands: sealed, so that nobody reads or makes one, and tied to feed and rights."""

import base64
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LONGEST = 2_000
# What comes after everything that happened at a moment.
END = 2
Place = tuple[datetime, int, str]


@dataclass(frozen=True)
class Cursor:
    """After which place to go on; what was held when this pull began, and what it began at.

    `held` is None where nothing was; `began` is None where the next answer begins a pull.
    `version` and `seen` are digests of what was there when it was `given`: words that rows are
    told in, and rows that are seen through others.
    """

    feed: str
    rights: str
    version: str
    after: Place
    held: datetime | None
    began: datetime | None
    given: datetime
    seen: str = ""

    def text(self) -> str:
        """Return it as it is handed out."""
        told = {**asdict(self), "after": [_said(self.after[0]), *self.after[1:]]}
        for name in ("held", "began", "given"):
            told[name] = None if told[name] is None else _said(told[name])
        sealed = _seal().encrypt(json.dumps(list(told.values())).encode())
        return sealed.decode().rstrip("=")


def read(text: str) -> Cursor | None:
    """Return the cursor that a text is, or None: one that we did not write is none."""
    if len(text) > _LONGEST:
        return None
    try:
        padded = text + "=" * (-len(text) % 4)
        told = json.loads(_seal().decrypt(padded.encode("ascii", "replace")))
        feed, rights, version, after, held, began, given, seen = told
    except (InvalidToken, ValueError):
        return None
    place = (_moment(after[0]), after[1], after[2])
    whole, start = (None if each is None else _moment(each) for each in (held, began))
    return Cursor(feed, rights, version, place, whole, start, _moment(given), seen)


def _seal() -> MultiFernet:
    keys = [str(each) for each in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(sha256(f"feeds:{key}".encode()).digest())) for key in keys]
    )


def _said(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND


def _moment(number: int) -> datetime:
    return _EPOCH + number * _MICROSECOND
