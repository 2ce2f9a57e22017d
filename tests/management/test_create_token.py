"""Tokens are printed once and kept as a digest."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.conftest import Freeze
from tests.people import officer
from usecases.models.access import Token
from usecases.workflow.tokens import token_digest

pytestmark = pytest.mark.django_db


def run(email: str, *arguments: str) -> str:
    out = StringIO()
    call_command("create_token", email, "--name", "Reports", *arguments, stdout=out)
    return out.getvalue()


def email() -> str:
    user: Any = officer().user
    return str(user.email)


def test_the_token_is_printed_and_nothing_else(freeze: Freeze) -> None:
    freeze("2026-03-02T09:00:00+00:00")
    printed = run(email().upper(), "--scope", "read", "--scope", "report", "--days", "30")
    token = Token.objects.get()
    assert printed == printed.strip() + "\n"
    assert token.digest == token_digest(printed.strip())
    assert (token.user, token.name, token.scopes) == (officer().user, "Reports", ["read", "report"])
    due = datetime(2026, 4, 1, 9, tzinfo=UTC)
    assert timedelta() <= token.expires_at - due < timedelta(seconds=1)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["--scope", "read", "--scope", "all"],
            "scopes ['read', 'all']: Choose among read, report, submit, operate.",
        ),
        (["--scope", "read", "--days", "0"], "days 0: A token is valid for one day to two years."),
    ],
)
def test_what_cannot_be_is_named(arguments: list[str], told: str) -> None:
    with pytest.raises(CommandError) as caught:
        run(email(), *arguments)
    assert str(caught.value) == told
    assert not Token.objects.exists()


def test_an_unknown_address_is_named() -> None:
    with pytest.raises(CommandError) as caught:
        run("nobody@regulator.example", "--scope", "read")
    assert str(caught.value) == "Nobody signs in with nobody@regulator.example."


def test_a_scope_is_needed() -> None:
    with pytest.raises(CommandError) as caught:
        run(email())
    assert str(caught.value) == "Error: the following arguments are required: --scope"
