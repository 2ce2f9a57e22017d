"""OpenID Connect, with a provider that the test starts: whom we know comes in, nobody else."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.factories.access import PASSWORD, make_user
from tests.people import editor, signatory
from tests.portal.provider import Provider
from tests.portal.visits import at, words
from usecases.models.access import User

pytestmark = pytest.mark.django_db

BEGIN = reverse("openid_connect_login", args=["sign-on"])


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    made = Provider()
    app = {
        "provider_id": "sign-on",
        "name": "the bank's own",
        "client_id": "sandbox",
        "secret": "known to both",
        "settings": {"server_url": made.address},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}
    }
    yield made
    made.stop()


def somebody(person: Any, sub: str = "1", **other: Any) -> dict[str, Any]:
    return {"sub": sub, "email": person.user.email, "email_verified": True, **other}


def through(provider: Provider, client: Client | None = None, begin: str = BEGIN) -> Any:
    """Go to the provider and come back; return the browser and the last answer."""
    client = client or Client()
    asked = client.get(begin)
    assert asked.status_code == 302
    assert asked["Location"].startswith(f"{provider.address}/authorization?")
    return client, client.get(provider.authorise(asked["Location"]))


def is_in(client: Client) -> bool:
    return client.get(at("home")).status_code == 200


def test_the_sign_in_page_offers_it_where_there_is_one(provider: Provider) -> None:
    page = Client().get(reverse("account_login"))
    assert "Sign in with the bank&#x27;s own" in words(page)
    assert f'href="{BEGIN}' in page.content.decode()


def test_without_one_there_is_none() -> None:
    assert "Another way" not in words(Client().get(reverse("account_login")))
    assert Client().get(BEGIN).status_code == 404


def test_whom_we_know_comes_in_and_is_tied_to_that_one(provider: Provider) -> None:
    provider.claims = somebody(editor(), email="EDITOR@alpha-bank.example")
    client, answer = through(provider)
    assert (answer["Location"], is_in(client)) == (at("home"), True)
    assert provider.asked["code_challenge_method"] == "S256"
    tied = SocialAccount.objects.get()
    assert (tied.user, tied.uid) == (editor().user, "1")
    user: Any = editor().user
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    provider.claims = somebody(editor(), email="married@alpha-bank.example")
    assert is_in(through(provider)[0])
    provider.claims = somebody(editor(), sub="2")
    client, answer = through(provider)
    assert (answer.status_code, is_in(client)) == (403, False)


def test_nobody_signs_up(provider: Provider) -> None:
    unsure = somebody(editor(), email_verified=False)
    people = User.objects.count()
    words_for_yes = somebody(editor(), email_verified="true")
    stranger = {"sub": "9", "email": "eve@example.org", "email_verified": True}
    nameless = {"sub": "8"}
    for claims in (stranger, unsure, words_for_yes, nameless):
        provider.claims = claims
        client, answer = through(provider)
        assert "Accounts are by invitation" in words(answer)
        assert not is_in(client)
        assert client.get("/accounts/3rdparty/signup/").status_code == 404
    assert (User.objects.count(), SocialAccount.objects.count()) == (people, 0)


def test_neither_a_disabled_person_nor_a_program(provider: Provider) -> None:
    for user in (make_user(is_active=False), make_user(service=True)):
        provider.claims = {"sub": str(user.pk), "email": user.email, "email_verified": True}
        client, _answer = through(provider)
        assert not is_in(client)
    provider.claims = somebody(editor())
    client, _answer = through(provider)
    assert is_in(client)
    User.objects.filter(email=provider.claims["email"]).update(is_active=False)
    assert not is_in(client)
    assert not is_in(through(provider)[0])


def test_the_second_factor_is_asked_all_the_same(provider: Provider, settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    person: Any = signatory()
    provider.claims = somebody(person)
    client, _answer = through(provider)
    assert client.get(at("home"))["Location"] == reverse("mfa_index")
    TOTP.activate(person.user, "JBSWY3DPEHPK3PXP")
    client, answer = through(provider)
    assert (answer["Location"], is_in(client)) == (reverse("mfa_authenticate"), False)


def test_nobody_ties_a_strangers_account_to_ones_own(provider: Provider) -> None:
    client = Client()
    client.force_login(editor().user)  # type: ignore[arg-type]  # an account
    provider.claims = {"sub": "9", "email": "eve@example.org", "email_verified": True}
    _client, answer = through(provider, client, f"{BEGIN}?process=connect")
    assert (answer.status_code, SocialAccount.objects.count()) == (403, 0)
    assert client.get("/accounts/3rdparty/").status_code == 404


@pytest.mark.parametrize("fault", ["no-token", "audience", "state", "refused"])
def test_what_goes_wrong_is_said_in_plain_words(provider: Provider, fault: str) -> None:
    provider.claims, provider.faults = somebody(editor()), {fault}
    client = Client()
    back = provider.authorise(client.get(BEGIN)["Location"])
    if fault == "state":
        client = Client()
    if fault == "refused":
        back = back.replace("code=a-code", "error=access_denied")
    answer = client.get(back, follow=True)
    told = "You are not signed in" if fault == "refused" else "Single sign-on did not work"
    assert (told in words(answer), is_in(client)) == (True, False)


def test_a_provider_that_is_down_is_said_so(provider: Provider) -> None:
    provider.faults = {"down"}
    answer = Client().get(BEGIN, follow=True)
    assert "Single sign-on did not work" in words(answer)
