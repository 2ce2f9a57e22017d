"""Files that a bank hands in with its submission: its own until a signatory signs."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import F
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.casefile import Attachment
from usecases.models.person import Person
from usecases.models.questions import Question
from usecases.models.usecases import UseCase
from usecases.rules.questions import IN_FORCE
from usecases.rules.unfit import FIELD
from usecases.rules.visibility_casefile import attachments_for
from usecases.text.normal import normal
from usecases.vocabulary.actions import Action
from usecases.vocabulary.casefile import AttachmentKind
from usecases.vocabulary.limits import FILES_PER_CASE
from usecases.vocabulary.questions import QuestionKind
from usecases.vocabulary.stages import Stage
from usecases.workflow.attach import Prepared, prepare
from usecases.workflow.errors import NotFound, WrongStage, invalid
from usecases.workflow.fetch import fetch, fetch_use_case, require
from usecases.workflow.validate import validate


def hand_over(
    draft: UseCase,
    upload: UploadedFile[Any],
    *,
    by: Person,
    description: str = "",
    question: Question | None = None,
) -> Attachment:
    """Check, store and keep a file with a draft, then have it scanned.

    `question` is the one that the file answers.
    """
    _own_draft(draft, by)
    with prepare(upload) as prepared:
        row = keep_with(draft, prepared, by=by, description=description, question=question)
    return prepared.kept or row


def keep_with(
    draft: UseCase,
    prepared: Prepared,
    *,
    by: Person,
    description: str = "",
    question: Question | None = None,
) -> Attachment:
    """Keep a file with a draft that was checked and stored already."""
    with writing(by=by):
        return _kept(prepared, _own_draft(draft, by), by, description, question)


def take_off(attachment: Attachment, *, by: Person) -> None:
    """Take a file off a draft; its row stays, nobody sees it again."""
    with writing(by=by) as opened:
        rows = attachments_for(by).filter(kind=AttachmentKind.SUBMISSION)
        row = fetch(rows.select_related("use_case"), attachment.pk)
        case = _own_draft(row.use_case, by)
        trail.amend(row, {"removed_at": opened.moment}, private_to=case.institution)
        _touch(case)


def _kept(
    prepared: Prepared, case: UseCase, by: Person, description: str, question: Question | None
) -> Attachment:
    """Write the row of a file, as long as the draft takes more."""
    if Attachment.objects.filter(use_case=case).count() >= FILES_PER_CASE:
        text = _("A use case takes {most} files, those that were taken off among them.")
        raise invalid(FIELD, "too-many", format_lazy(text, most=FILES_PER_CASE))
    row = Attachment(
        use_case=case,
        kind=AttachmentKind.SUBMISSION,
        question=_asked(question, case),
        name=prepared.name,
        description=normal(description).strip(),
        file=prepared.stored,
        size=prepared.size,
        sha256=prepared.sha256,
        content_type=prepared.content_type,
        uploaded_by=by.user,
    )
    validate(row)
    prepared.kept = trail.add(row, private_to=case.institution)
    _touch(case)
    return row


def _touch(case: UseCase) -> None:
    """Let the signatory who read the draft before read it again."""
    UseCase.objects.filter(pk=case.pk).update(version=F("version") + 1)


def _asked(question: Question | None, case: UseCase) -> Question | None:
    """Return the question, if the form of the case's phase asks it and a file answers it."""
    if question is None:
        return None
    rows = Question.objects.filter(IN_FORCE, phase=case.phase_id, kind=QuestionKind.FILE)
    found = rows.filter(pk=question.pk).first()
    if found is None:
        raise NotFound
    return found


def _own_draft(draft: UseCase, by: Person) -> UseCase:
    """Return the draft as it stands, if the person writes for its bank."""
    case = fetch_use_case(draft, by)
    require(by, Action.DRAFT, case)
    if case.stage != Stage.DRAFT:
        raise WrongStage
    return case
