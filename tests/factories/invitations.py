"""Invitations and requests for an account, sent as people send them."""

from typing import Any

from tests.factories.institutions import bank_a
from tests.people import administrator, signatory
from usecases.models.invitations import AccountRequest, Invitation
from usecases.models.person import Person
from usecases.workflow import account_requests, invite

NEW = "ada@example.org"
WORDS = "three unlikely green words"


def to_bank(email: str = NEW, by: Person | None = None, **more: Any) -> Invitation:
    """Invite an address to the first bank, by its signatory."""
    given = {"institution": bank_a(), "member_role": "editor", **more}
    return invite.invite(email, by=by or signatory(), **given)


def as_staff(email: str = NEW, by: Person | None = None, **more: Any) -> Invitation:
    """Invite an address to the staff, by an administrator."""
    return invite.invite(email, by=by or administrator(), **{"role": "officer", **more})


def account_request(email: str = NEW) -> AccountRequest:
    """Ask for a first account."""
    account_requests.ask(institution_name="Delta Bank", name="Ada", email=email)
    return AccountRequest.objects.get(email=email, handled_at=None)
