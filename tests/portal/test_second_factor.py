"""A second factor first, for staff and signatories, at both doors; not for editors and viewers."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests import people
from tests.factories.access import make_member, make_user
from tests.factories.institutions import bank_a, bank_b
from tests.portal.visits import at, visit
from usecases.models.person import Person

pytestmark = pytest.mark.django_db

NEED = ("signatory", "officer", "approver", "auditor", "administrator", "assessor")
DOORS = (reverse("portal:home"), reverse("admin:index"), reverse("portal:choose"))


@pytest.fixture(autouse=True)
def _required(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


def _person(role: str) -> Person:
    person: Person = getattr(people, role)()
    return person


def _set_up(person: Person, kind: str) -> None:
    Authenticator.objects.create(user=person.user, type=kind, data={})


@pytest.mark.parametrize("role", NEED)
@pytest.mark.parametrize("door", DOORS)
def test_who_needs_one_and_has_none_sets_it_up(role: str, door: str) -> None:
    response = visit(_person(role)).get(door)
    assert (response.status_code, response["Location"]) == (302, reverse("mfa_index"))


@pytest.mark.parametrize("kind", ["totp", "webauthn"])
def test_who_has_one_goes_on(kind: str) -> None:
    person = people.signatory()
    _set_up(person, kind)
    assert visit(person).get(at("home")).status_code == 200


def test_recovery_codes_alone_are_none() -> None:
    person = people.signatory()
    _set_up(person, "recovery_codes")
    assert visit(person).get(at("home")).status_code == 302


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_others_need_none(role: str) -> None:
    assert visit(_person(role)).get(at("home")).status_code == 200


def test_a_signatory_of_any_bank_needs_one() -> None:
    user = make_user()
    make_member(user, bank_a(), "viewer")
    make_member(user, bank_b(), "signatory")
    client = Client()
    client.force_login(user)
    assert client.get(at("choose"))["Location"] == reverse("mfa_index")


def test_a_post_is_stopped_too() -> None:
    assert visit(people.signatory()).post(at("choose"))["Location"] == reverse("mfa_index")


def test_other_doors_stay_open() -> None:
    client = visit(people.signatory())
    assert client.get("/health/live").status_code == 200
    assert client.get(reverse("account_logout")).status_code == 200


def test_off_it_asks_nobody(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    assert visit(people.signatory()).get(at("home")).status_code == 200
