"""Acts of a bank that staff perform for it, with its letter attached.

The actor and the principal stand on the trail, the bank is told, and whoever acted never proposes
or confirms a decision about the case.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from usecases.audit import writing
from usecases.models.institutions import Institution
from usecases.models.person import Person
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.notices.outbox import tell
from usecases.rules.clarified import is_asked, open_questions
from usecases.rules.missing import Missing
from usecases.rules.visibility_register import institutions_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.casefile import AttachmentKind
from usecases.workflow import clarify, revise
from usecases.workflow import submit as bank
from usecases.workflow.attach import Prepared, keep, prepare
from usecases.workflow.errors import Invalid, WrongStage, invalid
from usecases.workflow.fetch import fetch, fetch_use_case, require


def submit(
    use_case: UseCase,
    *,
    letter: UploadedFile[Any],
    by: Person,
    reason: str,
    version: int | None = None,
) -> Submission:
    """Hand in a bank's complete draft for it."""
    acting = _for(use_case.institution, by)
    with prepare(letter) as prepared, writing(by=acting, reason=reason):
        submission = bank.submit(use_case, by=acting, reason=reason, version=version)
        _told(use_case, prepared, acting, reason)
        return submission


def withdraw(
    use_case: UseCase,
    *,
    letter: UploadedFile[Any],
    by: Person,
    reason: str,
    version: int | None = None,
) -> UseCase:
    """Withdraw a use case for its bank."""
    acting = _for(use_case.institution, by)
    with prepare(letter) as prepared, writing(by=acting, reason=reason):
        case = bank.withdraw(use_case, by=acting, reason=reason, version=version)
        _told(case, prepared, acting, reason)
        return case


def answer(
    use_case: UseCase,
    *,
    replies: Mapping[UUID, str],
    letter: UploadedFile[Any],
    by: Person,
    reason: str,
    version: int | None = None,
) -> Submission:
    """Answer the open questions for a bank, one reply each, by their ids.

    What its own people had written and not signed is set aside, and stays theirs.
    """
    acting = _for(use_case.institution, by)
    with prepare(letter) as prepared, writing(by=acting, reason=reason):
        case = fetch_use_case(use_case, acting)
        require(acting, Action.SIGN, case)
        if not is_asked(case):
            raise WrongStage
        asked = list(open_questions(case))
        texts = [replies.get(each.pk, "").strip() for each in asked]
        lacking = [number for number, text in enumerate(texts, 1) if not text]
        if lacking:
            told = _("Write what the bank answered.")
            raise Invalid(*(Missing(f"reply_{number}", "required", told) for number in lacking))
        revise.set_aside(case)
        for each, text in zip(asked, texts, strict=True):
            revise.answer_instead(each, text)
        submission = clarify.answer(case, by=acting, reason=reason, version=version)
        _told(case, prepared, acting, reason)
        return submission


def _for(institution: Institution, by: Person) -> Person:
    """Return the person as acting for an institution."""
    require(by, Action.ACT_FOR_BANK)
    return replace(by, principal=fetch(institutions_for(by), institution.pk))


def _told(use_case: UseCase, letter: Prepared, by: Person, reason: str) -> None:
    if not reason.strip():
        raise invalid("reason", "required", _("Say why."))
    case = fetch_use_case(use_case, by)
    keep(letter, case, kind=AttachmentKind.LETTER, by=by)
    tell("on-behalf", case)
