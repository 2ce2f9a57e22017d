"""How people come in: nobody signs up, staff land in the console, banks in the portal."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from usecases.models.person import person_for
from usecases.rules.freshness import is_recent
from usecases.rules.permissions import is_staff


class SignIn(AuthenticationBackend):
    """Knows people by e-mail and password; where real records are kept, none of a demonstration."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Refuse accounts whose password everybody knows, with a session of theirs too."""
        known = user.demonstration and not settings.DEMONSTRATION
        return not known and super().user_can_authenticate(user)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by oneself."""
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whoever signed in a moment ago is not asked again before changing a second factor."""
        minutes = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT / 60
        known = get_authentication_records(self.request, self.request.user)
        return not is_recent([each["at"] for each in known], time.time(), minutes)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff land in the console, members of a bank in the portal."""
        staff = request.user.is_authenticated and is_staff(person_for(request.user))
        return reverse("admin:index") if staff else reverse("portal:home")
