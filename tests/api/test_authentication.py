"""A token says who asks: in the header, valid, and nowhere else."""

import base64
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings
from rest_framework.test import APIClient

from tests.api.clients import address, client, told
from tests.conftest import Freeze
from tests.factories.access import make_grant, make_token, make_user
from tests.people import administrator, officer
from usecases.models.access import Token
from usecases.workflow import edit, tokens

pytestmark = pytest.mark.django_db

CHALLENGE = 'Bearer realm="Sandbox Tracker", Basic realm="Sandbox Tracker", charset="UTF-8"'
LISTS = ("phases", "decisions", "nothing-of-the-kind", "docs", "schema", "reports")


def _with(header: str) -> APIClient:
    program = APIClient()
    program.credentials(HTTP_AUTHORIZATION=header)
    return program


def _token() -> tuple[Token, str]:
    user = officer().user
    assert user is not None
    return make_token(user)


def test_as_bearer() -> None:
    _row, secret = _token()
    assert _with(f"bearer {secret}").get(address("decisions")).status_code == 200


def test_as_the_password_of_basic() -> None:
    _row, secret = _token()
    pair = base64.b64encode(f"whoever:{secret}".encode()).decode()
    assert _with(f"Basic {pair}").get(address("decisions")).status_code == 200


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer", "Basic !", "Basic eA==", "Digest x"])
def test_an_invalid_one_is_refused_everywhere(name: str, header: str) -> None:
    answer = _with(header).get(address(name))
    assert told(answer) == (401, "authentication-failed", {})
    assert answer["WWW-Authenticate"] == CHALLENGE
    assert answer["Cache-Control"] == "no-store"


def test_without_one_what_is_private_is_refused() -> None:
    answer = client().get(address("decisions"))
    assert told(answer) == (401, "not-authenticated", {})
    assert answer["WWW-Authenticate"] == CHALLENGE


def test_never_in_the_address() -> None:
    _row, secret = _token()
    assert told(client().get(address("phases"), {"token": secret})) == (
        400,
        "unknown",
        {"token": ["There is no such parameter."]},
    )


def test_a_revoked_one() -> None:
    row, secret = _token()
    tokens.revoke(row, by=officer())
    assert _with(f"Bearer {secret}").get(address("phases")).status_code == 401


def test_an_expired_one(freeze: Freeze) -> None:
    _row, secret = _token()
    freeze(timezone.now() + timedelta(days=31))
    assert _with(f"Bearer {secret}").get(address("phases")).status_code == 401


def test_of_somebody_who_left() -> None:
    row, secret = _token()
    edit.change(row.user, {"is_active": False}, by=administrator())
    assert _with(f"Bearer {secret}").get(address("phases")).status_code == 401


def test_a_session_is_none(client: Any) -> None:
    client.force_login(officer().user)
    assert client.get(address("decisions")).status_code == 401


def test_its_use_is_noted_hourly(freeze: Freeze) -> None:
    freeze("2026-03-02T09:00:00+08:00")
    row, secret = _token()
    seen = []
    for moment in ("09:10", "09:50", "10:20"):
        freeze(f"2026-03-02T{moment}:00+08:00")
        _with(f"Bearer {secret}").get(address("phases"))
        row.refresh_from_db()
        seen.append(row.last_used_at and row.last_used_at.strftime("%H:%M"))
    assert seen == ["01:10", "01:10", "02:20"]


@pytest.mark.parametrize(("allowed", "status"), [(True, 200), (False, 401)])
def test_a_demonstration_account_asks_in_a_demonstration_only(
    settings: Settings, allowed: bool, status: int
) -> None:
    settings.DEMONSTRATION = allowed
    user = make_user(demonstration=True)
    make_grant(user, "officer")
    _row, secret = make_token(user)
    assert _with(f"Bearer {secret}").get(address("decisions")).status_code == status
