"""The programs of an invented bank: tokens, one of them ended, and a webhook that is off."""

from usecases.demonstration.cast import Cast
from usecases.demonstration.names import HARBOUR
from usecases.vocabulary.roles import Scope
from usecases.vocabulary.webhooks import Event
from usecases.workflow.tokens import create_token, revoke
from usecases.workflow.webhooks import change_webhook, create_webhook, try_out

_ADDRESS = "https://hooks.harbour.example/sandbox"


def connect(cast: Cast) -> None:
    """Let both people of the bank connect something; nothing of it is ever sent."""
    lead, writer = cast.signatories[HARBOUR], cast.writers[HARBOUR]
    if lead.user is None or writer.user is None:
        return
    create_token(lead.user, name="Warehouse", scopes=[Scope.READ, Scope.REPORT], by=lead)
    create_token(writer.user, name="Loader of drafts", scopes=[Scope.SUBMIT], by=writer, days=90)
    old, _secret = create_token(writer.user, name="First try", scopes=[Scope.READ], by=writer)
    revoke(old, by=writer)
    hook, _secret = create_webhook(
        writer.user, name="Case desk", address=_ADDRESS, events=[Event.MOVES], by=writer
    )
    try_out(hook, by=writer)
    change_webhook(hook, {"active": False}, by=writer)
