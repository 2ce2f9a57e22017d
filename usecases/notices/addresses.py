"""Where the thing is that a message tells of."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from usecases.models.messages import Message
from usecases.vocabulary.messages import Letter
from usecases.vocabulary.reminders import Reminded

# Letters that are answered on a page of their own.
_ANSWERED_AT = "portal:answers"


def case_of(message: Message) -> UUID | None:
    """Return the use case that a message is about; a draft's reminder names it in its key alone,
    since staff read what was told of the cases they see.
    """
    kind, _, rest = message.key.partition(":")
    if kind == Reminded.DRAFT:
        return UUID(rest.partition(":")[0])
    return message.use_case_id


def path_of(message: Message) -> str:
    """Return the page of the portal on which the thing is; empty where it is about none."""
    case = case_of(message)
    if case is None:
        return ""
    kind = message.key.partition(":")[0]
    asked = message.letter == Letter.ASKED or kind == Reminded.QUESTION
    return reverse(_ANSWERED_AT if asked else "portal:use-case", args=[case])


def address_of(message: Message) -> str:
    """Return the address of the thing, for a mail; of what staff are told, of the console."""
    path = path_of(message)
    return settings.PUBLIC_ADDRESS + path if path else ""


def notices_address(message: Message) -> str:
    """Return where everything that was told stands: the notices, or the console's first page."""
    name = "portal:notices" if message.institution_id else "admin:index"
    return settings.PUBLIC_ADDRESS + reverse(name)
