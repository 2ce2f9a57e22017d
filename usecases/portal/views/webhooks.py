"""One webhook: where it goes and what it tells, what was sent, and what its owner may do."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from usecases.models.person import Person
from usecases.models.webhooks import Webhook
from usecases.portal.access import bank_page, page
from usecases.portal.forms.faults import DONE, tried
from usecases.portal.forms.programs import WebhookForm
from usecases.portal.fresh import TOO_OLD, is_fresh
from usecases.portal.views.programs import revealed
from usecases.rules.programs import manages_programs
from usecases.rules.visibility_register import messages_for, webhooks_for
from usecases.vocabulary.limits import TIME_ZONE
from usecases.vocabulary.webhooks import Event
from usecases.workflow import webhooks
from usecases.workflow.errors import NotAllowed, WrongStage
from usecases.workflow.fetch import fetch

_SHOWN = 30  # deliveries, the newest first

Act = Callable[[Webhook, Person], object]
ACTS: dict[str, tuple[Act, Promise]] = {
    "try": (
        lambda hook, by: webhooks.try_out(hook, by=by),
        gettext_lazy("It goes out with the next round."),
    ),
    "on": (
        lambda hook, by: webhooks.change_webhook(hook, {"active": True}, by=by),
        gettext_lazy("Turned on."),
    ),
    "off": (
        lambda hook, by: webhooks.change_webhook(hook, {"active": False}, by=by),
        gettext_lazy("Turned off."),
    ),
}


@bank_page("GET", "HEAD", "POST")
def webhook(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Show a webhook with its deliveries; its owner changes it here."""
    hook = _known(person, key)
    if request.method != "POST":
        return _page(request, person, hook)
    if not _owns(hook, person):
        raise NotAllowed
    form = WebhookForm(request.POST)
    status = tried(form, lambda told: webhooks.change_webhook(hook, told, by=person))
    if status != DONE:
        return _page(request, person, hook, form, status=status)
    messages.success(request, _("Changed."))
    return redirect("portal:webhook", hook.pk)


@bank_page("POST")
def act(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Try it out, turn it on or off."""
    hook = _known(person, key)
    if (wanted := request.POST.get("act", "")) not in ACTS:
        raise NotAllowed
    perform, said = ACTS[wanted]
    try:
        perform(hook, person)
    except WrongStage:
        messages.error(request, _("It is turned off."))
    else:
        messages.success(request, str(said))
    return redirect("portal:webhook", hook.pk)


@bank_page("POST")
def renew(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Make a new secret and show it, this once."""
    hook = _known(person, key)
    if not is_fresh(request):
        messages.error(request, TOO_OLD)
        return redirect("portal:webhook", hook.pk)
    return revealed(request, person, webhooks.renew_secret(hook, by=person))


@bank_page("POST")
def again(request: HttpRequest, person: Person, key: UUID) -> HttpResponse:
    """Let a delivery go out again."""
    row = fetch(messages_for(person).filter(webhook__isnull=False), key)
    webhooks.send_again(row, by=person)
    messages.success(request, _("It goes out with the next round."))
    return redirect("portal:webhook", row.webhook_id)


def _known(person: Person, key: UUID) -> Webhook:
    return fetch(webhooks_for(person).select_related("user"), key)


def _owns(hook: Webhook, person: Person) -> bool:
    return manages_programs(hook.user, person)


def _page(
    request: HttpRequest,
    person: Person,
    hook: Webhook,
    form: WebhookForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    known: dict[str, Any] = {"name": hook.name, "address": hook.address, "events": hook.events}
    sent = messages_for(person).filter(webhook=hook).order_by("-recorded_at", "pk")
    context = {
        "current": "programs",
        "hook": hook,
        "owns": _owns(hook, person),
        "form": form or WebhookForm(initial=known),
        "told": [str(Event(each).label) for each in hook.events],
        "deliveries": sent[:_SHOWN],
        "zone": TIME_ZONE,
    }
    return page(request, person, "webhook", context, status=status)
