"""The page behind the link of an invitation."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.access import PASSWORD, make_member, make_user
from tests.factories.institutions import bank_a, bank_b, make_partner
from tests.factories.invitations import NEW, WORDS, as_staff, to_bank
from tests.factories.usecases import use_case_at
from tests.people import editor, signatory
from tests.portal.visits import at, visit, words
from usecases.models.institutions import Contributor, Member
from usecases.models.invitations import Invitation
from usecases.models.person import person_for
from usecases.notices.invited import key_of
from usecases.vocabulary.stages import Stage
from usecases.workflow import accept, invite

pytestmark = pytest.mark.django_db


def link(row: Invitation) -> str:
    return reverse("entrance:invitation", args=[key_of(row)])


def typed(**other: str) -> dict[str, str]:
    return {"name": "Ada Lovelace", "password": WORDS, "again": WORDS, **other}


def test_a_new_colleague_sets_a_password_and_is_in() -> None:
    row, client = to_bank(name="Ada"), Client()
    page = client.get(link(row))
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert "Signatory invites you to act for Alpha Bank Limited, as editor." in words(page)
    assert page.context["form"]["name"].value() == "Ada"
    answer = client.post(link(row), typed())
    assert (answer.status_code, answer["Location"]) == (302, at("home"))
    home = client.get(at("home"))
    assert home.status_code == 200
    assert "Welcome. Your invitation is accepted." in home.content.decode()
    member = Member.objects.get(user__email=NEW)
    assert (member.user.name, client.session["membership"]) == ("Ada Lovelace", str(member.pk))
    assert [each["method"] for each in client.session["account_authentication_methods"]] == [
        "password"
    ]


def test_staff_land_in_the_console_and_a_partner_at_its_sections() -> None:
    answer = Client().post(link(as_staff()), typed())
    assert answer["Location"] == reverse("admin:index")
    partner = make_partner("Cloud Co")
    use_case_at(Stage.SUBMITTED, partners=[partner])
    row = invite.invite("p@example.org", institution=bank_a(), partner=partner, by=signatory())
    page = Client().get(link(row))
    assert "to contribute for Cloud Co to use cases of Alpha Bank Limited" in words(page)
    client = Client()
    assert client.post(link(row), typed()).status_code == 302
    assert Contributor.objects.get().user.email == "p@example.org"
    assert "membership" not in client.session


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"password": "short", "again": "short"}, "password"),
        ({"again": "three unlikely blue words"}, "again"),
        ({"password": "password12345678", "again": "password12345678"}, None),
        ({"name": "  "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"password": "ada lovelace ada", "again": "ada lovelace ada"}, "password"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_used_up(
    other: dict[str, str], field: str | None
) -> None:
    row, client = to_bank(), Client()
    answer = client.post(link(row), typed(**other))
    if field is None:
        assert answer.status_code == 302  # long enough, and in no list
        return
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert 'value="' + typed(**other)["password"] not in answer.content.decode()
    row.refresh_from_db()
    assert row.accepted_at is None


def test_expired_taken_back_used_and_unknown_say_so(freeze: Any) -> None:
    used, back = to_bank("used@example.org"), to_bank("back@example.org")
    late = to_bank("late@example.org")
    Client().post(link(used), typed())
    invite.withdraw(back, by=signatory(), reason="a slip")
    freeze(timezone.now() + timedelta(days=14, minutes=1))
    told = {}
    for row in (used, back, late):
        for method in ("get", "post"):
            page = getattr(Client(), method)(link(row), typed())
            title = re.search("<h1>(.*?)</h1>", page.content.decode())
            told[row.email, method] = (page.status_code, title and title[1])
    assert told == {
        (name, method): (410, said)
        for method in ("get", "post")
        for name, said in (
            ("used@example.org", "This invitation has been used"),
            ("back@example.org", "This invitation was taken back"),
            ("late@example.org", "This invitation has expired"),
        )
    }
    unknown = Client().get(reverse("entrance:invitation", args=["x" * 43]))
    nothing = Client().get("/accounts/nothing/")
    assert (unknown.status_code, unknown.content) == (404, nothing.content)


def test_an_account_in_use_signs_in_and_accepts() -> None:
    user = make_user(NEW)
    make_member(user, bank_b(), "viewer")
    row, client = to_bank("ADA@example.org"), Client()
    page = client.get(link(row))
    assert (page.context.get("form"), "Sign in to accept" in words(page)) == (None, True)
    client.post(link(row), typed())
    assert not Member.objects.filter(institution=bank_a(), user=user).exists()
    sign_in = f"{reverse('account_login')}?next={link(row)}"
    back = client.post(sign_in, {"login": NEW, "password": PASSWORD, "next": link(row)})
    assert back["Location"] == link(row)
    assert "Accept the invitation" in words(client.get(link(row)))
    assert client.post(link(row)).status_code == 302
    member = Member.objects.get(institution=bank_a(), user=user)
    assert client.session["membership"] == str(member.pk)
    assert client.get(at("home")).context["bank"] == bank_a()


def test_somebody_else_who_is_signed_in_is_told_to_sign_out() -> None:
    row, client = to_bank(), visit(editor())
    for page in (client.get(link(row)), client.post(link(row), typed())):
        assert "You are signed in as editor@alpha-bank.example" in words(page)
    row.refresh_from_db()
    assert row.accepted_at is None


def test_a_double_click_lets_in_once() -> None:
    row, client = to_bank(), Client()
    first, second = client.post(link(row), typed()), client.post(link(row), typed())
    assert (first.status_code, second.status_code) == (302, 410)
    assert Member.objects.filter(user__email=NEW).count() == 1


def test_an_account_that_was_disabled_since_gets_nowhere() -> None:
    row = to_bank()
    user = accept.invited(row)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    page = Client().post(link(row), typed())
    assert (page.status_code, page.context.get("form")) == (200, None)
    assert not Member.objects.filter(user=user).exists()
    assert person_for(accept.invited(row)).anonymous


def test_other_methods_are_refused() -> None:
    assert Client().put(link(to_bank())).status_code == 405
