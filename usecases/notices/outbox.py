"""The outbox: messages are written with what they tell of, and sent later."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils import timezone

from usecases.audit.context import reliving
from usecases.audit.writing import current
from usecases.models.access import User
from usecases.models.letters import DecisionLetter
from usecases.models.messages import Message
from usecases.models.usecases import UseCase
from usecases.notices.invited import ready_to_send
from usecases.notices.letters import compose
from usecases.notices.readers import preference_of, writers_of
from usecases.rules.reminding import Manner, manner_of
from usecases.vocabulary.messages import Channel, Letter

ATTEMPTS = 12
_CLAIMED = timedelta(minutes=10)  # within which one attempt has ended, however it went
_BATCH = 500
_LISTED = 20  # titles in one letter, as its template cuts them


def tell(letter: str, case: UseCase, **about: Any) -> None:
    """Queue a letter to everyone who writes for the bank, as mail and as a notice."""
    _queue(letter, case, *compose(letter, case, **about))


def tell_decision(letter: DecisionLetter) -> None:
    """Queue a letter of decision as it was frozen; the subject of the mail tells no outcome."""
    case = letter.use_case
    subject = f"A decision about {case.reference}"
    parts = (letter.letterhead, letter.subject, letter.body)
    _queue(Letter.DECIDED, case, subject, "\n\n".join(part for part in parts if part))


def _queue(letter: str, case: UseCase, subject: str, body: str) -> None:
    opened = current()
    words: dict[str, Any] = {"letter": letter, "subject": subject, "body": body}
    about = {"institution": case.institution, "use_case": case}
    for reader in writers_of(case, opened.now):
        put(rows_for(reader, words | about))


def rows_for(reader: User, fields: Mapping[str, Any], *, notice: bool = True) -> list[Message]:
    """Return the messages that tell one person of one thing: a notice, and a mail as they want it.

    Nobody is mailed about what the invented programme lived through before it was made.
    """
    opened = current()
    times = {"recorded_at": opened.now, "updated_at": opened.now}
    rows = []
    if notice:
        kept = {"channel": Channel.NOTICE, "sent_at": opened.moment}
        rows.append(Message(recipient=reader, **times, **kept, **fields))
    manner = manner_of(fields["letter"], preference_of(reader))
    if manner != Manner.NOT and not reliving():
        kept = {"channel": Channel.MAIL, "in_digest": manner == Manner.TOGETHER}
        rows.append(Message(recipient=reader, **times, **kept, **fields))
    return rows


def put(rows: Sequence[Message]) -> None:
    """Write messages into the outbox."""
    Message.objects.bulk_create(rows, batch_size=_BATCH)


def tell_prepared(drafts: Sequence[UseCase]) -> None:
    """Tell a bank of drafts that were prepared for it in one phase, in one letter."""
    tell(Letter.PREPARED, drafts[0], drafts=drafts, more=max(0, len(drafts) - _LISTED))


def deliver(limit: int = 200) -> tuple[int, int]:
    """Send what is due and return how many went and how many failed.

    Two processes never send the same: each message is claimed before. A crash between sending and
    noting it sends twice, once the claim has lapsed; the Message-ID tells the receiver.
    """
    now = timezone.now()
    due = Message.objects.filter(
        Q(next_attempt_at=None) | Q(next_attempt_at__lte=now),
        channel=Channel.MAIL,
        in_digest=False,
        recipient__is_active=True,
        sent_at=None,
        attempts__lt=ATTEMPTS,
    ).select_related("recipient")
    rows = list(due.order_by("recorded_at", "id")[:limit])
    results = [_send(message) for message in rows if claim(message, now)]
    return results.count(True), results.count(False)


def claim(message: Message, now: datetime) -> bool:
    """Take a message to send it; False if another process has."""
    rows = Message.objects.filter(pk=message.pk, sent_at=None, attempts=message.attempts)
    return rows.update(attempts=message.attempts + 1, next_attempt_at=now + _CLAIMED) == 1


def _send(message: Message) -> bool:
    mail = EmailMessage(
        message.subject,
        ready_to_send(message),
        to=[message.recipient.email],
        headers={"Message-ID": f"<{message.pk}@sandbox-tracker>"},
    )
    now = timezone.now()
    rows = Message.objects.filter(pk=message.pk)
    try:
        mail.send()
    except (OSError, ValueError) as error:  # smtplib's errors, and addresses it refuses
        wait = timedelta(minutes=2**message.attempts)
        rows.update(next_attempt_at=now + wait, failure=str(error))
        return False
    sent = Message.objects.filter(Q(pk=message.pk) | Q(digest=message))
    sent.update(sent_at=now, updated_at=now, failure="")
    return True
