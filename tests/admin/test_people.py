"""The pages of people: what each is trusted with, what an administrator does about it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.admin.test_pages import address, signed_in
from tests.admin.world import account
from tests.factories.access import make_grant, make_member, make_token, make_user
from tests.factories.institutions import bank_a, make_institution
from tests.factories.phases import FAR, OPENED, authority
from tests.factories.usecases import use_case_at
from tests.people import administrator, approver, officer
from usecases.admin.roles import GROUPS, OF_BANKS
from usecases.models.access import RoleGrant, User
from usecases.models.institutions import Member
from usecases.models.person import person_for
from usecases.models.trail import Change
from usecases.rules.permissions import BANK, STAFF
from usecases.vocabulary.roles import Role
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def boss() -> Client:
    return signed_in("administrator")


def act(user: User, name: str) -> str:
    return address("user", "act", user.pk, name)


def states(page: Any, name: str) -> list[tuple[str, str, bool]]:
    """Return what a table of roles or memberships holds: role, state, whether it ends soon."""
    return [(each.row.role, each.when, each.soon) for each in page.context[name]]


def faults(client: Client, path: str, **data: object) -> dict[str, list[str]]:
    """Post an act that is refused, and return its errors; nothing is written."""
    before = Change.objects.count()
    page = client.post(path, data)
    assert (page.status_code, Change.objects.count()) == (200, before)
    return dict(page.context["form"].errors)


def test_the_page_shows_what_was_is_and_will_be() -> None:
    now, user = timezone.now(), make_user()
    make_grant(user, "auditor", since=OPENED, until=OPENED + DAY)
    make_grant(user, "assessor", since=now + DAY)
    make_grant(user, "officer", authority(), until=now + 9 * DAY)
    make_grant(user, "approver", deputy_for=account(approver()), until=FAR)
    make_member(user, bank_a(), "viewer")
    page = boss().get(address("user", "change", user.pk))
    assert states(page, "roles") == [
        ("approver", "now", False),
        ("officer", "now", True),
        ("assessor", "to-come", False),
        ("auditor", "past", False),
    ]
    assert states(page, "memberships") == [("viewer", "now", False)]
    other = boss().get(address("user", "change", account(approver()).pk))
    assert [each.row.user for each in other.context["deputies"]] == [user]


def test_tokens_and_sign_ins_are_shown_to_whoever_reads_people() -> None:
    user = make_user()
    make_grant(user, "officer")
    token, _secret = make_token(user)
    User.objects.filter(pk=user.pk).update(last_login=datetime(2026, 3, 2, 1, tzinfo=UTC))
    told = {}
    for role in ("administrator", "auditor", "approver", "officer"):
        page = signed_in(role).get(address("user", "change", user.pk))
        text = page.content.decode()
        told[role] = (token.name in text, "2 March 2026, 09:00 HKT" in text)
    assert told == {
        "administrator": (True, True),
        "auditor": (True, True),
        "approver": (False, False),
        "officer": (False, False),
    }
    make_token(account(officer()))
    own = signed_in("officer").get(address("user", "change", account(officer()).pk))
    assert [each.name for each in own.context["tokens"]] == ["Token 2"]


def test_a_role_is_granted_from_day_to_day() -> None:
    user = make_user()
    data = {
        "role": "officer", "authority": authority().pk,
        "since": "2090-03-02", "until": "2090-03-31", "reason": "joins the team",
    }  # fmt: skip
    assert boss().post(act(user, "grant"), data).status_code == 302
    row = RoleGrant.objects.get(user=user)
    assert (row.role, row.authority, row.granted_by) == (
        "officer", authority(), account(administrator()),
    )  # fmt: skip
    assert row.since == datetime(2090, 3, 1, 16, tzinfo=UTC)
    assert row.until == datetime(2090, 3, 31, 15, 59, 59, 999999, tzinfo=UTC)
    change = Change.objects.get(kind="rolegrant", record=str(row.pk))
    assert (change.reason, change.door) == ("joins the team", "console")


def test_a_role_that_cannot_be_granted() -> None:
    client, path = boss(), act(make_user(), "grant")
    assert list(faults(client, path)) == ["role", "reason"]
    assert list(faults(client, path, role="king", reason="x")) == ["role"]
    past = faults(client, path, role="officer", until="2020-01-01", reason="x")
    assert past == {"until": ["It would end in the past. A role ends now or later."]}
    mine = act(account(administrator()), "grant")
    assert faults(client, mine, role="officer", reason="x") == {
        "__all__": ["Nobody grants a role to oneself."]
    }


def test_a_deputy_is_named() -> None:
    head, user = approver(), account(officer())
    held = head.grants[0]
    client, path = boss(), act(account(head), "deputy")
    page = client.get(path)
    assert list(page.context["form"].fields["held"].queryset) == [held]
    assert list(faults(client, path, held=held.pk, deputy=user.pk, reason="x")) == ["until"]
    stranger = faults(
        client, path, held=held.pk, deputy=make_user().pk, until="2090-01-01", reason="x"
    )
    assert list(stranger) == ["deputy"]
    data = {"held": held.pk, "deputy": user.pk, "until": "2090-01-01", "reason": "on leave"}
    assert client.post(path, data).status_code == 302
    row = RoleGrant.objects.get(user=user, role="approver")
    assert (row.deputy_for, row.authority) == (head.user, None)


def test_a_deputy_in_a_role_of_somebody_else_is_refused() -> None:
    other = make_grant(make_user(), "auditor")
    path = act(account(approver()), "deputy")
    data = {"held": other.pk, "deputy": account(officer()).pk, "until": "2090-01-01"}
    assert list(faults(boss(), path, **data, reason="x")) == ["held"]


def test_disabling_shows_what_waits() -> None:
    user = account(officer())
    use_case_at(Stage.ACCEPTED, case_officer=user)
    use_case_at(Stage.DECLINED, case_officer=user)
    make_member(user, bank_a(), "viewer")
    make_grant(make_user(name="Deputy"), "officer", deputy_for=user, until=FAR)
    path = act(user, "disable")
    facts = {str(label): value for label, value in boss().get(path).context["facts"]}
    assert facts == {
        "Use cases under way as case officer": "1, to be given to somebody else",
        "Decisions proposed, not yet released": "None",
        "Publications proposed, not yet confirmed": "None",
        "Roles that rest": "Case officer",
        "Memberships that rest": "Alpha Bank, Viewer",
        "Deputies who stand in no longer": "Deputy · Case officer",
    }
    assert list(faults(boss(), path)) == ["reason"]
    assert boss().post(path, {"reason": "left"}).status_code == 302
    assert person_for(User.objects.get(pk=user.pk)).anonymous
    assert boss().post(act(user, "enable"), {"reason": "back"}).status_code == 302
    assert person_for(User.objects.get(pk=user.pk)).roles == {"officer"}


def test_the_last_administrator_is_told_why_not() -> None:
    me = administrator()
    page = boss().get(address("user", "change", account(me).pk))
    why = {each.name: str(each.why_not)[:34] for each in page.context["acts"]}
    assert why == {
        "grant": "Nobody grants a role to oneself.",
        "deputy": "",
        "disable": "This is the last administrator wit",
        "token": "",
        "webhook": "",
    }
    end = address("rolegrant", "act", me.grants[0].pk, "end")
    assert list(faults(boss(), end, reason="leaving")) == ["__all__"]


@pytest.mark.parametrize(("role", "names"), [("administrator", ["end"]), ("auditor", [])])
def test_a_role_is_ended_by_an_administrator(role: str, names: list[str]) -> None:
    row = make_grant(make_user(), "officer")
    client, path = signed_in(role), address("rolegrant", "act", row.pk, "end")
    page = client.get(address("rolegrant", "change", row.pk))
    assert [each.name for each in page.context["acts"]] == names
    answer = client.post(path, {"reason": "left the unit"})
    assert answer.status_code == (302 if names else 404)
    ended = RoleGrant.objects.get(pk=row.pk).until is not None
    assert ended is bool(names)


def test_what_stays_of_a_role_is_only_shown() -> None:
    row = make_grant(make_user(), "officer")
    page = boss().get(address("rolegrant", "change", row.pk))
    assert sorted(page.context["adminform"].form.fields) == [
        "authority", "based_on", "reason", "role", "since", "until",
    ]  # fmt: skip
    over = make_grant(make_user(), "officer", until=OPENED + DAY)
    for fixed in (over, administrator().grants[0]):
        path = address("rolegrant", "change", fixed.pk)
        assert boss().get(path).context["has_change_permission"] is False
        assert boss().post(path, {"role": "auditor", "reason": "forged"}).status_code == 403


def test_a_membership_is_shown_and_ended() -> None:
    row = make_member(make_user(), bank_a(), "viewer")
    page = boss().get(address("institution", "change", bank_a().pk))
    assert [each.row for each in page.context["members"]] == [row]
    data = {"reason": "left the bank"}
    assert boss().post(address("member", "act", row.pk, "end"), data).status_code == 302
    assert Member.objects.get(pk=row.pk).until is not None
    shown = signed_in("officer").get(address("institution", "change", bank_a().pk))
    assert states(shown, "members") == [("viewer", "past", False)]


def test_the_history_of_a_person_tells_of_roles() -> None:
    user = make_user()
    boss().post(act(user, "grant"), {"role": "officer", "reason": "joins"})
    page = signed_in("auditor").get(address("user", "history", user.pk))
    told = [each.change.kind for event in page.context["events"] for each in event.entries]
    assert told == ["rolegrant", "user"]


class TestWhoMayDoWhat:
    """One page for staff, to read and to print."""

    def test_every_act_of_the_table_has_words(self) -> None:
        said = [action for _title, words in GROUPS for action in words]
        assert sorted(said) == sorted(set(STAFF))
        assert sorted(OF_BANKS) == sorted(BANK)

    def test_is_for_staff(self) -> None:
        roles = ("officer", "assessor", "approver", "administrator", "auditor", "signatory")
        found = {role: signed_in(role).get("/admin/roles/").status_code for role in roles}
        assert found == {**dict.fromkeys(roles, 200), "signatory": 403}

    def test_says_who_holds_what_and_what_ends_soon(self) -> None:
        head, user = approver(), make_user()
        row = make_grant(user, "approver", deputy_for=head.user, until=timezone.now() + 9 * DAY)
        make_grant(user, "auditor", until=OPENED + DAY)
        page = signed_in("auditor").get("/admin/roles/")
        held = {each.role: [s.row.user for s in each.spells] for each in page.context["holders"]}
        assert held["approver"] == [head.user, user]
        assert user not in held["auditor"]
        assert [each.row for each in page.context["soon"]] == [row]

    def test_the_words_are_the_table(self) -> None:
        page = signed_in("officer").get("/admin/roles/")
        rows = re.findall(
            r"<tr><th scope=\"row\">(.+?)</th>(.+?)</tr>", page.content.decode().replace("\n", "")
        )
        yes = {label: cells.count("Yes") for label, cells in rows if 'class="role"' in cells}
        assert yes["Release decisions: the stage moves and the bank is told"] == 1
        assert yes["Use the console"] == len(Role)


def counted(path: str) -> int:
    client = boss()
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def fill(user: User) -> None:
    """Trust somebody with one more of everything."""
    make_grant(user, "officer", authority())
    make_grant(make_user(), "auditor", deputy_for=user, until=FAR)
    make_member(user, make_institution(), "viewer")
    make_token(user)


@pytest.mark.parametrize("page", ["person", "disable", "roles", "institution", "people"])
def test_one_and_three_ask_as_often(page: str) -> None:
    user = make_user()
    paths = {
        "person": address("user", "change", user.pk),
        "disable": act(user, "disable"),
        "roles": "/admin/roles/",
        "institution": address("institution", "change", bank_a().pk),
        "people": address("user", "changelist"),
    }
    fill(user)
    make_member(make_user(), bank_a(), "viewer")
    first = counted(paths[page])
    for _number in range(2):
        fill(user)
        make_member(make_user(), bank_a(), "viewer")
    assert counted(paths[page]) == first
