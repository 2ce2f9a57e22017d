"""The log of what was asked: the one thing that an answer writes. Nobody's address is in it."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import DatabaseError, transaction
from django.utils import timezone

from usecases.assistant.answer import Answer
from usecases.models.enquiries import Enquiry
from usecases.text.masking import masked
from usecases.text.terms import content_terms
from usecases.vocabulary.asking import KEPT_DAYS, WHY_CHARACTERS, Gap, Tier

_SAID_WITHIN = timedelta(days=1)  # of the answer, whether it was of use

log = structlog.get_logger(__name__)


def keep(question: str, answer: Answer) -> Enquiry | None:
    """Keep a question, masked, with what became of it; an answer is worth more than its log."""
    asked = " ".join(masked(question).split())
    terms = set(content_terms(asked))
    cited = {(each.kind, each.record, each.version): None for each in answer.citations}
    row = Enquiry(
        asked_at=timezone.now(),
        question=asked,
        language=answer.language,
        tier=answer.tier,
        kind=answer.kind,
        cited=[{"kind": kind, "record": key, "version": version} for kind, key, version in cited],
        missing=[word for word in answer.missing_words if word in terms],
        gap=Gap.OPEN if terms and answer.tier != Tier.ASSERTS else "",
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except DatabaseError:
        log.exception("enquiry_lost")
        return None
    return row


def of_use(key: UUID, useful: bool, why: str = "", text: str = "") -> bool:
    """Keep whether an answer was of use, and why not; what was asserted and was of none is a gap.

    Return whether there is such a question, asked lately.
    """
    return _mark(
        key,
        useful=useful,
        why="" if useful else why,
        why_text="" if useful else masked(text)[:WHY_CHARACTERS],
        gap="" if useful else Gap.OPEN,
    )


def send(key: UUID) -> bool:
    """Send a question to the sandbox team: it stands first in the list of gaps."""
    return _mark(key, sent_to_team=True, gap=Gap.OPEN)


def _mark(key: UUID, **fields: object) -> bool:
    """Change a question asked lately that nobody of the team has in hand."""
    rows = Enquiry.objects.filter(pk=key, asked_at__gte=timezone.now() - _SAID_WITHIN)
    return bool(rows.filter(gap__in=("", Gap.OPEN)).update(**fields))


def old(now: datetime) -> int:
    """Return how many questions are kept long enough."""
    return Enquiry.objects.filter(asked_at__lt=now - timedelta(days=KEPT_DAYS)).count()


def forget(now: datetime) -> int:
    """Delete the questions that were kept long enough, and return how many."""
    rows = Enquiry.objects.filter(asked_at__lt=now - timedelta(days=KEPT_DAYS))
    return rows.delete()[0]
