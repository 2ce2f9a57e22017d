"""Pictures: width and height read from the header; nothing is ever decoded."""

import struct
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from usecases.rules.unfit import Unfit, damaged, two_in_one
from usecases.vocabulary.limits import FILE_PIXELS

PNG_MAGIC, JPEG_MAGIC = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_CHUNK, _LENGTH = struct.Struct(">L4s"), struct.Struct(">H")
_HEADER_BYTES = 13
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN = 0xDA  # the picture itself begins
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})  # marks without a length


def check_png(content: BinaryIO, size: int) -> None:
    """Refuse too many pixels, broken chunks, and whatever stands behind the last one."""
    content.seek(len(PNG_MAGIC))
    length, kind = _chunk(content)
    if kind != b"IHDR" or length != _HEADER_BYTES:
        raise damaged()
    _refuse_many_pixels(*struct.unpack(">2L", content.read(8)))
    content.seek(5 + 4, 1)
    while kind != b"IEND":
        length, kind = _chunk(content)
        if content.seek(length + 4, 1) > size:
            raise damaged()
    if content.tell() != size:
        raise two_in_one()


def check_jpeg(content: BinaryIO, size: int) -> None:
    """Refuse too many pixels, and a picture without a frame."""
    content.seek(2)
    while content.tell() < size:
        mark = _mark(content)
        if mark in _BARE:
            continue
        length = _number(content)
        if mark in _FRAMES:
            content.seek(1, 1)
            height, width = _number(content), _number(content)
            _refuse_many_pixels(width, height)
            return
        if length < _LENGTH.size or mark == _SCAN:
            raise damaged()
        content.seek(length - _LENGTH.size, 1)
    raise damaged()


def _chunk(content: BinaryIO) -> tuple[int, bytes]:
    head = content.read(_CHUNK.size)
    if len(head) < _CHUNK.size:
        raise damaged()
    length, kind = _CHUNK.unpack(head)
    return length, kind


def _mark(content: BinaryIO) -> int:
    """Return the next mark; any number of 0xFF may stand before it."""
    first, mark = content.read(1), content.read(1)
    if first != b"\xff":
        raise damaged()
    while mark == b"\xff":
        mark = content.read(1)
    if not mark:
        raise damaged()
    return mark[0]


def _number(content: BinaryIO) -> int:
    two = content.read(_LENGTH.size)
    if len(two) < _LENGTH.size:
        raise damaged()
    return int.from_bytes(two, "big")


def _refuse_many_pixels(width: int, height: int) -> None:
    if not width or not height:
        raise damaged()
    if width * height > FILE_PIXELS:
        raise Unfit("too-many-pixels", _("The picture has too many pixels. Save a smaller one."))
