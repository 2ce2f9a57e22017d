"""Accounts, roles and memberships."""

import pytest

from tests import people as staff
from tests.factories.access import make_user
from tests.factories.institutions import bank_a
from tests.people import administrator, officer, signatory
from tests.workflow.refusals import NOT_ALLOWED, refused
from usecases.models.access import User
from usecases.models.person import person_for
from usecases.models.trail import Change
from usecases.workflow import people

pytestmark = pytest.mark.django_db


def test_the_service_of_commands_is_made_once() -> None:
    first, second = people.system(), people.system()
    assert (first.user, first.system) == (second.user, True)
    assert first.user is not None
    assert (first.user.service, first.user.has_usable_password()) == (True, False)


def test_enrol() -> None:
    user = people.enrol(
        email="ada@example.org", name="Ada", by=administrator(), password="long one"
    )
    assert (user.check_password("long one"), user.demonstration) == (True, False)
    invited = people.enrol(email="bob@example.org", name="Bob", by=administrator())
    assert invited.has_usable_password() is False


@pytest.mark.parametrize(
    ("email", "code"), [("nonsense", "invalid"), ("", "blank"), ("ADA@example.org", "")]
)
def test_an_email_that_cannot_be(email: str, code: str) -> None:
    make_user("ada@example.org")
    by = administrator()
    faults = refused(people.enrol, email=email, name="Ada", by=by)
    assert faults == ([("email", code)] if code else [("", "invalid")])


def test_grant_and_join() -> None:
    user = make_user()
    people.grant(user, "officer", by=administrator())
    people.join(user, bank_a(), "editor", by=administrator())
    person = person_for(user)
    assert person.roles == {"officer"}
    assert person.membership is not None
    assert (person.membership.institution, person.membership.role) == (bank_a(), "editor")
    rows = Change.objects.filter(kind__in=("rolegrant", "member"))
    assert {row.by for row in rows.filter(by=administrator().user)} == {administrator().user}


def test_what_cannot_be_granted() -> None:
    by, user = administrator(), make_user()
    assert by.user is not None
    assert refused(people.grant, user, "king", by=by) == [("role", "invalid_choice")]
    assert refused(people.grant, by.user, "officer", by=by) == [("user", "oneself")]
    assert refused(people.join, user, bank_a(), "owner", by=by) == [("role", "invalid_choice")]
    people.join(user, bank_a(), "viewer", by=by)
    assert refused(people.join, user, bank_a(), "editor", by=by) == [("", "invalid")]


@pytest.mark.parametrize("who", [officer, staff.approver, staff.auditor, signatory])
def test_people_are_the_administrators(who: object) -> None:
    assert callable(who)
    by, user, before = who(), make_user(), User.objects.count()
    assert refused(people.enrol, email="x@example.org", name="X", by=by) == NOT_ALLOWED
    assert refused(people.grant, user, "officer", by=by) == NOT_ALLOWED
    assert refused(people.join, user, bank_a(), "editor", by=by) == NOT_ALLOWED
    assert User.objects.count() == before
