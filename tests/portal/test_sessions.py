"""Where one is signed in, and an end to it; and who is disabled is out by every door."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.api.clients import address as api
from tests.factories.access import PASSWORD, make_token
from tests.factories.invitations import to_bank
from tests.people import administrator, approver, editor, signatory
from tests.portal.visits import at, words
from usecases.models.person import Person
from usecases.notices.invited import key_of
from usecases.workflow import people

pytestmark = pytest.mark.django_db

PAGE = reverse("entrance:sessions")


def signed_in(person: Person, agent: str = "Browser") -> Client:
    client = Client(HTTP_USER_AGENT=agent)
    email = person.user.email if person.user else ""
    answer = client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def agents(client: Client) -> list[str]:
    return [each.user_agent for each in client.get(PAGE).context["sessions"]]


def test_sessions_are_listed_and_ended_one_or_all_others() -> None:
    here, phone, library = (signed_in(editor(), name) for name in ("Here", "Phone", "Library"))
    signed_in(approver(), "Stranger")
    page = here.get(PAGE)
    assert agents(here) == ["Library", "Phone", "Here"]
    assert words(page).count("This one") == 1
    of_phone = page.context["sessions"][1]
    assert here.post(PAGE, {"session": of_phone.pk})["Location"] == PAGE
    assert [each.get(at("home")).status_code for each in (here, phone, library)] == [200, 302, 200]
    here.post(PAGE)
    assert [each.get(at("home")).status_code for each in (here, library)] == [200, 302]
    assert agents(here) == ["Here"]
    own = here.get(PAGE).context["sessions"][0]
    assert here.post(PAGE, {"session": own.pk})["Location"] == reverse("account_login")
    assert here.get(at("home")).status_code == 302


def test_nobody_ends_somebody_elses() -> None:
    mine, theirs = signed_in(editor()), signed_in(approver())
    [row] = theirs.get(PAGE).context["sessions"]
    mine.post(PAGE, {"session": row.pk})
    mine.post(PAGE, {"session": "' or 1=1"})
    assert theirs.get(reverse("admin:index")).status_code == 200
    assert mine.get(PAGE).status_code == 200


def test_nobody_signed_in_is_asked_to() -> None:
    for method in ("get", "post"):
        assert getattr(Client(), method)(PAGE)["Location"].startswith(reverse("account_login"))
    assert Client().put(PAGE).status_code == 405


@pytest.mark.parametrize("who", [signatory, approver])
def test_a_disabled_person_is_out_at_once_by_every_door(who: Any, mailoutbox: list[Any]) -> None:
    person = who()
    home = at("home") if who is signatory else reverse("admin:index")
    client, other = signed_in(person), signed_in(person)
    _token, secret = make_token(person.user, "read")
    program = Client(HTTP_AUTHORIZATION=f"Bearer {secret}")
    forgotten = Client()
    forgotten.post(reverse("account_reset_password"), {"email": person.user.email})
    link = mailoutbox[-1].body.split("http://testserver")[1].split()[0]
    if who is signatory:
        sent = to_bank()
    people.disable(person.user, by=administrator(), reason="left")
    assert [each.get(home).status_code for each in (client, other)] == [302, 302]
    acted = at("choose") if who is signatory else home
    assert [each.post(acted).status_code for each in (client, other)] == [302, 302]
    assert program.get(api("use-cases")).status_code == 401
    again = Client().post(
        reverse("account_login"), {"login": person.user.email, "password": PASSWORD}
    )
    assert "_auth_user_id" not in again.client.session
    forgotten.get(link, follow=True)
    forgotten.post(link, {"password1": "another long phrase", "password2": "another long phrase"})
    person.user.refresh_from_db()
    assert person.user.check_password(PASSWORD)
    count = len(mailoutbox)
    forgotten.post(reverse("account_reset_password"), {"email": person.user.email})
    assert len(mailoutbox) == count
    if who is signatory:
        page = Client().get(reverse("entrance:invitation", args=[key_of(sent)]))
        assert page.status_code == 410
