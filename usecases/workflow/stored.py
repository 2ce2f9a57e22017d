"""Files on disk: under opaque names, written and forced to disk before any row tells of them."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone

from usecases.models.casefile import Attachment
from usecases.models.document_files import DocumentFile
from usecases.vocabulary.limits import ORPHAN_HOURS

FOLDER = "attachments"
_PIECE = 1024 * 1024


def digest_of(content: BinaryIO) -> str:
    """Return the SHA-256 of an open file."""
    content.seek(0)
    found = sha256()
    while piece := content.read(_PIECE):
        found.update(piece)
    content.seek(0)
    return found.hexdigest()


def put(content: BinaryIO) -> str:
    """Write a file under a name that tells nothing, and return that name."""
    key = uuid4()
    name = default_storage.save(place(key), File(content, name=key.hex))
    path = Path(default_storage.path(name))
    for each in (path, path.parent, path.parent.parent):
        _force(each)
    return name


def place(key: UUID) -> str:
    """Return where a file lies, in one of 256 folders."""
    return f"{FOLDER}/{key.hex[:2]}/{key.hex}"


def remove(name: str) -> None:
    """Remove a file that no row tells of."""
    default_storage.delete(name)


def orphans(before: datetime | None = None) -> Iterator[str]:
    """Yield the files that no row tells of, left by a crash; young ones may still get theirs."""
    last = before or timezone.now() - timedelta(hours=ORPHAN_HOURS)
    for name in _all():
        known = any(kind.objects.filter(file=name).exists() for kind in (Attachment, DocumentFile))
        if not known and default_storage.get_modified_time(name) < last:
            yield name


def _all() -> Iterator[str]:
    if not default_storage.exists(FOLDER):
        return
    for folder in default_storage.listdir(FOLDER)[0]:
        for name in default_storage.listdir(f"{FOLDER}/{folder}")[1]:
            yield f"{FOLDER}/{folder}/{name}"


def _force(path: Path) -> None:
    """Have the operating system write a file or a folder to disk now."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
