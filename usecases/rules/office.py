"""Word, Excel and PowerPoint files: which of them a file is; none with macros or a password."""

import re
from typing import BinaryIO
from zipfile import ZipFile

from django.utils.translation import gettext_lazy as _

from usecases.rules.archives import checked_archive
from usecases.rules.unfit import Unfit, damaged
from usecases.vocabulary.filetypes import OFFICE, FileType

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office files, and new ones with a password
_CONTENTS = "[Content_Types].xml"
_CONTENTS_BYTES = 1_000_000
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
_MACRO_TYPES = (b"macroenabled", b"vbaproject", b"ms-office.activex")


def office_type(content: BinaryIO, size: int) -> FileType:
    """Return which Office file an archive is."""
    with checked_archive(content, size) as archive:
        stated = _contents(archive)
        names = [each.rpartition("/")[2].lower() for each in archive.namelist()]
    if b"&#" in stated:  # spelt so that a search does not find it
        raise damaged()
    lowered = stated.lower()
    if any(each in _MACRO_PARTS for each in names) or any(each in lowered for each in _MACRO_TYPES):
        raise Unfit("macros", _("The file holds macros. Save it without them."))
    found = [each for each in OFFICE if _is_main(each, stated)]
    if len(found) != 1:
        raise Unfit("archive", _("An archive is not taken. Hand in its files one by one."))
    return found[0]


def _contents(archive: ZipFile) -> bytes:
    """Return what an Office file says that it holds; nothing if it is none."""
    if _CONTENTS not in archive.namelist():
        return b""
    part = archive.getinfo(_CONTENTS)
    if part.file_size > _CONTENTS_BYTES:
        return b""
    return archive.read(part)


def _is_main(kind: FileType, stated: bytes) -> bool:
    main = re.escape(f"{kind.content_type}.main+xml".encode())
    return re.search(rb"""ContentType\s*=\s*["']""" + main + rb"""["']""", stated) is not None


def refuse_old() -> Unfit:
    """Return the refusal of the binary files of old Office versions, and of encrypted ones."""
    return Unfit(
        "encrypted",
        _("The file is protected by a password or of an old Office version. Save it anew without."),
    )
