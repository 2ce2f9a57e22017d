"""Files on their way out: clean, unchanged, as attachments, written down as taken."""

from typing import BinaryIO, cast

import structlog
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.models.casefile import Attachment
from usecases.models.document_files import DocumentFile
from usecases.models.person import Person
from usecases.rules.missing import Missing
from usecases.vocabulary.casefile import ScanState
from usecases.workflow import viewings
from usecases.workflow.errors import NotReady
from usecases.workflow.stored import digest_of

WHY_NOT: dict[str, Promise] = {
    ScanState.WAITING: _("The file has not been scanned yet. Come back in a few minutes."),
    ScanState.REFUSED: _("The scanner refused the file. It is kept, and nobody can open it."),
}
_ALTERED = _("The file is not as it was when it came in. Tell those who run the system.")

log = structlog.get_logger(__name__)


def handed_out(attachment: Attachment, *, by: Person) -> HttpResponse:
    """Return the bytes of a clean file, or raise `NotReady`; who may see it was asked before."""
    if attachment.scan_state != ScanState.CLEAN:
        raise _not_ready(WHY_NOT[attachment.scan_state])
    content = _as_it_came_in(attachment)
    viewings.downloaded(attachment, by=by)
    response = FileResponse(
        content,
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.content_type,
        headers={
            "Cache-Control": "no-store, private",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )
    return cast(HttpResponse, response)  # faces are typed with the kind that does not stream


def published_file(file: DocumentFile) -> HttpResponse:
    """Return the bytes of the file of a published document, or raise `NotReady`."""
    if file.scan_state != ScanState.CLEAN:
        raise _not_ready(WHY_NOT[file.scan_state])
    response = FileResponse(
        _as_it_came_in(file),
        as_attachment=True,
        filename=file.name,
        content_type=file.content_type,
        headers={"X-Content-Type-Options": "nosniff"},
    )
    return cast(HttpResponse, response)


def _as_it_came_in(attachment: Attachment | DocumentFile) -> BinaryIO:
    """Return the open file, once its digest is found to be the one kept."""
    try:
        content = cast(BinaryIO, default_storage.open(str(attachment.file)))
    except FileNotFoundError as error:
        log.error("file_not_found", attachment=str(attachment.pk))
        raise _not_ready(_ALTERED) from error
    if digest_of(content) != attachment.sha256:
        content.close()
        log.error("file_altered", attachment=str(attachment.pk))
        raise _not_ready(_ALTERED)
    return content


def _not_ready(text: Promise) -> NotReady:
    return NotReady(Missing("file", "not-clean", text))
