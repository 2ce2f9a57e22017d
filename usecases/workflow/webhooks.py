"""Webhooks: made, their secret shown once, changed, tried out, sent again."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.access import User
from usecases.models.messages import Message
from usecases.models.person import Person
from usecases.models.webhooks import Webhook
from usecases.notices import webhooks as notices
from usecases.notices.outbound import fault_in
from usecases.rules.programs import ends_programs, manages_programs
from usecases.rules.visibility_register import messages_for, webhooks_for
from usecases.vocabulary.messages import Channel
from usecases.vocabulary.webhooks import Event
from usecases.workflow.errors import NotAllowed, WrongStage, invalid
from usecases.workflow.fetch import fetch
from usecases.workflow.validate import validate


def create_webhook(
    user: User, *, name: str, address: str, events: Iterable[str], by: Person
) -> tuple[Webhook, str]:
    """Make a webhook and return it with its secret, which is shown this once."""
    told = _checked({"name": name, "address": address, "events": events})
    with writing(by=by):
        if not manages_programs(user, by):
            raise NotAllowed
        hook = Webhook(user=user, salt=secrets.token_hex(16), **told)
        validate(hook)
        return trail.add(hook), notices.secret_text(hook)


def change_webhook(webhook: Webhook, fields: dict[str, Any], *, by: Person) -> Webhook:
    """Change where it goes, what it tells, or whether it does; whoever may end it turns it off."""
    told = _checked(fields)
    with writing(by=by):
        hook = fetch(webhooks_for(by).select_related("user"), webhook.pk)
        off = told == {"active": False} and ends_programs(hook.user, by)
        if not (off or manages_programs(hook.user, by)):
            raise NotAllowed
        trail.amend(hook, told)
        validate(hook)
        return hook


def renew_secret(webhook: Webhook, *, by: Person) -> str:
    """Make a new secret and return it, this once; the old one signs nothing more."""
    with writing(by=by):
        hook = _managed(webhook, by)
        trail.amend(hook, {"salt": secrets.token_hex(16)})
        return notices.secret_text(hook)


def try_out(webhook: Webhook, *, by: Person) -> None:
    """Send something that tells of nothing."""
    with writing(by=by):
        hook = _managed(webhook, by)
        if not hook.active:
            raise WrongStage
        notices.try_out(hook)


def send_again(message: Message, *, by: Person) -> None:
    """Let a delivery go out again, under the id that it had: the receiver knows it."""
    with writing(by=by):
        found = fetch(messages_for(by).select_related("webhook__user"), message.pk)
        if found.channel != Channel.WEBHOOK or found.webhook is None:
            raise WrongStage
        _managed(found.webhook, by)
        fields = {"sent_at": None, "attempts": 0, "next_attempt_at": None, "failure": ""}
        trail.amend(found, fields)


def _managed(webhook: Webhook, by: Person) -> Webhook:
    hook = fetch(webhooks_for(by).select_related("user"), webhook.pk)
    if not manages_programs(hook.user, by):
        raise NotAllowed
    return hook


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields, their address and their events as they may be."""
    told = dict(fields)
    if "address" in told and (fault := fault_in(told["address"])):
        raise invalid("address", "invalid", fault)
    if "events" in told:
        told["events"] = sorted(set(told["events"]))
        if not told["events"] or set(told["events"]) - set(Event.values):
            raise invalid("events", "invalid", _("Choose what it is to be told."))
    return told
