"""What goes together once a day: one mail to each reader about each institution."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.dateformat import format as formatted

from usecases.audit.writing import current
from usecases.models.institutions import Member
from usecases.models.messages import Message
from usecases.models.person import in_force
from usecases.notices.addresses import address_of, notices_address
from usecases.notices.outbox import put
from usecases.vocabulary.limits import DIGEST_HOUR, DIGEST_MOST, TIME_ZONE
from usecases.vocabulary.messages import TOGETHER, Channel, Letter


def waits_for_digest(at: datetime) -> bool:
    """Whether anything is to go together now: from one hour of the day on, and something there."""
    local = at.astimezone(ZoneInfo(TIME_ZONE))
    return local.hour >= DIGEST_HOUR and _waiting(at).exists()


def bundle() -> int:
    """Put together what waits, once a reader, institution and day; return how many mails.

    Who left the institution since is told nothing more of it.
    """
    opened = current()
    rows = _waiting(opened.moment).select_related("recipient", "institution")
    made = 0
    ordered = rows.order_by("recipient", "institution", "recorded_at", "subject", "id")
    for _reader, group in groupby(ordered, key=lambda row: (row.recipient_id, row.institution_id)):
        _bundle(list(group), _today(opened.moment))
        made += 1
    return made


def _waiting(at: datetime) -> QuerySet[Message]:
    """Return what waits for a mail that its reader did not get today."""
    got = Message.objects.filter(
        recipient=OuterRef("recipient"), key__startswith=f"{Letter.DIGEST}:{_today(at)}"
    )
    here = {"institution": OuterRef("institution")}
    member = Member.objects.filter(in_force(at), user=OuterRef("recipient"), **here)
    of_staff = Q(institution=None) & ~Exists(got.filter(institution=None))
    return Message.objects.filter(
        of_staff | Exists(member) & ~Exists(got.filter(**here)),
        channel=Channel.MAIL,
        in_digest=True,
        digest=None,
        sent_at=None,
        recipient__is_active=True,
    )


def _bundle(rows: Sequence[Message], day: date) -> None:
    """Write the mail, and that these go with it."""
    first, at = rows[0], current().now
    subject, body = (first.subject, first.body) if len(rows) == 1 else _composed(rows, day)
    mail = Message(
        recorded_at=at,
        updated_at=at,
        channel=Channel.MAIL,
        letter=Letter.DIGEST,
        recipient=first.recipient,
        institution=first.institution,
        subject=subject,
        body=body,
        key=f"{Letter.DIGEST}:{day}:{first.institution_id or ''}",
    )
    put([mail])
    Message.objects.filter(pk__in=[row.pk for row in rows]).update(digest=mail, updated_at=at)


def _composed(rows: Sequence[Message], day: date) -> tuple[str, str]:
    """Return subject and text of a mail about several things; what reads alike is counted."""
    counted = Counter((row.subject, address_of(row)) for row in rows)
    listed = [(subject, address, times) for (subject, address), times in counted.items()]
    about = {
        "listed": listed[:DIGEST_MOST],
        "more": max(0, len(listed) - DIGEST_MOST),
        "institution": rows[0].institution,
        "number": len(rows),
        "reminders": all(row.letter in TOGETHER for row in rows),
        "address": notices_address(rows[0]),
        "day": formatted(day, "j F Y"),
    }
    with translation.override("en"):
        text = render_to_string(f"letters/{Letter.DIGEST}.txt", about)
    subject, _, body = text.strip().partition("\n")
    return subject.strip(), body.strip() + "\n"


def _today(at: datetime) -> date:
    return at.astimezone(ZoneInfo(TIME_ZONE)).date()
