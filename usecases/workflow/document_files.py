"""The file of a document: checked, freed of what it tells of its author, stored, scanned."""

from contextlib import suppress
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from pypdf.errors import PyPdfError

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.document_files import DocumentFile
from usecases.models.documents import Document
from usecases.models.person import Person
from usecases.rules.files import examined
from usecases.rules.unfit import FIELD, Unfit, damaged
from usecases.rules.visibility_events import documents_for
from usecases.text.stripped import stripped
from usecases.vocabulary.actions import Action
from usecases.vocabulary.filetypes import PDF
from usecases.workflow import stored
from usecases.workflow.errors import Invalid, invalid
from usecases.workflow.fetch import fetch, require
from usecases.workflow.scan import scan
from usecases.workflow.validate import validate


def attach(
    document: Document, upload: UploadedFile[Any], *, by: Person, reason: str = ""
) -> DocumentFile:
    """Keep a PDF as the file of a document, in the place of the one before; then scan it.

    What is stored, and may be public, is the file without its metadata; the one that was sent
    is not kept.
    """
    require(by, Action.EDIT_REGISTER)
    found = fetch(documents_for(by), document.pk)
    row = _prepared(found, upload)
    try:
        with writing(by=by, reason=reason) as opened:
            for former in DocumentFile.objects.filter(document=found, replaced_at__isnull=True):
                trail.amend(former, {"replaced_at": opened.now})
            row.uploaded_by = opened.user
            validate(row)
            trail.add(row)
    except BaseException:
        with suppress(OSError):
            stored.remove(str(row.file))
        raise
    return scan(row)


def _prepared(document: Document, upload: UploadedFile[Any]) -> DocumentFile:
    """Return the row of a checked file whose bytes lie on disk; outside every transaction."""
    content: Any = upload.file
    try:
        fit = examined(upload.name or "", content)
    except Unfit as unfit:
        raise Invalid(unfit.fault) from unfit
    if fit.type != PDF:
        raise invalid(FIELD, "type", _("A document is published as PDF: save it as one."))
    try:
        clean, taken = stripped(content, document.title_en)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Invalid(damaged().fault) from error
    return DocumentFile(
        document=document,
        name=fit.name,
        file=stored.put(clean),
        size=len(clean.getvalue()),
        sha256=stored.digest_of(clean),
        content_type=PDF.content_type,
        stripped=", ".join(taken)[:300],
    )
