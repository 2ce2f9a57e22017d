"""Webhooks: queued in the transaction they tell of, signed and sent later, ids and names only.

Whoever is told sees it already: a webhook gets what its owner may read at that moment, and is sent
nothing that its owner may no longer read.
"""

import base64
import hmac
import json
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from usecases.audit.context import reliving
from usecases.audit.writing import current
from usecases.models.messages import Message
from usecases.models.person import Person, person_for
from usecases.models.publications import Publication
from usecases.models.trail import StageChange
from usecases.models.webhooks import Webhook
from usecases.notices.outbound import NotReached, post
from usecases.notices.outbox import ATTEMPTS, claim, put
from usecases.rules.visibility import stage_changes_for, use_cases_for
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.messages import Channel
from usecases.vocabulary.roles import Scope
from usecases.vocabulary.verbs import Verb
from usecases.vocabulary.webhooks import MOVED, SECRET_PREFIX, SUBMITTED, TRIED, Event

_SUBMITTING = (Verb.SUBMIT, Verb.ANSWER)
_DAY = timedelta(days=1)
_OK = range(200, 300)


def secrets_of(hook: Webhook) -> list[bytes]:
    """Return the secrets that a delivery is signed with: of our key, and of the ones before it."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    told = f"webhook:{hook.pk}:{hook.salt}".encode()
    return [hmac.digest(str(key).encode(), told, sha256) for key in keys]


def secret_text(hook: Webhook) -> str:
    """Return the secret as its owner is shown it, once."""
    return SECRET_PREFIX + base64.b64encode(secrets_of(hook)[0]).decode()


def tell_move(row: StageChange) -> StageChange:
    """Tell of a move; nobody is told of what was recorded after the fact."""
    if row.basis == Basis.LIVE:
        ids = {"use_case": str(row.use_case_id), "stage_change": str(row.uuid)}
        submitted = row.verb in _SUBMITTING
        wanted = {Event.SUBMISSIONS: SUBMITTED} if submitted else {}

        def seen(person: Person) -> bool:
            return stage_changes_for(person).filter(pk=row.pk).exists()

        _queue({Event.MOVES: MOVED, **wanted}, ids, seen, use_case=row.use_case)
    return row


def tell_publication(row: Publication, name: str) -> Publication:
    """Tell that something became public, or is public no longer; a proposal is not told."""
    ids = {"kind": row.kind, "record": str(row.record), "version": row.version}
    _queue({Event.PUBLICATIONS: name}, ids, lambda _person: True)
    return row


def try_out(hook: Webhook) -> None:
    """Queue a delivery that tells of nothing."""
    put([_message(hook, TRIED, {})])


def _queue(
    names: dict[Event, str], ids: dict[str, Any], seen: Callable[[Person], bool], **about: Any
) -> None:
    """Write one message for each webhook that asks for one of these, if its owner sees it."""
    if reliving():
        return
    rows = []
    hooks = Webhook.objects.filter(active=True, user__is_active=True).select_related("user")
    for hook in hooks:
        name = [names[event] for event in reversed(names) if event in hook.events]
        if name and seen(owner_of(hook)):
            rows.append(_message(hook, name[0], ids, **about))
    put(rows)


def owner_of(hook: Webhook) -> Person:
    """Return the owner, with the rights of a program that reads."""
    return person_for(hook.user, scopes=frozenset({Scope.READ}))


def _message(hook: Webhook, name: str, ids: dict[str, Any], **about: Any) -> Message:
    opened = current()
    told = {"type": name, "timestamp": opened.moment.isoformat(), "data": ids}
    words = {"letter": name, "subject": name, "body": json.dumps(told)}
    times = {"recorded_at": opened.now, "updated_at": opened.now}
    to = {"channel": Channel.WEBHOOK, "recipient": hook.user, "webhook": hook}
    return Message(**to, **times, **words, **about)


def deliver(limit: int = 200) -> tuple[int, int]:
    """Send what is due and return how many were taken and how many were not.

    An address that does not answer is left alone for the rest of the round.
    """
    now, silent = timezone.now(), set[Any]()
    results: list[bool] = []
    for message in _due(now)[:limit]:
        if message.webhook_id in silent or not claim(message, now):
            continue
        results.append(_send(message))
        if not results[-1]:
            silent.add(message.webhook_id)
    return results.count(True), results.count(False)


def _due(now: datetime) -> QuerySet[Message]:
    rows = Message.objects.filter(
        Q(next_attempt_at=None) | Q(next_attempt_at__lte=now),
        channel=Channel.WEBHOOK,
        sent_at=None,
        attempts__lt=ATTEMPTS,
        webhook__active=True,
        recipient__is_active=True,
    )
    return rows.select_related("webhook__user").order_by("recorded_at", "id")


def _send(message: Message) -> bool:
    hook, now, failure = message.webhook, timezone.now(), ""
    if hook is None or not _still_seen(message, hook):
        failure, again = "Its owner may no longer read it.", None
        _noted(message, attempts=ATTEMPTS, next_attempt_at=again, failure=failure)
        return True
    body = message.body.encode()
    try:
        status = post(hook.address, signed(message.pk, now, body, secrets_of(hook)), body)
        failure = "" if status in _OK else f"Answered {status}."
    except NotReached as error:
        failure = str(error)
    if failure:
        wait = min(timedelta(minutes=2**message.attempts), _DAY)
        _noted(message, next_attempt_at=now + wait, failure=failure)
        return False
    _noted(message, sent_at=now, updated_at=now, failure="")
    return True


def _noted(message: Message, **fields: Any) -> None:
    Message.objects.filter(pk=message.pk).update(**fields)


def _still_seen(message: Message, hook: Webhook) -> bool:
    if message.use_case_id is None:
        return True
    return use_cases_for(owner_of(hook)).filter(pk=message.use_case_id).exists()


def signed(key: Any, at: datetime, body: bytes, secrets: Iterable[bytes]) -> dict[str, str]:
    """Return the headers of Standard Webhooks; the id stays when it is sent again."""
    name, stamp = f"msg_{key}", str(int(at.timestamp()))
    told = f"{name}.{stamp}.".encode() + body
    digests = [base64.b64encode(hmac.digest(each, told, sha256)).decode() for each in secrets]
    return {
        "Content-Type": "application/json",
        "User-Agent": "SandboxTracker-Webhooks/1",
        "webhook-id": name,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(f"v1,{each}" for each in digests),
    }
