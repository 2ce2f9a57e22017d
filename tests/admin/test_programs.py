"""Tokens and webhooks of programs, made and looked after on pages of the console."""

import re
from typing import Any

import pytest
from django.urls import reverse

from tests.access.forging import signed_in as console
from tests.api.clients import address
from tests.factories.access import make_token, make_user
from tests.factories.usecases import use_case_at
from tests.people import administrator, approver, auditor, officer
from usecases.models.access import Token
from usecases.models.messages import Message
from usecases.models.person import Person
from usecases.models.webhooks import Webhook
from usecases.notices.webhooks import secret_text

pytestmark = pytest.mark.django_db
MADE = {"name": "Power BI", "scopes": ["read", "report"], "days": "30"}
HOOK = {"name": "Teams", "address": "https://example.com/hooks", "events": ["moves"]}


def _act(model: str, record: Any, name: str) -> str:
    return reverse(f"admin:usecases_{model}_act", args=[record.pk, name])


def _shown(answer: Any) -> str:
    """Return the secret that a page shows."""
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    [found] = re.findall(r'id="secret"[^>]* value="([^"]+)"', answer.content.decode())
    return str(found)


def _hook(person: Person) -> Webhook:
    console(person).post(_act("user", person.user, "webhook"), HOOK)
    return Webhook.objects.get(user=person.user)


def test_a_token_of_ones_own_is_shown_once(client: Any) -> None:
    person = officer()
    secret = _shown(console(person).post(_act("user", person.user, "token"), MADE))
    token = Token.objects.get()
    assert (token.user, token.name, token.scopes) == (person.user, "Power BI", ["read", "report"])
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get(address("use-cases"), headers=headers).status_code == 200
    page = console(person).get(reverse("admin:usecases_token_change", args=[token.pk]))
    assert secret not in page.content.decode()
    console(person).post(_act("token", token, "revoke"))
    assert client.get(address("use-cases"), headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("scopes", ["all"]), ("days", "0"), ("days", "9999")]
)
def test_one_that_cannot_be(field: str, value: Any) -> None:
    person = officer()
    answer = console(person).post(_act("user", person.user, "token"), {**MADE, field: value})
    assert list(answer.context["form"].errors) == [field]
    assert Token.objects.count() == 0


def test_a_services_are_the_administrators() -> None:
    service = make_user("bi@regulator.example", name="BI", service=True)
    assert _shown(console(administrator()).post(_act("user", service, "token"), MADE))
    assert _shown(console(administrator()).post(_act("user", service, "webhook"), HOOK))
    assert (Token.objects.get().user, Webhook.objects.get().user) == (service, service)
    for other in (approver(), auditor()):
        for name, body in (("token", MADE), ("webhook", HOOK)):
            answer = console(other).post(_act("user", service, name), body)
            assert answer.status_code == 404
    assert (Token.objects.count(), Webhook.objects.count()) == (1, 1)


def test_nobody_makes_one_for_another_person() -> None:
    owner = officer()
    for other in (administrator(), approver()):
        answer = console(other).post(_act("user", owner.user, "token"), MADE)
        assert answer.status_code == 404
    assert Token.objects.count() == 0


def test_a_webhook_and_its_deliveries(settings: Any) -> None:
    person = officer()
    hook = _hook(person)
    use_case_at("screening")
    page = console(person).get(reverse("admin:usecases_webhook_change", args=[hook.pk]))
    text = page.content.decode()
    assert (text.count("use-case.moved"), "Waits" in text) == (2, True)
    assert (secret_text(hook) in text, "Secret" in text) == (False, False)
    [message, _other] = Message.objects.filter(webhook=hook)
    Message.objects.filter(pk=message.pk).update(attempts=12, failure="Answered 500.")
    console(person).post(_act("message", message, "again"))
    message.refresh_from_db()
    assert (message.attempts, message.failure) == (0, "")
    console(person).post(_act("webhook", hook, "try"))
    assert Message.objects.filter(webhook=hook).count() == 3
    before = secret_text(hook)
    renewed = _shown(console(person).post(_act("webhook", hook, "renew")))
    assert renewed != before
    console(person).post(_act("webhook", hook, "edit"), {**HOOK, "name": "Renamed"})
    assert Webhook.objects.get().name == "Renamed"
    refused = console(person).post(
        _act("webhook", hook, "edit"), {**HOOK, "address": "http://10.0.0.1/"}
    )
    assert list(refused.context["form"].errors) == ["address"]


def test_who_turns_it_off() -> None:
    person = officer()
    hook = _hook(person)
    assert console(approver()).post(_act("webhook", hook, "off")).status_code == 404
    assert console(administrator()).post(_act("webhook", hook, "renew")).status_code == 404
    console(administrator()).post(_act("webhook", hook, "off"))
    assert not Webhook.objects.get().active
    assert console(administrator()).post(_act("webhook", hook, "on")).status_code == 404
    console(person).post(_act("webhook", hook, "on"))
    assert Webhook.objects.get().active


def test_lists_and_queries(django_assert_max_num_queries: Any) -> None:
    person = officer()
    make_token(person.user)  # type: ignore[arg-type]  # an officer has one
    _hook(person)
    for name in ("token", "webhook"):
        where = reverse(f"admin:usecases_{name}_changelist")
        assert console(person).get(where).context["cl"].result_count == 1
        assert console(approver()).get(where).context["cl"].result_count == 0
