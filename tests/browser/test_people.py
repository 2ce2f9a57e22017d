"""An administrator's morning by hand: a role, a deputy, an end, and pages without a fault."""

import pytest

from tests.admin.world import account
from tests.browser.conftest import Visit
from tests.factories.access import make_grant, make_member, make_token, make_user
from tests.factories.institutions import bank_a
from tests.factories.phases import FAR
from tests.people import administrator, approver, officer
from usecases.models.access import RoleGrant
from usecases.models.person import person_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PERSON = "/admin/usecases/user/{}/{}"


def test_granted_lent_and_ended(visit: Visit) -> None:
    user, head = make_user(name="Ada Lam"), account(approver())
    make_grant(user, "officer")
    boss = visit(administrator())
    boss.open(PERSON.format(user.pk, "change/"))
    boss.press("Grant a role")
    boss.page.select_option("[name=role]", "auditor")
    boss.fill(until="2090-01-31", reason="For the audit")
    boss.press("Grant a role")
    assert person_for(user).roles == {"officer", "auditor"}
    assert "31 January 2090" in boss.text

    boss.open(PERSON.format(head.pk, "change/"))
    boss.press("Name a deputy")
    boss.page.select_option("[name=deputy]", str(user.pk))
    boss.fill(until="2090-01-31", reason="On leave")
    boss.press("Name a deputy")
    assert person_for(user).roles == {"officer", "auditor", "approver"}
    boss.open("/admin/roles/")
    assert f"Ada Lam, deputy for {head}" in boss.text

    row = RoleGrant.objects.get(user=user, role="approver")
    boss.open(f"/admin/usecases/rolegrant/{row.pk}/change/")
    boss.press("End this role")
    boss.fill(reason="Back at work")
    boss.press("End this role")
    assert person_for(user).roles == {"officer", "auditor"}
    assert boss.complaints == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
def test_no_fault_is_found_by_axe(visit: Visit, scheme: str, width: int) -> None:
    user = account(officer())
    make_grant(make_user(name="Ada Lam"), "approver", deputy_for=account(approver()), until=FAR)
    make_grant(user, "auditor", until=FAR)
    make_member(user, bank_a(), "viewer")
    make_token(user)
    boss = visit(administrator())
    boss.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    boss.page.set_viewport_size({"width": width, "height": 900})
    paths = [PERSON.format(user.pk, end) for end in ("change/", "act/disable/", "act/grant/")]
    paths += [PERSON.format(account(approver()).pk, "act/deputy/"), "/admin/roles/"]
    paths += [f"/admin/usecases/institution/{bank_a().pk}/change/"]
    for path in paths:
        assert boss.open(path) == 200
        assert (path, boss.faults()) == (path, [])
