"""A fresh sign-in before a decision: asked before its page, once for a batch; nothing is lost."""

import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from pytest_django import Settings

from tests.admin.test_bulk import chosen, done, told
from tests.admin.test_pages import address, signed_in
from tests.admin.world import account
from tests.api.clients import address as api
from tests.api.clients import client as program
from tests.factories.access import PASSWORD
from tests.factories.reviews import confirmed_decision, proposed_decision
from tests.factories.usecases import use_case_at
from tests.people import approver
from usecases.models.reviews import Decision
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

ASKS = reverse("account_reauthenticate")
SECRET = "JBSWY3DPEHPK3PXP"  # of nobody


@pytest.fixture(autouse=True)
def _asked(settings: Settings) -> None:
    settings.FRESH_SIGN_IN_MINUTES = 15


def signed(minutes_ago: float, role: str = "approver") -> Client:
    """Return a browser whose sign-in is so old."""
    client = signed_in(role)
    session = client.session
    record = {"method": "password", "at": time.time() - minutes_ago * 60}
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [record]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = client.session["_auth_user_id"]
    session.save()
    return client


def page_of(decision: Decision, act: str) -> str:
    return address("decision", "act", decision.pk, act)


def proposed() -> Decision:
    return proposed_decision(use_case_at(Stage.ASSESSING))


@pytest.mark.parametrize("act", ["confirm", "refuse"])
@pytest.mark.parametrize("age", [16, 600])
def test_an_old_sign_in_is_asked_for_anew_before_the_page(act: str, age: int) -> None:
    where = page_of(proposed(), act)
    response = signed(age).get(where)
    expected = f"{ASKS}?{urlencode({'next': where})}"
    assert (response.status_code, response["Location"]) == (302, expected)


def test_a_session_that_tells_no_sign_in_is_asked() -> None:
    assert signed_in("approver").get(page_of(proposed(), "confirm")).status_code == 302


def test_the_password_brings_one_back_and_on() -> None:
    decision, client = proposed(), signed(60)
    where = page_of(decision, "confirm")
    asked = client.get(where, follow=True)
    assert asked.redirect_chain[-1][0].startswith(ASKS)
    wrong = client.post(f"{ASKS}?next={where}", {"password": "not it", "next": where})
    assert wrong.status_code == 200
    back = client.post(f"{ASKS}?next={where}", {"password": PASSWORD, "next": where})
    assert (back.status_code, back["Location"]) == (302, where)
    assert client.get(where).status_code == 200
    assert client.post(where).status_code == 302
    assert Decision.objects.get().confirmed_by == approver().user


def test_a_second_factor_does_as_well() -> None:
    decision, client = proposed(), signed(60)
    Authenticator.objects.create(
        user=account(approver()), type=Authenticator.Type.TOTP, data={"secret": SECRET}
    )
    where = page_of(decision, "confirm")
    asks = reverse("mfa_reauthenticate")
    assert client.get(f"{asks}?next={where}").status_code == 200
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(SECRET, counter))
    back = client.post(f"{asks}?next={where}", {"code": code, "next": where})
    assert (back.status_code, back["Location"]) == (302, where)
    assert client.get(where).status_code == 200


def test_a_recent_sign_in_is_fresh_by_itself() -> None:
    client = Client()
    where = page_of(proposed(), "confirm")
    client.post(
        reverse("account_login"), {"login": account(approver()).email, "password": PASSWORD}
    )
    assert client.get(where).status_code == 200


@pytest.mark.parametrize("act", ["confirm", "release", "refuse"])
def test_what_is_sent_too_late_is_not_done_and_not_lost(act: str, freeze: Any) -> None:
    case = use_case_at(Stage.ASSESSING)
    decision = confirmed_decision(case) if act == "release" else proposed_decision(case)
    client, where = signed(60), page_of(decision, act)
    page = client.post(where, {"reason": "As I typed it."})
    assert page.status_code == 200
    assert "Your sign-in is too old" in str(page.context["form"].errors)
    assert page.context["form"].data["reason"] == "As I typed it."
    assert page.context["sign_in"] in page.content.decode().replace("&amp;", "&")
    found = Decision.objects.get()
    assert (found.released_at, found.refused_at) == (None, None)
    assert (found.confirmed_at is not None) == (act == "release")


@pytest.mark.parametrize("act", ["confirm", "release", "refuse"])
def test_one_sign_in_for_a_batch(act: str) -> None:
    make = confirmed_decision if act == "release" else proposed_decision
    rows = [make(use_case_at(Stage.ASSESSING)) for _number in range(3)]
    client = signed(60)
    response = chosen(client, act, *rows)
    where = address("decision", "bulk", act)
    assert (response.status_code, response["Location"]) == (
        302,
        f"{ASKS}?{urlencode({'next': where})}",
    )
    client.post(ASKS, {"password": PASSWORD, "next": where})
    page = client.get(where)
    assert told(page) == dict.fromkeys(rows, "")
    again = done(client, page, reason="Because.")
    assert len(again.context["outlook"]) == 3
    field = {"confirm": "confirmed_at", "release": "released_at", "refuse": "refused_at"}[act]
    assert Decision.objects.filter(**{f"{field}__isnull": False}).count() == 3
    assert client.get(where)["Location"] == address("decision", "changelist")


def test_a_batch_sent_too_late_is_not_done_and_not_lost(settings: Settings) -> None:
    row, client = proposed(), signed(1)
    page = chosen(client, "refuse", row)
    settings.FRESH_SIGN_IN_MINUTES = 0.001
    again = done(client, page, reason="As I typed it.")
    assert again.context["form"].data["reason"] == "As I typed it."
    assert again.context["sign_in"].startswith(ASKS)
    assert Decision.objects.get().refused_at is None
    settings.FRESH_SIGN_IN_MINUTES = 15
    done(client, again, reason="As I typed it.")
    assert Decision.objects.get().refusal == "As I typed it."


def test_other_acts_ask_for_nothing() -> None:
    case = use_case_at(Stage.SUBMITTED)
    client = signed(600, "officer")
    assert client.get(address("usecase", "act", case.pk, "screen")).status_code == 200
    assert chosen(client, "screen", case).status_code == 200


def test_programs_are_not_asked() -> None:
    decision = proposed()
    answer = program(approver()).post(api("decisions", decision.pk, "confirm"), {})
    assert answer.status_code == 200


def test_a_sign_in_from_before_is_not_made_fresh_by_time_alone(freeze: Any) -> None:
    client, where = signed(0), page_of(proposed(), "confirm")
    assert client.get(where).status_code == 200
    freeze(timezone.now() + timedelta(minutes=16))
    assert client.get(where).status_code == 302
