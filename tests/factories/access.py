"""Accounts, roles, memberships and tokens."""

from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password

from tests.factories.base import RecordFactory, declare, given, system
from tests.factories.institutions import bank_a
from tests.factories.memory import once
from tests.factories.phases import OPENED
from usecases.models.access import RoleGrant, Token, User
from usecases.models.institutions import Institution, Member
from usecases.models.phases import Authority
from usecases.vocabulary.roles import MemberRole, Role
from usecases.workflow.tokens import create_token

PASSWORD = "a long phrase for tests"


class UserFactory(RecordFactory[User]):
    """Makes accounts with the password of the tests."""

    class Meta:
        model = User

    email = declare.Sequence(lambda n: f"person{n}@example.org")
    name = declare.LazyAttribute(lambda user: user.email.partition("@")[0].capitalize())
    password = declare.Transformer(PASSWORD, transform=make_password)


class RoleGrantFactory(RecordFactory[RoleGrant]):
    """Makes grants of a role."""

    class Meta:
        model = RoleGrant

    user = declare.SubFactory(UserFactory)
    role = Role.OFFICER
    granted_by = declare.LazyFunction(lambda: system().user)
    since = OPENED


class MemberFactory(RecordFactory[Member]):
    """Makes memberships."""

    class Meta:
        model = Member

    user = declare.SubFactory(UserFactory)
    institution = declare.LazyFunction(bank_a)
    role = MemberRole.SIGNATORY
    since = OPENED


def make_user(email: str = "", **fields: Any) -> User:
    """Make an account with the password of the tests."""
    return UserFactory.create(**given(email=email), **fields)


def make_grant(
    user: User, role: str, authority: Authority | None = None, **fields: Any
) -> RoleGrant:
    """Trust an account with a role; without an authority, for the cases of every one."""
    return RoleGrantFactory.create(user=user, role=role, authority=authority, **fields)


def make_member(user: User, institution: Institution, role: str, **fields: Any) -> Member:
    """Let an account act for an institution."""
    return MemberFactory.create(user=user, institution=institution, role=role, **fields)


def make_token(user: User, *scopes: str, days: int = 30) -> tuple[Token, str]:
    """Make a token and return it with its secret."""
    name = f"Token {next(once('tokens', lambda: count(1)))}"
    return create_token(user, name=name, scopes=scopes or ("read",), by=system(), days=days)
