"""What a bank writes while it is being asked: replies, files, and changes of its submission.

All of it is the bank's own, on the trail too, until a signatory signs: nothing moves, and the use
case reads for everybody else as it was handed in.
"""

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.casefile import Attachment
from usecases.models.clarifications import Clarification, Revision
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.clarified import (
    fields_in,
    is_asked,
    may_answer,
    revised,
    revisions_of,
    values_of,
)
from usecases.rules.contributing import as_partner, contributed_fields
from usecases.rules.missing import Missing
from usecases.rules.visibility_casefile import attachments_for
from usecases.rules.visibility_reviews import clarifications_for
from usecases.text.normal import normal
from usecases.text.words import count_words
from usecases.vocabulary.actions import Action
from usecases.vocabulary.casefile import AttachmentKind
from usecases.vocabulary.limits import REPLY_WORDS
from usecases.vocabulary.questions import REVISED
from usecases.vocabulary.sections import BANK_FIELDS
from usecases.workflow import draft
from usecases.workflow.attach import Prepared, keep, prepare
from usecases.workflow.errors import Stale, WrongStage, invalid
from usecases.workflow.fetch import fetch, fetch_written, require


def reply(
    clarification: Clarification, *, text: str, by: Person, based_on: str | None = None
) -> Clarification:
    """Write the reply to a question. `based_on` is the reply that the writer saw: one that a
    colleague changed since raises `Stale`, and nothing is written.
    """
    with writing(by=by) as opened:
        row = _own_question(clarification, by)
        words = normal(text).strip()
        if based_on is not None and row.reply not in (normal(based_on).strip(), words):
            told = _("Somebody else changed this in the meantime.")
            raise Stale(Missing("reply", "stale", told))
        refuse_long(words)
        if words != row.reply:
            fields = {"reply": words, "replied_by": opened.user if words else None}
            trail.amend(row, fields, private_to=row.use_case.institution)
        return row


def attach(clarification: Clarification, upload: UploadedFile[Any], *, by: Person) -> Attachment:
    """Add a file to a reply; others see it once the answer is signed."""
    row = _own_question(clarification, by)
    with prepare(upload) as prepared:
        kept = keep_with(row, prepared, by=by)
    return prepared.kept or kept


def keep_with(clarification: Clarification, prepared: Prepared, *, by: Person) -> Attachment:
    """Keep a file with a reply that was checked and stored already."""
    with writing(by=by):
        row = _own_question(clarification, by)
        return keep(prepared, row.use_case, kind=AttachmentKind.ANSWER, by=by, answers=row)


def take_off(attachment: Attachment, *, by: Person) -> None:
    """Take a file off an answer that is not signed; its row stays, nobody sees it again."""
    with writing(by=by) as opened:
        rows = attachments_for(by).filter(clarification__isnull=False)
        row = fetch(rows.select_related("clarification"), attachment.pk)
        if row.clarification is not None:
            _own_question(row.clarification, by)
        trail.amend(row, {"removed_at": opened.moment}, private_to=row.use_case.institution)


def write(
    use_case: UseCase,
    *,
    fields: Mapping[str, Any],
    by: Person,
    based_on: Mapping[str, Any] | None = None,
) -> UseCase:
    """Change some of the bank's fields, as in a draft, and return the case as it would read."""
    with writing(by=by, reason=as_partner(by)):
        stored = fetch_written(use_case, by)
        if not is_asked(stored):
            raise WrongStage
        partner = by.contributor is not None
        own = contributed_fields(by, stored) if partner else frozenset(BANK_FIELDS)
        draft.refuse_foreign(fields, own)
        case = copy(revised(stored, revisions_of([stored]).get(stored, {})))
        draft.refuse_conflicts(case, fields, based_on or {})
        draft.take(case, fields)
        before, after = values_of(stored), values_of(case)
        content = {name: after[name] for name in BANK_FIELDS if after[name] != before[name]}
        _keep(stored, content)
        return case


def take_over(case: UseCase) -> None:
    """Make what was changed the bank's word: it is being signed. Inside `writing()`."""
    row = Revision.objects.filter(use_case=case, closed_at__isnull=True).first()
    if row is None:
        return
    to, names = revised(case, row.content), fields_in(row.content)
    draft.take(to, {name: getattr(to, name) for name in names})
    trail.amend(case, {name: getattr(to, name) for name in names})
    set_aside(case)


def set_aside(case: UseCase) -> None:
    """Close what was changed; it stays the bank's own. Inside `writing()`."""
    for row in Revision.objects.filter(use_case=case, closed_at__isnull=True):
        trail.amend(row, {"closed_at": current().moment}, private_to=case.institution)


def answer_instead(question: Clarification, text: str) -> None:
    """Put the reply of a letter in place of what the bank's people had written and attached.

    Inside `writing()`, by whoever acts for the bank.
    """
    opened, bank = current(), question.use_case.institution
    for file in question.files.filter(removed_at=None):
        trail.amend(file, {"removed_at": opened.moment}, private_to=bank)
    fields = {"reply": normal(text).strip(), "replied_by": opened.user}
    trail.amend(question, fields, private_to=bank)


def refuse_long(text: str) -> None:
    """Refuse a reply beyond what is read."""
    if (words := count_words(text)) > REPLY_WORDS:
        told = _("{words} words, {limit} allowed.").format(words=words, limit=REPLY_WORDS)
        raise invalid("reply", "too-long", told)


def _own_question(clarification: Clarification, by: Person) -> Clarification:
    """Return an open question to the person's bank, if the person writes for it."""
    rows = clarifications_for(by).select_related("use_case__institution")
    row = fetch(rows, clarification.pk)
    require(by, Action.DRAFT, row.use_case)
    if not may_answer(by, row.use_case):
        raise WrongStage
    if row.closed_at is not None:
        raise invalid("", "closed", _("This question is closed; it needs no answer."))
    return row


def _keep(case: UseCase, content: Mapping[str, Any]) -> None:
    """Keep the changed fields; what was answered beside them stays."""
    now = revisions_of([case]).get(case, {})
    _store(case, {**content, **{name: now[name] for name in now.keys() & {REVISED}}})


def keep_beside(case: UseCase, answers: Mapping[str, Any]) -> None:
    """Keep answers to the phase's own questions beside the changed fields. Inside `writing()`."""
    _store(case, {**fields_in(revisions_of([case]).get(case, {})), **answers})


def _store(case: UseCase, content: dict[str, Any]) -> None:
    row = Revision.objects.filter(use_case=case, closed_at__isnull=True).first()
    if row is not None:
        trail.amend(row, {"content": content}, private_to=case.institution)
    elif content:
        trail.add(Revision(use_case=case, content=content), private_to=case.institution)
