"""How people come in: nobody signs up, staff land in the console, banks in the portal."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from usecases.models.person import person_for
from usecases.rules.permissions import is_staff


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by oneself."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff land in the console, members of a bank in the portal."""
        staff = request.user.is_authenticated and is_staff(person_for(request.user))
        return reverse("admin:index") if staff else reverse("portal:home")
