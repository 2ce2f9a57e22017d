"""Who somebody is when they come in."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories.access import make_grant, make_member, make_user
from tests.factories.institutions import bank_a, bank_b
from tests.factories.phases import CLOSED
from usecases.models.access import User
from usecases.models.person import ANONYMOUS, person_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user("ada@example.org")


def test_the_only_membership_is_chosen(user: User) -> None:
    member = make_member(user, bank_a(), "editor")
    assert person_for(user).membership == member


def test_among_several_one_must_be_chosen(user: User) -> None:
    first, second = (make_member(user, bank, "editor") for bank in (bank_a(), bank_b()))
    assert person_for(user).membership is None
    assert person_for(user, str(second.pk)).membership == second
    assert person_for(user, str(first.pk)).membership == first


def test_another_persons_membership_is_not_chosen(user: User) -> None:
    foreign = make_member(make_user(), bank_b(), "signatory")
    make_member(user, bank_a(), "editor")
    assert person_for(user, str(foreign.pk)).membership is None


def test_what_ended_or_has_not_begun_does_not_count(user: User) -> None:
    make_member(user, bank_a(), "editor", until=CLOSED)
    make_grant(user, "officer", until=CLOSED)
    make_grant(user, "approver", since=timezone.now() + timedelta(days=1))
    person = person_for(user)
    assert (person.membership, person.grants, person.roles) == (None, (), frozenset())


def test_roles_are_those_granted(user: User) -> None:
    make_grant(user, "officer")
    make_grant(user, "auditor", until=datetime(2099, 1, 1, tzinfo=UTC))
    assert person_for(user).roles == {"officer", "auditor"}


def test_a_disabled_account_is_nobody() -> None:
    user = make_user(is_active=False)
    make_grant(user, "officer")
    make_member(user, bank_a(), "editor")
    assert person_for(user) == ANONYMOUS
    assert ANONYMOUS.anonymous
