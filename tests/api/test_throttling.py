"""How often one may ask: each owner of tokens, and each address without one."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from tests.api.clients import address, client, told
from tests.conftest import Freeze
from tests.people import officer, signatory
from usecases.api.throttling import AddressThrottle, TokenThrottle

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_a_minute(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.THROTTLE = True
    for each in (AddressThrottle, TokenThrottle):
        monkeypatch.setattr(each, "rate", "3/min")
    cache.clear()
    yield
    cache.clear()


def _statuses(program: Any, times: int, **headers: str) -> list[int]:
    asked = address("phases")
    return [program.get(asked, **headers).status_code for _ in range(times)]


def test_without_a_token(freeze: Freeze) -> None:
    freeze("2026-03-02T09:00:00+08:00")
    assert _statuses(client(), 4) == [200, 200, 200, 429]
    answer = client().get(address("nothing"))
    assert told(answer) == (429, "throttled", {})
    assert answer["Retry-After"] == "60"
    freeze("2026-03-02T09:01:01+08:00")
    assert _statuses(client(), 1) == [200]


def test_each_owner_counts_alone() -> None:
    assert _statuses(client(officer()), 4) == [200, 200, 200, 429]
    assert _statuses(client(officer()), 1) == [429]
    assert _statuses(client(signatory()), 1) == [200]
    assert _statuses(client(), 1) == [200]


def test_a_forwarded_address_is_believed_of_our_own_proxies_only(
    settings: Any,
) -> None:
    assert _statuses(client(), 3) == [200] * 3
    assert _statuses(client(), 1, HTTP_X_FORWARDED_FOR="192.0.2.7") == [429]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert _statuses(client(), 1, HTTP_X_FORWARDED_FOR="192.0.2.7") == [200]
    spoofed = {"HTTP_X_FORWARDED_FOR": "198.51.100.1, 192.0.2.7"}
    assert _statuses(client(), 3, **spoofed) == [200, 200, 429]


def test_off_where_the_settings_say_so(settings: Any) -> None:
    settings.THROTTLE = False
    assert _statuses(client(), 5) == [200] * 5
