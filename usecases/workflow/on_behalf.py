"""Acts of a bank that staff perform for it, with its letter attached.

The actor and the principal stand on the trail, the bank is told, and whoever acted never proposes
or confirms a decision about the case.
"""

from dataclasses import replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from usecases.audit import writing
from usecases.models.institutions import Institution
from usecases.models.person import Person
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.notices.outbox import tell
from usecases.rules.visibility_register import institutions_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.casefile import AttachmentKind
from usecases.workflow import submit as bank
from usecases.workflow.attach import Prepared, keep, prepare
from usecases.workflow.errors import invalid
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
