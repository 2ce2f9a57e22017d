"""A fresh sign-in before a signature: asked before its page is shown, so that nothing is lost."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from usecases.models.person import Person
from usecases.rules.freshness import TOO_OLD, is_recent
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action

__all__ = ["TOO_OLD", "address", "fresh_page", "is_fresh"]

P = ParamSpec("P")
BankView = Callable[Concatenate[HttpRequest, Person, P], HttpResponse]


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person signed in, or confirmed it anew, within the time that is set."""
    known = get_authentication_records(request, request.user)
    return is_recent([each["at"] for each in known], time.time(), settings.FRESH_SIGN_IN_MINUTES)


def address(request: HttpRequest) -> str:
    """Return where a person confirms to be the one, and comes back to this page from."""
    query = urlencode({"next": request.get_full_path()})
    return f"{reverse('account_reauthenticate')}?{query}"


def fresh_page(view: BankView[P]) -> BankView[P]:
    """Ask whoever signs for a fresh sign-in before the page, below `bank_page`.

    Nothing that is sent is turned away here: the view says `TOO_OLD`, with all that was typed.
    """

    @wraps(view)
    def answer(
        request: HttpRequest, person: Person, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        reads = request.method in {"GET", "HEAD"}
        if reads and may(person, Action.SIGN) and not is_fresh(request):
            return redirect(address(request))
        return view(request, person, *args, **kwargs)

    return cast(BankView[P], answer)
