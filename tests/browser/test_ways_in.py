"""From an invitation to the portal, with a security key that the browser pretends to hold."""

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import Settings

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.factories.institutions import make_institution
from tests.factories.invitations import NEW, WORDS, account_request, to_bank
from tests.factories.phases import open_phase
from tests.people import administrator
from usecases.models.invitations import Invitation
from usecases.notices.invited import key_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def hold_a_key(visitor: Visitor) -> Any:
    """Plug a security key into the browser; return what tells it how to behave."""
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": False,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return lambda present: session.send(
        "WebAuthn.setUserVerified",
        {"authenticatorId": made["authenticatorId"], "isUserVerified": present},
    )


def test_invited_with_a_key_and_in_again(visit: Visit, settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    row, me = to_bank(member_role="signatory"), visit(None)
    seen = []
    hold_a_key(me)
    assert me.open(reverse("entrance:invitation", args=[key_of(row)])) == 200
    me.page.set_viewport_size({"width": 320, "height": 800})
    seen.append(me.faults())
    me.fill(name="Ada", password=WORDS, again=WORDS)
    me.press("Accept and begin")
    assert "Set up a second factor first" in me.text
    seen.append(me.faults())
    me.press("Add a key")
    seen.append(me.faults())
    me.fill(name="On my ring")
    me.press("Add the key")
    me.page.wait_for_url("**/recovery-codes/")
    seen.append(me.faults())
    me.open("/portal/")
    assert "Alpha Bank" in me.text
    me.open("/accounts/2fa/webauthn/")
    assert "On my ring" in me.text
    seen.append(me.faults())
    me.open("/accounts/sessions/")
    seen.append(me.faults())
    me.page.context.clear_cookies()
    me.open("/accounts/login/")
    me.fill(login=NEW, password=WORDS)
    me.press("Sign in")
    me.page.wait_for_url("**/authenticate/")
    seen.append(me.faults())
    me.press("Use a security key")
    me.page.wait_for_url("**/portal/")
    me.open("/accounts/2fa/webauthn/reauthenticate/?next=/portal/")
    seen.append(me.faults())
    me.press("Use a security key")
    me.page.wait_for_url("**/portal/")
    assert (seen, me.complaints) == ([[]] * 8, [])


def test_who_asks_for_an_account_is_invited(visit: Visit) -> None:
    make_institution("Delta Bank")
    open_phase("GS9")
    seen, stranger = [], visit(None)
    stranger.page.set_viewport_size({"width": 320, "height": 800})
    stranger.page.emulate_media(color_scheme="dark")
    stranger.open(reverse("entrance:request") + "?phase=GS9")
    seen.append(stranger.faults())
    stranger.fill(institution_name="Delta Bank", name="Eve", email="eve@example.org")
    stranger.press("Send the request")
    assert "Your request is here" in stranger.text
    account_request()
    boss = visit(administrator())
    boss.open("/admin/usecases/accountrequest/")
    seen.append(boss.faults())
    boss.page.locator("#content").get_by_role("link", name="Delta Bank").first.click()
    boss.page.wait_for_load_state()
    seen.append(boss.faults())
    boss.open("/admin/invite/")
    seen.append(boss.faults())
    boss.fill(email="grace@example.org")
    boss.page.get_by_label("Role of staff").select_option("assessor")
    boss.press("Send the invitation")
    assert "The mail is on its way." in boss.text
    seen.append(boss.faults())
    assert (seen, Invitation.objects.get().role) == ([[]] * 5, "assessor")
