"""Zip archives, looked through without unpacking to disk: parts counted, sizes proved.

The sizes that an archive states are summed before a byte is unpacked, then every part is unpacked
in memory piece by piece, no further than it said: one that holds more is caught there.
"""

import struct
import zlib
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo, is_zipfile

from django.utils.translation import gettext_lazy as _

from usecases.rules.unfit import Unfit, damaged, two_in_one
from usecases.vocabulary.limits import FILE_MEMBERS, FILE_UNPACKED_BYTES

_LOCAL = struct.Struct("<4s5H3L2H")
_MAGIC, _END = b"PK\x03\x04", b"PK\x05\x06"
_ENCRYPTED, _UTF_8 = 0x1, 0x800
_PIECE = 64 * 1024
_END_BYTES = 22


def hides_archive(content: BinaryIO) -> bool:
    """Whether a zip archive stands at the end of something that is none."""
    content.seek(0)
    return is_zipfile(content)


def checked_archive(content: BinaryIO, size: int) -> ZipFile:
    """Return an archive whose parts are few, small enough, what they say, and nothing else."""
    _begins_and_ends(content, size)
    try:
        archive = ZipFile(content)
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise damaged() from error
    parts = archive.infolist()
    if len(parts) > FILE_MEMBERS:
        raise Unfit("too-many-parts", _("The file has too many parts inside."))
    if sum(part.file_size for part in parts) > FILE_UNPACKED_BYTES:
        raise Unfit("unpacks-too-large", _("The file becomes too large when it is opened."))
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Unfit("encrypted", _("The file is protected by a password. Save it without one."))
    if len({part.filename.casefold() for part in parts}) != len(parts):
        raise damaged()
    _prove(content, parts)
    return archive


def _begins_and_ends(content: BinaryIO, size: int) -> None:
    """Refuse what stands before or behind an archive."""
    content.seek(0)
    if content.read(4) != _MAGIC or size < _END_BYTES:
        raise damaged()
    content.seek(size - _END_BYTES)
    if content.read(4) != _END:
        raise two_in_one()


def _prove(content: BinaryIO, parts: list[ZipInfo]) -> None:
    """Unpack every part, in the order of the file: none overlaps another, each is as it says."""
    after = 0
    for part in sorted(parts, key=lambda each: each.header_offset):
        if part.header_offset < after:
            raise damaged()
        after = _data_of(content, part) + part.compress_size
        if _unpacked(content, part) != (part.file_size, part.CRC):
            raise Unfit("lying-sizes", _("The file is not as large inside as it says."))


def _data_of(content: BinaryIO, part: ZipInfo) -> int:
    """Move to the data of a part and return where it begins; its two headers must agree."""
    content.seek(part.header_offset)
    header = content.read(_LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(_MAGIC):
        raise damaged()
    fields = _LOCAL.unpack(header)
    flags, method, name_length, extra_length = fields[2], fields[3], fields[9], fields[10]
    name = content.read(name_length)
    if name != part.orig_filename.encode("utf-8" if flags & _UTF_8 else "cp437", "replace"):
        raise damaged()
    if method != part.compress_type or method not in (ZIP_STORED, ZIP_DEFLATED):
        raise damaged()
    return content.seek(part.header_offset + _LOCAL.size + name_length + extra_length)


def _unpacked(content: BinaryIO, part: ZipInfo) -> tuple[int, int]:
    """Return size and checksum of a part's content, reading no more than one byte too many."""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS) if part.compress_type == ZIP_DEFLATED else None
    packed, size, checksum = part.compress_size, 0, 0
    while size <= part.file_size:
        raw = inflate.unconsumed_tail if inflate else b""
        if not raw:
            raw = content.read(min(_PIECE, packed))
            packed -= len(raw)
        piece = _inflated(inflate, raw, part.file_size + 1 - size) if inflate else raw
        if not raw and not piece:
            break
        size, checksum = size + len(piece), zlib.crc32(piece, checksum)
    return size, checksum


def _inflated(inflate: "zlib._Decompress", raw: bytes, most: int) -> bytes:
    try:
        return inflate.decompress(raw, min(most, _PIECE))
    except zlib.error as error:
        raise damaged() from error
