"""Requests for a first account: anybody asks, an administrator invites or says why not."""

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.institutions import Institution
from usecases.models.invitations import AccountRequest, Invitation
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.notices.invited import mail_refusal, tell_requested
from usecases.rules.invitations import account_requests_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import REASON_CHARACTERS
from usecases.workflow.errors import WrongStage
from usecases.workflow.fetch import fetch, require
from usecases.workflow.invite import invite
from usecases.workflow.people import system
from usecases.workflow.texts import required, within
from usecases.workflow.validate import validate


def ask(
    *,
    institution_name: str,
    name: str,
    email: str,
    position: str = "",
    message: str = "",
    phase: Phase | None = None,
) -> None:
    """Keep a request; of an address that waits already nothing more is kept, and nobody told."""
    with writing(by=system(), reason=_ASKED):
        within("message", message, REASON_CHARACTERS)
        row = AccountRequest(
            institution_name=institution_name.strip(),
            name=name.strip(),
            email=email.strip(),
            position=position.strip(),
            message=message.strip(),
            phase=phase,
        )
        validate(row)
        if not AccountRequest.objects.filter(email__iexact=row.email, handled_at=None).exists():
            trail.add(row)
            tell_requested()


_ASKED = "asked on the public page"
_SAY_WHY = _("Say why.")


def answer(
    request: AccountRequest,
    *,
    institution: Institution,
    member_role: str,
    by: Person,
    reason: str = "",
) -> Invitation:
    """Invite whoever asked, to the institution that an administrator found to be theirs."""
    with writing(by=by, reason=reason) as opened:
        row = _waiting(request, by)
        sent = invite(
            row.email,
            name=row.name,
            institution=institution,
            member_role=member_role,
            by=by,
        )
        handled = {"handled_at": opened.now, "handled_by": opened.user}
        trail.amend(row, {"invitation": sent, **handled})
        return sent


def refuse(request: AccountRequest, *, by: Person, reason: str) -> AccountRequest:
    """Say no, and why; whoever asked is written to once this stands."""
    with writing(by=by, reason=reason) as opened:
        row = _waiting(request, by)
        said = required("reason", reason, REASON_CHARACTERS, _SAY_WHY)
        handled = {"handled_at": opened.now, "handled_by": opened.user}
        trail.amend(row, {"refusal": said, **handled})
        mail_refusal(row)
        return row


def _waiting(request: AccountRequest, by: Person) -> AccountRequest:
    row = fetch(account_requests_for(by), request.pk)
    require(by, Action.EDIT_PEOPLE)
    if row.handled_at is not None:
        raise WrongStage
    return row
