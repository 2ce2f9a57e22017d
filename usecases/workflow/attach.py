"""Files with a use case: checked and stored before the transaction, kept in it, then scanned."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.casefile import Attachment
from usecases.models.clarifications import Clarification
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.attachments import may_hand_files, takes_files
from usecases.rules.clarified import may_answer
from usecases.rules.files import examined
from usecases.rules.unfit import FIELD, Unfit
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import FILES_PER_CASE
from usecases.workflow import stored
from usecases.workflow.errors import Invalid, WrongStage, invalid
from usecases.workflow.fetch import fetch_use_case, require
from usecases.workflow.scan import Verdict, look, scan, settle
from usecases.workflow.validate import validate


@dataclass
class Prepared:
    """A file that was checked and lies on disk; used as `with prepare(upload) as prepared:`.

    When the block ends a file that was kept is scanned; one that was not is removed again, as is
    one whose row went with a write that failed.
    """

    name: str
    content_type: str
    size: int
    sha256: str
    stored: str
    found: Verdict | None = None
    kept: Attachment | None = None

    def __enter__(self) -> "Prepared":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: Any) -> None:
        if kind is None and self.kept is not None:
            self.kept = settle(self.kept, self.found) if self.found else scan(self.kept)
        elif not Attachment.objects.filter(file=self.stored).exists():
            stored.remove(self.stored)


def prepare(upload: UploadedFile[Any], *, scanned: bool = False) -> Prepared:
    """Check a file and write it to disk; outside every transaction.

    `scanned`: where something else stands or falls with it, one that the scanner refuses is
    refused before anything is written.
    """
    content: Any = upload.file
    try:
        fit = examined(upload.name or "", content)
    except Unfit as unfit:
        raise Invalid(unfit.fault) from unfit
    digest, size = stored.digest_of(content), upload.size or 0
    place = stored.put(content)
    found = look(place) if scanned else None
    if found is not None and not found.clean:
        stored.remove(place)
        text = _("The scanner refused “{name}”. Nothing was saved.")
        raise invalid(FIELD, "refused", format_lazy(text, name=fit.name))
    return Prepared(fit.name, fit.type.content_type, size, digest, place, found)


def keep(
    prepared: Prepared,
    use_case: UseCase,
    *,
    kind: str,
    by: Person,
    description: str = "",
    internal: bool = False,
    reason: str = "",
    answers: Clarification | None = None,
) -> Attachment:
    """Write the row of a prepared file; joins the writing that is open.

    One that belongs to an answer of the bank is its own until it is signed.
    """
    with writing(by=by, reason=reason):
        case = _open_case(use_case, by) if answers is None else _asked_case(use_case, by)
        if Attachment.objects.filter(use_case=case).count() >= FILES_PER_CASE:
            text = format_lazy(_("A use case takes {most} files."), most=FILES_PER_CASE)
            raise invalid(FIELD, "too-many", text)
        row = Attachment(
            use_case=case,
            kind=kind,
            internal=internal,
            name=prepared.name,
            description=description,
            file=prepared.stored,
            size=prepared.size,
            sha256=prepared.sha256,
            content_type=prepared.content_type,
            uploaded_by=by.user,
            clarification=answers,
        )
        validate(row)
        prepared.kept = trail.add(row, private_to=case.institution if answers else None)
        return row


def attach(
    use_case: UseCase,
    upload: UploadedFile[Any],
    *,
    kind: str,
    by: Person,
    description: str = "",
    internal: bool = False,
    reason: str = "",
) -> Attachment:
    """Check, store and keep a file, then have it scanned; nothing is served before it is clean."""
    _open_case(use_case, by)
    with prepare(upload) as prepared:
        row = keep(
            prepared,
            use_case,
            kind=kind,
            by=by,
            description=description,
            internal=internal,
            reason=reason,
        )
    return prepared.kept or row


def _asked_case(use_case: UseCase, by: Person) -> UseCase:
    """Return the use case, if the person writes the answers of its bank."""
    case = fetch_use_case(use_case, by)
    require(by, Action.DRAFT, case)
    if not may_answer(by, case):
        raise WrongStage
    return case


def _open_case(use_case: UseCase, by: Person) -> UseCase:
    """Return the use case, if it takes files and the person may hand it one."""
    case = fetch_use_case(use_case, by)
    if not may_hand_files(by, case):
        require(by, Action.ATTACH, case)
    if not takes_files(case):
        raise WrongStage
    return case
