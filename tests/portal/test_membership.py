"""Several memberships: exactly one is active, chosen by its holder and kept for the session."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import people
from tests.factories.access import make_member, make_user
from tests.factories.institutions import bank_a, bank_b
from tests.factories.phases import phase
from tests.factories.usecases import use_case_at
from tests.portal.visits import at, visit, words
from usecases.models.institutions import Member
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> tuple[Client, Member, Member]:
    user = make_user()
    client = Client()
    client.force_login(user)
    first, second = make_member(user, bank_a(), "viewer"), make_member(user, bank_b(), "editor")
    return client, first, second


def test_one_is_to_be_chosen_first(two: tuple[Client, Member, Member]) -> None:
    client, _first, _second = two
    response = client.get(at("notices"))
    assert response.status_code == 302
    assert response["Location"] == at("choose") + "?next=%2Fportal%2Fnotices%2F"
    assert client.get(response["Location"]).status_code == 200


def test_one_is_active_and_only_that_one(two: tuple[Client, Member, Member]) -> None:
    client, first, second = two
    use_case_at(Stage.SUBMITTED, title="Of the first")
    for member, titles in ((first, ["Of the first"]), (second, [])):
        posted = {"membership": str(member.pk), "next": at("use-cases")}
        assert client.post(at("choose"), posted)["Location"] == at("use-cases")
        listed = client.get(at("use-cases")).context["listed"]
        assert [case.title for case, _status in listed] == titles


def test_the_act_is_recorded_for_the_bank_chosen(two: tuple[Client, Member, Member]) -> None:
    client, _first, second = two
    open_now = phase()
    client.post(at("choose"), {"membership": str(second.pk)})
    client.post(at("begin", open_now.pk))
    draft = UseCase.objects.get()
    assert draft.institution == bank_b()
    assert Change.objects.get(record=str(draft.pk)).on_behalf_of == bank_b()


def test_somebody_elses_membership_is_refused(two: tuple[Client, Member, Member]) -> None:
    client, _first, _second = two
    theirs = people.editor().membership
    assert theirs is not None
    response = client.post(at("choose"), {"membership": str(theirs.pk)})
    assert response.status_code == 422
    assert "membership" not in client.session


def test_nothing_chosen_is_said(two: tuple[Client, Member, Member]) -> None:
    client, _first, _second = two
    response = client.post(at("choose"), {})
    assert response.status_code == 422
    assert "This field is required." in words(response)


def test_a_membership_that_ended_is_chosen_no_longer(two: tuple[Client, Member, Member]) -> None:
    client, first, _second = two
    client.post(at("choose"), {"membership": str(first.pk)})
    first.until = first.since
    first.save(update_fields=["until"])
    response = client.get(at("home"))  # the other is the only one left
    assert (response.status_code, response.context["bank"]) == (200, bank_b())


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example"])
def test_nobody_is_sent_elsewhere(two: tuple[Client, Member, Member], elsewhere: str) -> None:
    client, first, _second = two
    response = client.post(at("choose"), {"membership": str(first.pk), "next": elsewhere})
    assert response["Location"] == at("home")


def test_one_membership_needs_no_choice() -> None:
    assert visit(people.viewer()).get(at("home")).status_code == 200


def test_nobody_chooses_without_a_membership_or_a_name() -> None:
    assert visit(people.officer()).get(at("choose")).status_code == 403
    expected = f"{reverse('account_login')}?next={at('choose')}"
    assert Client().get(at("choose"))["Location"] == expected
