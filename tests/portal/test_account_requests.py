"""Asking for a first account on the public page, and what an administrator makes of it."""

from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.admin.test_pages import address, signed_in
from tests.factories.institutions import bank_a
from tests.factories.invitations import NEW, account_request
from tests.factories.phases import closed_phase, open_phase
from tests.people import administrator, officer, signatory
from tests.portal.visits import words
from usecases.models.access import User
from usecases.models.invitations import AccountRequest, Invitation
from usecases.models.messages import Message
from usecases.notices.outbox import deliver
from usecases.workflow import account_requests
from usecases.workflow.errors import NotFound, Refused, WrongStage

pytestmark = pytest.mark.django_db

PAGE = reverse("entrance:request")
TYPED = {
    "institution_name": "Delta Bank",
    "name": "Ada",
    "position": "Head of data",
    "email": NEW,
    "message": "Loans explained.\nSoon.",
}


def test_anybody_asks_and_the_administrators_are_told_no_name() -> None:
    phase, boss = open_phase("GS9"), administrator()
    page = Client().get(PAGE, {"phase": phase.code})
    assert f"{phase.name} (GS9)" in words(page)
    answer = Client().post(f"{PAGE}?phase=GS9", TYPED)
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}?asked")
    assert "Your request is here" in words(Client().get(answer["Location"]))
    row = AccountRequest.objects.get()
    assert (row.institution_name, row.position, row.email, row.phase, row.message) == (
        "Delta Bank", "Head of data", NEW, phase, "Loans explained.\nSoon.",
    )  # fmt: skip
    told = Message.objects.get()
    assert (told.recipient, told.letter) == (boss.user, "account-requested")
    assert [each in told.body + told.subject for each in ("Ada", "Delta", NEW)] == [False] * 3
    assert not User.objects.filter(email=NEW).exists()


def test_a_phase_that_is_not_open_is_not_named() -> None:
    page = Client().get(PAGE, {"phase": closed_phase("GS8").code})
    assert page.context["phase"] is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"institution_name": ""}, "institution_name"),
        ({"name": "Ada\nBcc: all"}, "name"),
        ({"message": "x" * 2001}, "message"),
        ({"position": "x" * 201}, "position"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(wrong: dict[str, str], field: str) -> None:
    page = Client().post(PAGE, {**TYPED, **wrong})
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert page.context["form"]["position"].value() == {**TYPED, **wrong}["position"]
    assert not AccountRequest.objects.exists()


def test_asking_again_is_answered_alike_and_kept_once() -> None:
    signatory()  # somebody who has an account asks too
    bodies = set()
    for email in (NEW, NEW.upper(), "signatory@alpha-bank.example"):
        answer = Client().post(PAGE, {**TYPED, "email": email}, follow=True)
        bodies.add((answer.status_code, answer.content))
    assert len(bodies) == 1
    assert AccountRequest.objects.count() == 2


def test_five_an_hour(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"ask_for_account": "5/h/ip"}
    cache.clear()
    codes = [
        Client().post(PAGE, {**TYPED, "email": f"a{n}@example.org"}).status_code for n in range(7)
    ]
    assert codes == [302] * 5 + [429] * 2
    cache.clear()


def act(row: AccountRequest, name: str) -> str:
    return address("accountrequest", "act", row.pk, name)


def test_an_administrator_invites() -> None:
    row, client = account_request(), signed_in("administrator")
    listed = client.get(address("accountrequest", "changelist"))
    assert "Delta Bank" in listed.content.decode()
    given = {"institution": bank_a().pk, "member_role": "signatory", "reason": ""}
    assert client.post(act(row, "invite"), given).status_code == 302
    row.refresh_from_db()
    sent = Invitation.objects.get()
    assert (row.invitation, row.handled_by, row.refusal) == (sent, administrator().user, "")
    assert (sent.email, sent.name, sent.institution, sent.member_role) == (
        NEW, "Ada", bank_a(), "signatory",
    )  # fmt: skip
    assert client.get(act(row, "refuse")).status_code == 404
    deliver()
    assert [each.to for each in mail.outbox if "invited" in each.subject] == [[NEW]]


def test_an_administrator_refuses_with_a_reason(django_capture_on_commit_callbacks: Any) -> None:
    row, client = account_request(), signed_in("administrator")
    assert client.post(act(row, "refuse"), {"reason": ""}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(act(row, "refuse"), {"reason": "Delta Bank is closed."})
    row.refresh_from_db()
    assert (row.refusal, row.invitation) == ("Delta Bank is closed.", None)
    [told] = mail.outbox
    assert (told.to, "Delta Bank is closed." in told.body) == ([NEW], True)


def test_nobody_else_sees_or_answers_them() -> None:
    row = account_request()
    assert signed_in("officer").get(address("accountrequest", "change", row.pk)).status_code in {
        302, 403, 404,
    }  # fmt: skip
    for who in (officer(), signatory()):
        with pytest.raises(NotFound):
            account_requests.refuse(row, by=who, reason="no")
    with pytest.raises(Refused):
        account_requests.refuse(row, by=administrator(), reason=" ")
    account_requests.refuse(row, by=administrator(), reason="no")
    with pytest.raises(WrongStage):
        account_requests.answer(row, institution=bank_a(), member_role="editor", by=administrator())
