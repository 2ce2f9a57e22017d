"""A second factor before anything else, for staff and for whoever signs for a bank."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from usecases.models.access import User
from usecases.models.person import in_force
from usecases.vocabulary.roles import MemberRole

GUARDED = frozenset({"portal", "admin"})
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactorMiddleware:
    """Sends those who need a second factor and have none to where it is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; the guard stands before the view."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Stop at the doors of portal and console."""
        match = request.resolver_match
        if not settings.REQUIRE_SECOND_FACTOR or match is None or not request.user.is_authenticated:
            return None
        if not GUARDED & set(match.app_names) or not lacks_second_factor(request.user):
            return None
        messages.warning(request, _("Set up a second factor first: your role asks for one."))
        return redirect("mfa_index")


def lacks_second_factor(user: User) -> bool:
    """Whether this person's roles ask for a second factor that they do not have."""
    held = in_force(timezone.now())
    signs = user.memberships.filter(held, role=MemberRole.SIGNATORY).exists()
    trusted = signs or user.grants.filter(held).exists()
    return trusted and not is_mfa_enabled(user, FACTORS)
