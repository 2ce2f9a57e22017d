"""The outbox: messages are written with what they tell of, and sent later."""

from collections.abc import Sequence
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
from usecases.models.person import in_force
from usecases.models.usecases import UseCase
from usecases.notices.letters import compose
from usecases.vocabulary.messages import Channel, Letter
from usecases.vocabulary.roles import MemberRole

_WRITERS = (MemberRole.EDITOR, MemberRole.SIGNATORY)
_ATTEMPTS = 12
_LISTED = 20  # titles in one letter, as its template cuts them


def tell(letter: str, case: UseCase, **about: Any) -> None:
    """Queue a letter to everyone who writes for the bank, as mail and as a notice.

    Nobody is mailed about what the invented programme lived through before it was made.
    """
    _queue(letter, case, *compose(letter, case, **about))


def tell_decision(letter: DecisionLetter) -> None:
    """Queue a letter of decision as it was frozen; the subject of the mail tells no outcome."""
    case = letter.use_case
    subject = f"A decision about {case.reference}"
    parts = (letter.letterhead, letter.subject, letter.body)
    _queue(Letter.DECIDED, case, subject, "\n\n".join(part for part in parts if part))


def _queue(letter: str, case: UseCase, subject: str, body: str) -> None:
    opened = current()
    channels = (Channel.NOTICE,) if reliving() else tuple(Channel)
    for reader in _readers(case, opened.now):
        for channel in channels:
            Message.objects.create(
                recorded_at=opened.now,
                updated_at=opened.now,
                channel=channel,
                letter=letter,
                recipient=reader,
                institution=case.institution,
                use_case=case,
                subject=subject,
                body=body,
                sent_at=opened.moment if channel == Channel.NOTICE else None,
            )


def tell_prepared(drafts: Sequence[UseCase]) -> None:
    """Tell a bank of drafts that were prepared for it in one phase, in one letter."""
    tell(Letter.PREPARED, drafts[0], drafts=drafts, more=max(0, len(drafts) - _LISTED))


def _readers(case: UseCase, at: datetime) -> list[User]:
    members = case.institution.members.filter(in_force(at), role__in=_WRITERS)
    return [each.user for each in members.select_related("user") if each.user.is_active]


def deliver(limit: int = 200) -> tuple[int, int]:
    """Send what is due and return how many went and how many failed.

    A crash between sending and noting it sends twice; the Message-ID tells the receiver.
    """
    now = timezone.now()
    due = Message.objects.filter(
        Q(next_attempt_at=None) | Q(next_attempt_at__lte=now),
        channel=Channel.MAIL,
        recipient__is_active=True,
        sent_at=None,
        attempts__lt=_ATTEMPTS,
    ).select_related("recipient")
    results = [_send(message) for message in due.order_by("recorded_at", "id")[:limit]]
    return results.count(True), results.count(False)


def _send(message: Message) -> bool:
    mail = EmailMessage(
        message.subject,
        message.body,
        to=[message.recipient.email],
        headers={"Message-ID": f"<{message.pk}@sandbox-tracker>"},
    )
    now = timezone.now()
    rows = Message.objects.filter(pk=message.pk)
    try:
        mail.send()
    except (OSError, ValueError) as error:  # smtplib's errors, and addresses it refuses
        wait = timedelta(minutes=2**message.attempts)
        rows.update(attempts=message.attempts + 1, next_attempt_at=now + wait, failure=str(error))
        return False
    rows.update(sent_at=now, attempts=message.attempts + 1, failure="", updated_at=now)
    return True
