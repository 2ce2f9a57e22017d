"""Tokens of programs: made, shown once, revoked."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.access import Token, User
from usecases.models.person import Person
from usecases.rules.programs import ends_programs, manages_programs
from usecases.vocabulary.limits import TOKEN_DAYS, TOKEN_DAYS_MOST
from usecases.vocabulary.roles import Scope
from usecases.workflow.errors import NotAllowed, invalid
from usecases.workflow.validate import validate


def token_digest(secret: str) -> str:
    """Return what is kept of a token."""
    return sha256(secret.encode()).hexdigest()


def create_token(
    user: User, *, name: str, scopes: Iterable[str], by: Person, days: int = TOKEN_DAYS
) -> tuple[Token, str]:
    """Make a token and return it with its secret, which is shown this once."""
    wanted = sorted(set(scopes))
    with writing(by=by) as opened:
        if not manages_programs(user, by):
            raise NotAllowed
        if not wanted or set(wanted) - set(Scope.values):
            raise invalid("scopes", "invalid", _("Choose among read, report, submit, operate."))
        if not 1 <= days <= TOKEN_DAYS_MOST:
            raise invalid("days", "invalid", _("A token is valid for one day to two years."))
        secret = f"sbx_{secrets.token_urlsafe(32)}"
        token = Token(
            user=user,
            name=name,
            prefix=secret[:10],
            digest=token_digest(secret),
            scopes=wanted,
            expires_at=opened.now + timedelta(days=days),
        )
        validate(token)
        return trail.add(token), secret


def revoke(token: Token, *, by: Person) -> None:
    """End a token at once."""
    with writing(by=by) as opened:
        if not ends_programs(token.user, by):
            raise NotAllowed
        trail.amend(token, {"revoked_at": opened.now})


def used(token: Token) -> None:
    """Note that a token was used, hourly at most; no record changes, so no trail."""
    last = token.last_used_at
    if last is not None and timezone.now() - last < timedelta(hours=1):
        return
    with writing(by=Person(user=token.user)) as opened:
        Token.objects.filter(pk=token.pk).update(last_used_at=opened.now)
