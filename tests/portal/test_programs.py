"""A bank's programs: tokens shown once and ended, webhooks; of owner, colleague, stranger."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from tests import people
from tests.api.clients import address
from tests.factories.access import make_member, make_token
from tests.factories.institutions import bank_a, bank_b
from tests.portal.visits import at, visit, words
from usecases.models.access import Token, User
from usecases.models.messages import Message
from usecases.models.person import Person
from usecases.models.webhooks import Webhook
from usecases.workflow import webhooks

pytestmark = pytest.mark.django_db

NEW = {"name": "Loader", "scopes": ["read", "submit"], "days": "30"}
HOOK: dict[str, Any] = {
    "name": "Told",
    "address": "https://hooks.bank.example/",
    "events": ["moves"],
}


def _user(person: Person) -> User:
    assert person.user is not None
    return person.user


def _token(person: Person) -> Token:
    return make_token(_user(person))[0]


def _hook(person: Person) -> Webhook:
    return webhooks.create_webhook(_user(person), by=person, **HOOK)[0]


def _listed(person: Person) -> set[Token]:
    return {row for row, _may, _state in visit(person).get(at("programs")).context["tokens"]}


def test_a_token_is_made_shown_once_and_used() -> None:
    client = visit(people.editor())
    assert client.get(at("new-token")).status_code == 200
    made = client.post(at("new-token"), NEW)
    secret = re.findall(r'value="(sbx_[^"]+)"', made.content.decode())[0]
    assert (made.status_code, made["Cache-Control"]) == (200, "no-store, private")
    listed = client.get(at("programs"))
    assert secret not in listed.content.decode()
    assert "Loader" in words(listed)
    row = Token.objects.get()
    assert (row.user, row.scopes, row.expires_at - row.recorded_at) == (
        people.editor().user,
        ["read", "submit"],
        timedelta(days=30),
    )
    answer = client.get(address("use-cases"), headers={"authorization": f"Bearer {secret}"})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("scopes", []), ("scopes", ["operate"]), ("days", "0"), ("days", "9999")],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(field: str, value: Any) -> None:
    refused = visit(people.signatory()).post(at("new-token"), {**NEW, field: value})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, [field])
    assert Token.objects.count() == 0


def test_it_is_made_after_a_fresh_sign_in(settings: Settings) -> None:
    client, hook = visit(people.editor()), _hook(people.editor())
    settings.FRESH_SIGN_IN_MINUTES = 15
    assert "reauthenticate" in client.get(at("new-token"))["Location"]
    refused = client.post(at("new-token"), NEW)
    assert (refused.status_code, Token.objects.count()) == (422, 0)
    assert "Confirm that it is you" in words(refused)
    assert client.post(at("webhook-secret", hook.pk)).status_code == 302
    assert Webhook.objects.get().salt == hook.salt


def test_a_token_is_revoked_once_that_is_confirmed() -> None:
    row, client = _token(people.editor()), visit(people.editor())
    assert "Revoke this token?" in words(client.get(at("revoke-token", row.pk)))
    assert Token.objects.get().revoked_at is None
    assert client.post(at("revoke-token", row.pk))["Location"] == at("programs")
    assert Token.objects.get().revoked_at is not None
    assert "Revoked on" in words(client.get(at("programs")))
    assert client.get(at("revoke-token", row.pk)).status_code == 302


def test_what_has_expired_says_so() -> None:
    row, client = _token(people.editor()), visit(people.editor())
    Token.objects.filter(pk=row.pk).update(expires_at=timezone.now())
    assert "Expired" in words(client.get(at("programs")))


def test_the_owner_a_signatory_a_colleague_and_a_stranger() -> None:
    row, mine = _token(people.editor()), _token(people.signatory())
    assert _listed(people.editor()) == {row}
    assert _listed(people.signatory()) == {row, mine}
    for other in (people.viewer(), people.signatory(bank_b()), people.editor(bank_b())):
        assert _listed(other) == set()
        for act in ("get", "post"):
            assert getattr(visit(other), act)(at("revoke-token", row.pk)).status_code == 404
    assert Token.objects.filter(revoked_at__isnull=False).count() == 0
    visit(people.signatory()).post(at("revoke-token", row.pk))
    assert Token.objects.filter(revoked_at__isnull=False).get() == row


def test_of_whoever_acts_for_another_bank_too_a_signatory_learns_nothing() -> None:
    row = _token(people.editor())
    make_member(_user(people.editor()), bank_b(), "editor")
    assert _listed(people.signatory()) == set()
    assert visit(people.signatory()).post(at("revoke-token", row.pk)).status_code == 404
    assert Token.objects.get().revoked_at is None


def test_of_what_was_made_before_somebody_came_a_signatory_learns_nothing() -> None:
    row = _token(people.editor())
    _user(people.editor()).memberships.update(since=row.recorded_at + timedelta(seconds=1))
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert _listed(people.signatory()) == set()


def test_a_webhook_is_made_tried_turned_off_and_on_and_changed() -> None:
    client = visit(people.editor())
    made = client.post(at("new-webhook"), HOOK)
    assert 'value="whsec_' in made.content.decode()
    hook = Webhook.objects.get()
    assert hook.name in words(client.get(at("programs")))
    for act, active in (("try", True), ("off", False), ("try", False), ("on", True)):
        assert client.post(at("webhook-act", hook.pk), {"act": act}).status_code == 302
        assert Webhook.objects.get().active is active
    assert Message.objects.filter(webhook=hook).count() == 1
    assert "webhook.tried" in words(client.get(at("webhook", hook.pk)))
    assert client.post(at("webhook", hook.pk), {**HOOK, "name": "New"}).status_code == 302
    assert Webhook.objects.get().name == "New"
    before = Webhook.objects.get().salt
    assert 'value="whsec_' in client.post(at("webhook-secret", hook.pk)).content.decode()
    assert Webhook.objects.get().salt != before
    sent = Message.objects.get(webhook=hook)
    Message.objects.update(sent_at=timezone.now())
    assert client.post(at("delivery-again", sent.pk)).status_code == 302
    assert Message.objects.get().sent_at is None


def test_an_address_that_is_refused_is_said_on_its_field() -> None:
    told = {**HOOK, "address": "http://127.0.0.1/"}
    refused = visit(people.editor()).post(at("new-webhook"), told)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["address"])


def test_a_signatory_turns_a_colleagues_webhook_off_and_nothing_else() -> None:
    hook, client = _hook(people.editor()), visit(people.signatory())
    page = client.get(at("webhook", hook.pk))
    assert ("Turn off" in words(page), "New secret" in words(page)) == (True, False)
    webhooks.try_out(hook, by=people.editor())
    sent = Message.objects.get(webhook=hook)
    tries: list[tuple[str, dict[str, Any]]] = [
        (at("webhook", hook.pk), HOOK),
        (at("webhook-act", hook.pk), {"act": "try"}),
        (at("webhook-act", hook.pk), {"act": "nothing"}),
        (at("webhook-secret", hook.pk), {}),
        (at("delivery-again", sent.pk), {}),
    ]
    assert [client.post(where, told).status_code for where, told in tries] == [403] * len(tries)
    assert client.post(at("webhook-act", hook.pk), {"act": "off"}).status_code == 302
    assert Webhook.objects.get().active is False
    assert client.post(at("webhook-act", hook.pk), {"act": "on"}).status_code == 403


@pytest.mark.parametrize("who", ["colleague", "stranger"])
def test_for_others_a_webhook_is_not_there(who: str) -> None:
    hook = _hook(people.editor())
    other = people.viewer() if who == "colleague" else people.signatory(bank_b())
    client = visit(other)
    assert client.get(at("webhook", hook.pk)).status_code == 404
    for name in ("webhook", "webhook-act", "webhook-secret"):
        assert client.post(at(name, hook.pk), {"act": "off"}).status_code == 404
    assert Webhook.objects.get().active is True


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    hooks = []
    for number in range(rows):
        person = people.editor(name=f"editor{number}")
        _token(person)
        hooks.append(_hook(person))
        webhooks.try_out(hooks[0], by=people.editor(name="editor0"))
    client = visit(people.signatory(bank_a()))
    with django_assert_num_queries(6):
        assert len(client.get(at("programs")).context["tokens"]) == rows
    with django_assert_num_queries(6):
        assert len(client.get(at("webhook", hooks[0].pk)).context["deliveries"]) == rows
