"""Whether a file is taken: size, type by its content, name and content in agreement.

Pure functions on an open file. Nothing is written, nothing is unpacked to disk or decoded.
"""

from dataclasses import dataclass
from typing import BinaryIO

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.rules.archives import hides_archive
from usecases.rules.filenames import clean_name, ending
from usecases.rules.office import OLE, ZIP, office_type, refuse_old
from usecases.rules.papers import PDF_MAGIC, check_pdf, check_text
from usecases.rules.pictures import JPEG_MAGIC, PNG_MAGIC, check_jpeg, check_png
from usecases.rules.unfit import Unfit, two_in_one
from usecases.vocabulary.filetypes import (
    BY_ENDING,
    CSV,
    JPEG,
    PDF,
    PNG,
    TXT,
    WORDS,
    FileType,
)
from usecases.vocabulary.limits import FILE_BYTES

_CHECKS = {PDF: check_pdf, PNG: check_png, JPEG: check_jpeg, CSV: check_text, TXT: check_text}
_MAGIC = ((PDF_MAGIC, PDF), (PNG_MAGIC, PNG), (JPEG_MAGIC, JPEG))
_BINARY = (*_MAGIC, (ZIP, None), (OLE, None))


@dataclass(frozen=True)
class Fit:
    """A file that is taken: the name to keep, and what it is by its content."""

    name: str
    type: FileType


def examined(name: str, content: BinaryIO) -> Fit:
    """Return what a file is, or raise `Unfit` with the reason why it is not taken."""
    size = content.seek(0, 2)
    if not size:
        raise Unfit("empty", _("The file is empty."))
    if size > FILE_BYTES:
        text = _("The file is larger than {most} MB.")
        raise Unfit("too-large", format_lazy(text, most=FILE_BYTES // 1024**2))
    kept = clean_name(name)
    named = BY_ENDING.get(ending(kept))
    if named is None:
        raise Unfit("type", format_lazy(_("These types are taken: {types}."), types=WORDS))
    content.seek(0)
    found = _by_content(content, size, named)
    content.seek(0)
    if found != named:
        raise Unfit("not-its-name", _("The content of the file is not what its name says."))
    return Fit(kept, found)


def _by_content(content: BinaryIO, size: int, named: FileType) -> FileType:
    """Return the type that the content shows; text is of the type that its name says."""
    head = content.read(8)
    if head.startswith(OLE):
        raise refuse_old()
    if head.startswith(ZIP):
        return office_type(content, size)
    found = next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
    if found is None:
        if named not in (CSV, TXT):
            raise Unfit("not-its-name", _("The content of the file is not what its name says."))
        found = named
    if found == named:
        _CHECKS[found](content, size)
        if hides_archive(content):
            raise two_in_one()
    return found
