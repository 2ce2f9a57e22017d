"""Has files looked at by a scanner of the operator's; nothing is served before it is clean.

`FILE_SCANNER` names it: the dotted path of a callable that takes an open file and returns a
`Verdict`, or raises `OSError` when it cannot tell; or a command that reads the file from its
standard input and ends with 0 (clean) or 1 (refused). Any other ending, and one that takes too
long, leaves the file waiting; a callable bounds its own time.
"""

import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TypeVar, cast

import structlog
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.module_loading import import_string

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.casefile import Attachment
from usecases.models.document_files import DocumentFile
from usecases.models.institutions import Institution
from usecases.text.normal import normal
from usecases.vocabulary.casefile import ScanState
from usecases.vocabulary.limits import FILE_CHECK_SECONDS
from usecases.vocabulary.stages import Stage
from usecases.workflow.fetch import fetch
from usecases.workflow.people import system

F = TypeVar("F", Attachment, DocumentFile)

_DOTTED = re.compile(r"\w+(\.\w+)+")
_REPORT_CHARACTERS = 200
_EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_PIECE = 1024 * 1024

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Verdict:
    """What a scanner found."""

    clean: bool
    report: str = ""


def look(stored: str) -> Verdict | None:
    """Return what the scanner finds in a stored file; nothing where none can tell now."""
    if not settings.FILE_SCANNER:
        return None
    try:
        with default_storage.open(stored) as content:
            return _scanner()(cast(BinaryIO, content.file))
    except (OSError, subprocess.SubprocessError) as error:
        log.error("file_scan_failed", file=stored, error=type(error).__name__)
        return None


def scan(attachment: F) -> F:
    """Scan a file that waits and write down what was found; outside every transaction."""
    verdict = look(str(attachment.file))
    return attachment if verdict is None else settle(attachment, verdict)


def settle(attachment: F, verdict: Verdict) -> F:
    """Write down what was found in a file that waits."""
    with writing(by=system()) as opened:
        row = fetch(type(attachment)._base_manager.all(), attachment.pk)
        if row.scan_state == ScanState.WAITING:
            found = {
                "scan_state": ScanState.CLEAN if verdict.clean else ScanState.REFUSED,
                "scanned_at": opened.now,
                "scan_report": " ".join(normal(verdict.report).split())[:_REPORT_CHARACTERS],
            }
            trail.amend(row, found, private_to=_owner(row))
    return row


def _owner(row: Attachment | DocumentFile) -> Institution | None:
    """Return the bank whose own a file is: of an answer, or a draft, that is not signed yet."""
    if isinstance(row, DocumentFile):
        return None
    signed = row.clarification is None or row.clarification.answered
    handed_in = signed and row.use_case.stage != Stage.DRAFT
    return None if handed_in else row.use_case.institution


def scan_waiting() -> Iterator[Attachment | DocumentFile]:
    """Scan every file that waits, the oldest first, and yield each as it is afterwards."""
    yield from _waiting(Attachment)
    yield from _waiting(DocumentFile)


def _waiting(kind: type[F]) -> Iterator[F]:
    rows = kind._base_manager.filter(scan_state=ScanState.WAITING)
    for key in list(rows.order_by("recorded_at").values_list("pk", flat=True)):
        yield scan(fetch(kind._base_manager.all(), key))


def only_test_string(content: BinaryIO) -> Verdict:
    """Find nothing but the string that every scanner is tried with: for development."""
    tail = b""
    while piece := content.read(_PIECE):
        seen = tail + piece
        if _EICAR in seen:
            return Verdict(clean=False, report="EICAR test file")
        tail = seen[-len(_EICAR) :]
    return Verdict(clean=True)


def _scanner() -> Callable[[BinaryIO], Verdict]:
    if _DOTTED.fullmatch(settings.FILE_SCANNER):
        found: Callable[[BinaryIO], Verdict] = import_string(settings.FILE_SCANNER)
        return found
    return _by_command


def _by_command(content: BinaryIO) -> Verdict:
    ended = subprocess.run(  # noqa: S603 - the command is the operator's, no word of it a user's
        shlex.split(settings.FILE_SCANNER),
        stdin=content,
        capture_output=True,
        timeout=FILE_CHECK_SECONDS,
        check=False,
    )
    if ended.returncode not in (0, 1):
        raise subprocess.CalledProcessError(ended.returncode, "FILE_SCANNER")
    said = ended.stdout.decode(errors="replace")
    return Verdict(clean=ended.returncode == 0, report=said)
