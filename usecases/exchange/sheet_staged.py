"""Files between preview and confirmation: kept privately, for one person, for a day at most."""

import json
import os
from pathlib import Path, PurePath
from time import time
from uuid import UUID, uuid4

from django.conf import settings

from usecases.exchange.sheet_lines import MOST_BYTES, SheetFile
from usecases.models.person import Person

_SECONDS = 24 * 60 * 60
_MOST = 5  # of one person
_NAME_CHARACTERS = 120


def keep(file: SheetFile, *, by: Person) -> UUID:
    """Keep a file for whoever handed it in, and return the key to it."""
    prune()
    folder, key = _folder(by), uuid4()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in sorted(folder.iterdir(), key=_age)[: 1 - _MOST or None]:
        old.unlink(missing_ok=True)
    name = PurePath(file.name).name[-_NAME_CHARACTERS:]
    head = json.dumps({"name": name, "record": file.record}).encode()
    handle = os.open(folder / str(key), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(head + b"\n" + file.data)
    return key


def find(key: UUID, *, by: Person) -> SheetFile | None:
    """Return a file that this person handed in within the last day."""
    path = _folder(by) / str(key)
    try:
        fresh = path.stat().st_mtime > time() - _SECONDS
        head, _line, data = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    told = json.loads(head)
    return SheetFile(told["name"], data[: MOST_BYTES + 1], told["record"]) if fresh else None


def forget(key: UUID, *, by: Person) -> None:
    """Drop a file that was imported."""
    (_folder(by) / str(key)).unlink(missing_ok=True)


def prune() -> None:
    """Drop every file that is older than a day."""
    for path in _root().glob("*/*"):
        if path.stat().st_mtime <= time() - _SECONDS:
            path.unlink(missing_ok=True)


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "imports"


def _folder(by: Person) -> Path:
    if by.user is None:
        raise RuntimeError("Nobody hands in a file.")
    return _root() / str(by.user.pk)


def _age(path: Path) -> float:
    return path.stat().st_mtime
