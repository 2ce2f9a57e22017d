"""PDF and plain text: whole, readable without a password, and nothing else in disguise."""

import codecs
import re
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from usecases.rules.unfit import Unfit, damaged

PDF_MAGIC = b"%PDF-"
_PDF_VERSION = re.compile(rb"%PDF-[12]\.\d")
_PROTECTED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
_PDF_END, _PDF_TAIL = b"%%EOF", 1024
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# Text that programs would take for a page, a script or a document of another type.
_ELSE = re.compile(r"\s*(?:<[a-z!?/]|\{\\rtf|%!|%pdf-|#!|mime-version:)", re.IGNORECASE)


def check_pdf(content: BinaryIO, size: int) -> None:
    """Refuse a PDF that does not begin and end as one, or that asks for a password."""
    content.seek(0)
    whole = content.read(size)
    if not _PDF_VERSION.match(whole) or _PDF_END not in whole[-_PDF_TAIL:]:
        raise damaged()
    if _PROTECTED.search(whole):
        raise Unfit("encrypted", _("The file is protected by a password. Save it without one."))


def check_text(content: BinaryIO, size: int) -> None:
    """Refuse what is not text in Unicode, and text that is a page or a script."""
    content.seek(0)
    whole = content.read(size)
    encoding = "utf-16" if whole.startswith(_UTF_16) else "utf-8-sig"
    try:
        text = whole.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text() from error
    if _CONTROL.search(text):
        raise _no_text()
    if _ELSE.match(text):
        raise Unfit("not-its-name", _("The content of the file is not what its name says."))


def _no_text() -> Unfit:
    return Unfit("not-text", _("The file is not text in Unicode. Save it as UTF-8."))
