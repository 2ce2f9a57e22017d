"""Invitations in the console: sent, sent again, taken back, and seen by whoever may."""

from typing import Any

import pytest
from django.urls import reverse

from tests.admin.test_pages import address, signed_in
from tests.factories.institutions import bank_a
from tests.factories.invitations import NEW, account_request, as_staff
from tests.people import administrator
from usecases.models.invitations import Invitation
from usecases.notices.invited import key_of

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:invite")


def test_an_administrator_invites_to_staff_and_to_an_institution() -> None:
    client = signed_in("administrator")
    assert client.get(PAGE).status_code == 200
    answer = client.post(PAGE, {"email": NEW, "role": "assessor", "reason": "joins"})
    row = Invitation.objects.get()
    assert answer["Location"] == address("invitation", "change", row.pk)
    given = {"email": "b@example.org", "institution": bank_a().pk, "member_role": "signatory"}
    assert client.post(PAGE, given).status_code == 302
    sent = Invitation.objects.get(email="b@example.org")
    assert (sent.institution, sent.member_role, sent.invited_by) == (
        bank_a(), "signatory", administrator().user,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"role": "assessor"}, "email"),
        ({"email": NEW}, "__all__"),
        ({"email": NEW, "role": "king"}, "role"),
        ({"email": "administrator@regulator.example", "role": "officer"}, "email"),
    ],
)
def test_what_cannot_be_is_said_where_it_is(given: dict[str, str], field: str) -> None:
    page = signed_in("administrator").post(PAGE, given)
    assert (page.status_code, list(page.context["form"].errors)) == (200, [field])
    assert not Invitation.objects.exists()


def test_it_is_sent_again_and_taken_back() -> None:
    row, client = as_staff(), signed_in("administrator")
    assert client.post(address("invitation", "act", row.pk, "again")).status_code == 302
    newer = Invitation.objects.get(withdrawn_at=None)
    assert (newer.email, newer.role, newer.pk != row.pk) == (NEW, "officer", True)
    act = address("invitation", "act", newer.pk, "take-back")
    assert client.post(act, {"reason": ""}).status_code == 200
    client.post(act, {"reason": "a slip"})
    assert not Invitation.objects.filter(withdrawn_at=None).exists()
    assert "It opens nothing any more." in client.get(act).content.decode()


def test_who_sees_them_and_never_a_key() -> None:
    row, asked = as_staff(), account_request("eve@example.org")
    told: dict[str, Any] = {}
    for role in ("administrator", "auditor", "officer", "approver", "assessor"):
        client = signed_in(role)
        pages = [
            client.get(address(name, page, *keys))
            for name, key in (("invitation", row.pk), ("accountrequest", asked.pk))
            for page, keys in (("changelist", ()), ("change", (key,)), ("history", (key,)))
        ]
        pages += [client.get(address("invitation", "act", row.pk, "again")), client.get(PAGE)]
        told[role] = [page.status_code for page in pages]
        text = "".join(page.content.decode() for page in pages)
        assert [secret in text for secret in (key_of(row), row.digest)] == [False, False]
    assert told == {
        "administrator": [200] * 8,
        "auditor": [200] * 6 + [404] * 2,
        **dict.fromkeys(("officer", "approver", "assessor"), [404] * 8),
    }


def test_nothing_is_typed_into_them() -> None:
    row, client = as_staff(), signed_in("administrator")
    assert client.get(address("invitation", "add")).status_code == 403
    client.post(address("invitation", "change", row.pk), {"email": "x@example.org", "reason": "x"})
    row.refresh_from_db()
    assert row.email == NEW
