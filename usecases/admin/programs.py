"""Programs of a person or a service: their tokens and webhooks, made and looked after."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, ActForm
from usecases.models.access import Token, User
from usecases.models.messages import Message
from usecases.models.person import Person
from usecases.models.webhooks import Webhook
from usecases.rules.programs import ends_programs, manages_programs
from usecases.vocabulary.limits import TOKEN_DAYS, TOKEN_DAYS_MOST
from usecases.vocabulary.messages import Channel
from usecases.vocabulary.roles import Scope
from usecases.vocabulary.webhooks import Event
from usecases.workflow import tokens, webhooks

_BOXES = forms.CheckboxSelectMultiple


class TokenForm(ActForm):
    """What a token is for, what it may, and until when."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Which program uses it."))
    scopes = forms.MultipleChoiceField(
        label=_("May"), choices=Scope.choices, widget=_BOXES, initial=[Scope.READ.value]
    )
    days = forms.IntegerField(
        label=_("Valid for so many days"),
        min_value=1,
        max_value=TOKEN_DAYS_MOST,
        initial=TOKEN_DAYS,
    )


class WebhookForm(ActForm):
    """Where it goes and what it tells."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Which program is told."))
    address = forms.CharField(
        label=_("Address"), max_length=300, help_text=_("Begins with https. No redirects.")
    )
    events = forms.MultipleChoiceField(label=_("Is told of"), choices=Event.choices, widget=_BOXES)


def owner_acts(user: User, person: Person) -> list[Act]:
    """Return what can be made for a person or a service."""
    if not manages_programs(user, person):
        return []
    disabled = "" if user.is_active else _("This account is disabled. Enable it first.")
    return [
        Act(
            name="token",
            label=_("New token"),
            lead=_(
                "A program signs in with it and may do no more than its owner, within what is "
                "ticked. It is shown once, on the next page."
            ),
            perform=lambda values: tokens.create_token(user, by=person, **values)[1],
            form=TokenForm,
            why_not=disabled,
            fresh=True,
            reveals=True,
        ),
        Act(
            name="webhook",
            label=_("New webhook"),
            lead=_(
                "The address is sent ids and names of events that its owner may see, signed with "
                "a secret that is shown once, on the next page."
            ),
            perform=lambda values: webhooks.create_webhook(user, by=person, **values)[1],
            form=WebhookForm,
            why_not=disabled,
            fresh=True,
            reveals=True,
        ),
    ]


def token_acts(token: Token, person: Person) -> list[Act]:
    """Offer to end a token, to its owner and to administrators."""
    if not ends_programs(token.user, person):
        return []
    revoked, expired = bool(token.revoked_at), token.expires_at <= timezone.now()
    why_not = _("It has expired.") if expired else ""
    return [
        Act(
            name="revoke",
            label=_("Revoke"),
            lead=_("The program that signs in with this token is out at once, for good."),
            perform=lambda _values: tokens.revoke(token, by=person),
            why_not=_("It is revoked already.") if revoked else why_not,
            done=_("Revoked."),
            danger=True,
        )
    ]


def webhook_acts(hook: Webhook, person: Person) -> list[Act]:
    """Offer what its owner may do to a webhook; an administrator may turn it off."""
    found = _owners_acts(hook, person) if manages_programs(hook.user, person) else []
    if hook.active and ends_programs(hook.user, person):
        found.append(
            Act(
                name="off",
                label=_("Turn off"),
                lead=_("Nothing more is sent. What waits is kept until it is turned on again."),
                perform=lambda _v: webhooks.change_webhook(hook, {"active": False}, by=person),
                done=_("Turned off."),
                danger=True,
            )
        )
    return found


def _owners_acts(hook: Webhook, person: Person) -> list[Act]:
    off = "" if hook.active else _("It is turned off.")
    known: dict[str, Any] = {"name": hook.name, "address": hook.address, "events": hook.events}
    turn = Act(
        name="on",
        label=_("Turn on"),
        lead=_("What waits is sent, and what happens from now on."),
        perform=lambda _values: webhooks.change_webhook(hook, {"active": True}, by=person),
        done=_("Turned on."),
        main=True,
    )
    return [
        Act(
            name="try",
            label=_("Try it out"),
            lead=_("A delivery that tells of nothing goes out with the next round."),
            perform=lambda _values: webhooks.try_out(hook, by=person),
            why_not=off,
            done=_("It goes out with the next round."),
            main=hook.active,
        ),
        Act(
            name="edit",
            label=_("Change"),
            lead=_("What waits goes to the new address."),
            perform=lambda values: webhooks.change_webhook(hook, values, by=person),
            form=WebhookForm,
            initial=known,
            done=_("Changed."),
        ),
        Act(
            name="renew",
            label=_("New secret"),
            lead=_(
                "The old secret signs nothing more. The new one is shown once, on the next page."
            ),
            perform=lambda _values: webhooks.renew_secret(hook, by=person),
            fresh=True,
            reveals=True,
        ),
        *(() if hook.active else (turn,)),
    ]


def message_acts(message: Message, person: Person) -> list[Act]:
    """Offer to send a delivery again."""
    hook = message.webhook
    if message.channel != Channel.WEBHOOK or hook is None:
        return []
    if not manages_programs(hook.user, person):
        return []
    return [
        Act(
            name="again",
            label=_("Send again"),
            lead=_("It goes out with the next round, under the id that it had."),
            perform=lambda _values: webhooks.send_again(message, by=person),
            why_not="" if hook.active else _("The webhook is turned off."),
            done=_("It goes out with the next round."),
        )
    ]
