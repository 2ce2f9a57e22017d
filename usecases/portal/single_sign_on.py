"""Single sign-on: a provider vouches for an address, and whoever we know by it comes in."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from usecases.models.access import User


class SingleSignOn(DefaultSocialAccountAdapter):
    """Makes no account, and lets nobody tie an account to a stranger's."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie whoever comes first to the account with the address; later only the same come in."""
        if sociallogin.state.get("process") == "connect":
            raise _refused(request)
        if sociallogin.is_existing:
            return
        user = _known_by(sociallogin)
        if user is None:
            return  # told that accounts are by invitation
        if SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider).exists():
            raise _refused(request)
        sociallogin.connect(request, user)


def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send somebody to the provider, or say that it does not answer."""
    try:
        response: HttpResponse = views.login(request, provider_id)
    except OSError:  # every error of `requests` is one
        return render(request, "socialaccount/authentication_error.html", status=502)
    return response


def _known_by(sociallogin: Any) -> User | None:
    """Return the person of an address that the provider has made sure of."""
    sure = [each.email for each in sociallogin.email_addresses if each.verified is True]
    people = User.objects.filter(is_active=True, service=False)
    return people.filter(email__iexact=sure[0]).first() if sure else None


def _refused(request: HttpRequest) -> ImmediateHttpResponse:
    page = render(request, "socialaccount/authentication_error.html", status=403)
    return ImmediateHttpResponse(page)
