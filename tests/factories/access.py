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
from usecases.models.person import Person
from usecases.models.phases import Authority
from usecases.models.webhooks import Webhook
from usecases.vocabulary.roles import MemberRole, Role
from usecases.vocabulary.webhooks import Event
from usecases.workflow.tokens import create_token
from usecases.workflow.webhooks import change_webhook, create_webhook

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


def make_webhook(user: User, address: str = "https://example.com/hooks") -> Webhook:
    """Make a webhook that is turned off: what happens elsewhere in a world queues nothing."""
    by = Person(user=user)
    told: dict[str, Any] = {"name": "Hook", "address": address, "events": Event.values}
    hook, _secret = create_webhook(user, by=by, **told)
    return change_webhook(hook, {"active": False}, by=by)
