"""A fresh sign-in before a decision: asked before its page is shown, so that nothing is lost."""

import time

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from usecases.rules.freshness import TOO_OLD, is_recent

__all__ = ["TOO_OLD", "address", "ask", "is_fresh"]


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person signed in, or confirmed it anew, within the time that is set."""
    moments = [each["at"] for each in get_authentication_records(request, request.user)]
    return is_recent(moments, time.time(), settings.FRESH_SIGN_IN_MINUTES)


def address(following: str) -> str:
    """Return where a person confirms to be the one, and comes back from."""
    return reverse("account_reauthenticate") + "?" + urlencode({"next": following})


def ask(following: str) -> HttpResponse:
    """Send the person there, and back to the page."""
    return HttpResponseRedirect(address(following))
