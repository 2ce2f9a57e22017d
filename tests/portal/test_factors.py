"""The second factor at the door: each code once, recovery codes too, and no way around."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from tests.factories.access import PASSWORD
from tests.people import signatory
from tests.portal.visits import at, words
from usecases.models.access import User

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXP"  # of nobody
ASKS = reverse("mfa_authenticate")


@pytest.fixture(autouse=True)
def _enforced(settings: Settings, freeze: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    cache.clear()
    freeze(timezone.now())


@pytest.fixture
def user() -> User:
    person: Any = signatory()
    TOTP.activate(person.user, SECRET)
    found: User = person.user
    return found


def code(ahead: int = 0) -> str:
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + ahead)))


def half_in(user: User) -> Client:
    client = Client()
    answer = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert answer["Location"] == ASKS
    return client


def entered(client: Client, code: str) -> bool:
    """Enter a code and return whether it let one in."""
    client.post(ASKS, {"code": code})
    return client.get(at("home")).status_code == 200


def test_the_password_alone_opens_nothing(user: User) -> None:
    client = half_in(user)
    for page in (at("home"), reverse("admin:index"), reverse("mfa_index"), at("use-cases")):
        assert client.get(page)["Location"].startswith(reverse("account_login"))
    assert "Enter your second factor" in words(client.get(ASKS))
    assert entered(client, code())


def test_a_code_works_once(user: User) -> None:
    shown = code()
    assert entered(half_in(user), shown)
    thief = half_in(user)
    assert not entered(thief, shown)
    page = thief.post(ASKS, {"code": shown})
    assert "Incorrect code." in words(page)
    assert [entered(half_in(user), each) for each in (code(-10), code(10), "", "000000x")] == [
        False
    ] * 4


def test_a_code_that_was_used_confirms_nothing_either(user: User) -> None:
    client = half_in(user)
    shown = code()
    assert entered(client, shown)
    page = client.post(reverse("mfa_reauthenticate"), {"code": shown})
    assert (page.status_code, "Incorrect code." in words(page)) == (200, True)


def test_a_recovery_code_works_once(user: User) -> None:
    codes = RecoveryCodes.activate(user).generate_codes()
    assert entered(half_in(user), codes[0])
    assert [entered(half_in(user), each) for each in (codes[0], codes[1], codes[1])] == [
        False, True, False,
    ]  # fmt: skip
    page = half_in(user)
    page.post(ASKS, {"code": codes[2]})
    assert "7 codes are left" in words(page.get(reverse("mfa_index")))


def test_who_is_disabled_between_the_two_factors_gets_no_further(user: User) -> None:
    client = half_in(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not entered(client, code())
    assert "_auth_user_id" not in client.session or client.get(at("home")).status_code == 302


def test_an_app_is_set_up_and_codes_for_an_emergency_are_shown() -> None:
    person: Any = signatory()
    client = Client()
    client.post(reverse("account_login"), {"login": person.user.email, "password": PASSWORD})
    assert client.get(at("home"))["Location"] == reverse("mfa_index")
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200, page.headers
    secret = page.context["form"].secret
    counter = int(time.time()) // 30
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert wrong.status_code == 200
    right = format_hotp_value(hotp_value(secret, counter))
    answer = client.post(reverse("mfa_activate_totp"), {"code": right}, follow=True)
    assert len(re.findall(r"\b\d{8}\b", words(answer))) == 10
    assert client.get(at("home")).status_code == 200
    kinds = Authenticator.objects.filter(user=person.user).values_list("type", flat=True)
    assert sorted(kinds) == ["recovery_codes", "totp"]
