"""Accounts, roles, memberships and tokens."""

from typing import Any

from tests.factories.base import add, system
from tests.factories.memory import number
from tests.factories.phases import OPENED
from usecases.models.access import RoleGrant, Token, User
from usecases.models.institutions import Institution, Member
from usecases.models.phases import Authority
from usecases.workflow.tokens import create_token

PASSWORD = "a long phrase for tests"


def make_user(email: str = "", **fields: Any) -> User:
    """Make an account with the password of the tests."""
    email = email or f"person{number('user')}@example.org"
    user = User(**{"email": email, "name": email.partition("@")[0].capitalize(), **fields})
    user.set_password(PASSWORD)
    return add(user)


def make_grant(
    user: User, role: str, authority: Authority | None = None, **fields: Any
) -> RoleGrant:
    """Trust an account with a role; without an authority, for the cases of every one."""
    given = {"since": OPENED, "granted_by": system().user, **fields}
    return add(RoleGrant(user=user, role=role, authority=authority, **given))


def make_member(user: User, institution: Institution, role: str, **fields: Any) -> Member:
    """Let an account act for an institution."""
    return add(
        Member(
            **{"user": user, "institution": institution, "role": role, "since": OPENED, **fields}
        )
    )


def make_token(user: User, *scopes: str, days: int = 30) -> tuple[Token, str]:
    """Make a token and return it with its secret."""
    name = f"Token {number('token')}"
    return create_token(user, name=name, scopes=scopes or ("read",), by=system(), days=days)
