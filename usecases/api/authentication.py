"""Who asks: a token, as Bearer or as the password of HTTP Basic; never a session, never a query."""

import base64
import binascii

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from usecases.models.access import Token, User
from usecases.models.person import ANONYMOUS, Person, person_for
from usecases.workflow import tokens

REALM = "Sandbox Tracker"


class TokenAuthentication(BaseAuthentication):
    """Finds the person behind a token; any fault of the token gets the same answer."""

    def authenticate(self, request: Request) -> tuple[User, Person] | None:
        """Return the token's owner, and the person with no more rights than the token's."""
        header = get_authorization_header(request)
        if not header:
            return None
        token = _valid(_secret(header))
        if token is None:
            raise AuthenticationFailed(_("This token is not valid."))
        tokens.used(token)
        return token.user, person_for(token.user, scopes=frozenset(token.scopes))

    def authenticate_header(self, request: Request) -> str:
        """Say how to sign in."""
        return f'Bearer realm="{REALM}", Basic realm="{REALM}", charset="UTF-8"'


def person_of(request: Request) -> Person:
    """Return the person who asks."""
    return request.auth if isinstance(request.auth, Person) else ANONYMOUS


def _secret(header: bytes) -> str:
    """Return the token that the header holds, or nothing."""
    scheme, _space, value = header.partition(b" ")
    try:
        if scheme.lower() == b"bearer":
            return value.strip().decode("ascii")
        if scheme.lower() == b"basic":
            pair = base64.b64decode(value.strip(), validate=True).decode("utf-8")
            return pair.partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        pass
    return ""


def _valid(secret: str) -> Token | None:
    rows = Token.objects.filter(revoked_at=None, expires_at__gt=timezone.now())
    if not settings.DEMONSTRATION:
        rows = rows.filter(user__demonstration=False)
    return (
        rows.filter(digest=tokens.token_digest(secret), user__is_active=True)
        .select_related("user")
        .first()
    )
