"""Whether a zip archive may be unpacked: its parts are counted and weighed before anyone does."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from usecases.exchange.sheet_faults import WrongSheet, wrong

_PARTS = 200
_UNPACKED = 60 * 1024 * 1024
_CHUNK = 64 * 1024
_WORKBOOK = "xl/workbook.xml"
# A workbook declares no document type; what does would define entities. Looked for in UTF-8 only,
# so a part in another encoding is refused too.
_DEFINES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
_BYTE_ORDER = (b"\xff\xfe", b"\xfe\xff", b"\0")


def check_archive(data: bytes) -> None:
    """Raise `WrongSheet` unless this is a workbook of bearable size that hides nothing."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            names = [member.filename for member in members]
            if _WORKBOOK not in names:
                raise _no_workbook()
            if len(members) > _PARTS or sum(each.file_size for each in members) > _UNPACKED:
                raise _too_large()
            if len(set(names)) != len(names) or any(
                name.endswith("vbaProject.bin") for name in names
            ):
                raise wrong("not-xlsx", _("The workbook holds macros or parts of the same name."))
            left = _UNPACKED
            for member in members:
                left -= _weigh(archive, member.filename, left)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise _no_workbook() from error


def _weigh(archive: ZipFile, name: str, left: int) -> int:
    """Return how large a part truly is; read it to the end, whatever its header says."""
    weight, before = 0, b""
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            first = weight == 0
            weight += len(chunk)
            if weight > left:
                raise _too_large()
            if first and name.endswith((".xml", ".rels")) and _other_encoding(chunk):
                raise _hostile()
            if _DEFINES.search(before + chunk):
                raise _hostile()
            before = chunk[-16:]
    return weight


def _other_encoding(chunk: bytes) -> bool:
    declared = _ENCODING.match(chunk.removeprefix(b"\xef\xbb\xbf"))
    other = declared is not None and declared[1].lower() not in (b"utf-8", b"us-ascii", b"utf8")
    return other or chunk.startswith(_BYTE_ORDER) or b"\0" in chunk[:64]


def _no_workbook() -> WrongSheet:
    text = _("This is no XLSX workbook. Save it as XLSX without a password.")
    return wrong("not-xlsx", text)


def _too_large() -> WrongSheet:
    return wrong("too-large", _("Unpacked, the workbook would be too large."))


def _hostile() -> WrongSheet:
    return wrong("not-xlsx", _("The workbook holds what no spreadsheet writes. It was not opened."))
