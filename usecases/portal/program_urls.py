"""Addresses of the programs of a bank's people."""

from django.urls import path

from usecases.portal.views import programs, webhooks

_HOOK = "programs/webhooks/<uuid:key>/"

PROGRAMS = [
    path("programs/", programs.programs, name="programs"),
    path("programs/tokens/new/", programs.new_token, name="new-token"),
    path("programs/tokens/<uuid:key>/revoke/", programs.revoke, name="revoke-token"),
    path("programs/webhooks/new/", programs.new_webhook, name="new-webhook"),
    path(_HOOK, webhooks.webhook, name="webhook"),
    path(f"{_HOOK}act/", webhooks.act, name="webhook-act"),
    path(f"{_HOOK}secret/", webhooks.renew, name="webhook-secret"),
    path("programs/deliveries/<uuid:key>/again/", webhooks.again, name="delivery-again"),
]
