"""Tokens of programs: made, shown once, used, revoked."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.factories.access import make_token, make_user
from tests.people import administrator, auditor, officer, signatory
from tests.workflow.refusals import NOT_ALLOWED, refused
from usecases.models.access import Token, User
from usecases.models.person import Person
from usecases.models.trail import Change
from usecases.workflow import tokens

pytestmark = pytest.mark.django_db


def user_of(person: Person) -> User:
    assert person.user is not None
    return person.user


def test_create() -> None:
    scopes = ["report", "read", "read"]
    token, secret = tokens.create_token(
        user_of(officer()), name="Power BI", scopes=scopes, by=officer(), days=30
    )
    stored = Token.objects.get()
    assert (stored.scopes, stored.name, stored.user) == (
        ["read", "report"], "Power BI", officer().user,
    )  # fmt: skip
    assert stored.digest == tokens.token_digest(secret)
    assert (secret[:4], secret.startswith(stored.prefix), len(secret) > 40) == ("sbx_", True, True)
    assert stored.expires_at == token.recorded_at + timedelta(days=30)


def test_two_secrets_differ() -> None:
    secrets = {make_token(user_of(officer()))[1] for _ in range(3)}
    assert len(secrets) == 3


@pytest.mark.parametrize(
    ("scopes", "days", "answer"),
    [
        ([], 30, [("scopes", "invalid")]),
        (["read", "root"], 30, [("scopes", "invalid")]),
        (["read"], 0, [("days", "invalid")]),
        (["read"], -5, [("days", "invalid")]),
    ],
)
def test_a_token_that_cannot_be(
    scopes: list[str], days: int, answer: list[tuple[str, str]]
) -> None:
    by = officer()
    words = {"name": "x", "scopes": scopes, "by": by, "days": days}
    assert refused(tokens.create_token, user_of(by), **words) == answer


def test_a_token_is_made_by_its_owner_and_a_programs_by_an_administrator() -> None:
    words: dict[str, Any] = {"name": "x", "scopes": ["read"]}
    owner = user_of(signatory())
    tokens.create_token(owner, by=signatory(), **words)
    tokens.create_token(make_user(service=True), by=administrator(), **words)
    for by in (officer(), auditor(), administrator()):
        assert refused(tokens.create_token, owner, by=by, **words) == NOT_ALLOWED


def test_a_token_makes_no_further_token() -> None:
    token, _ = make_token(user_of(officer()))
    bearer = replace(officer(), scopes=frozenset({"read", "operate"}))
    words = {"name": "x", "scopes": ["operate"], "by": bearer}
    assert refused(tokens.create_token, user_of(officer()), **words) == NOT_ALLOWED
    assert refused(tokens.revoke, token, by=bearer) == NOT_ALLOWED


def test_revoke() -> None:
    token, _ = make_token(user_of(officer()))
    assert refused(tokens.revoke, token, by=signatory()) == NOT_ALLOWED
    tokens.revoke(token, by=officer())
    revoked = Token.objects.get().revoked_at
    assert revoked is not None
    change = Change.objects.filter(kind="token").latest("row")
    assert (change.by, list(change.after)) == (officer().user, ["revoked_at"])


def test_an_administrator_revokes_anybodys() -> None:
    token, _ = make_token(user_of(signatory()))
    tokens.revoke(token, by=administrator())
    assert Token.objects.get().revoked_at is not None


def test_use_is_noted_hourly_and_leaves_no_trail() -> None:
    token, _ = make_token(user_of(officer()))
    before = Change.objects.count(), token.updated_at
    tokens.used(token)
    first = Token.objects.get()
    tokens.used(first)
    second = Token.objects.get()
    assert first.last_used_at is not None
    assert second.last_used_at == first.last_used_at
    old = timezone.now() - timedelta(hours=2)
    Token.objects.update(last_used_at=old)
    tokens.used(Token.objects.get())
    third = Token.objects.get().last_used_at
    assert third is not None
    assert third > first.last_used_at
    assert (Change.objects.count(), second.updated_at) == before
