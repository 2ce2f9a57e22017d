"""Signatories manage colleagues on one page; everybody else only reads it."""

from typing import Any

import pytest
from django.test import Client

from tests import people
from tests.factories.access import make_member, make_user
from tests.factories.institutions import bank_a, bank_b
from tests.factories.parties import cloud, contributor, named
from tests.factories.phases import phase
from tests.factories.usecases import use_case_at
from tests.portal.visits import at, visit, words
from usecases.models.institutions import Contributor, Member
from usecases.models.invitations import Invitation
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import draft

pytestmark = pytest.mark.django_db


def member(person: Any) -> Member:
    row: Member = person.membership
    return Member.objects.get(pk=row.pk)


def invitation(client: Client, email: str = "new@alpha.example") -> Any:
    posted = {"name": "Nora New", "email": email, "role": "editor"}
    return client.post(at("invite-colleague"), posted)


def test_the_list_says_who_since_when_and_in_which_role() -> None:
    people.editor()
    response = visit(people.viewer()).get(at("colleagues"))
    text = words(response)
    assert [each.role for each in response.context["members"]] == ["editor", "viewer"]
    assert "ask one of your signatories" in text
    assert [word for word in ("Invite a colleague", "Change") if word in text] == []


def test_a_colleague_is_invited_and_the_invitation_taken_back() -> None:
    client = visit(people.signatory())
    assert invitation(client)["Location"] == at("colleagues")
    row = Invitation.objects.get()
    assert (row.email, row.member_role, row.institution) == (
        "new@alpha.example",
        "editor",
        bank_a(),
    )
    page = client.get(at("colleagues"))
    assert "Invited, not yet accepted" in words(page)
    assert client.post(at("take-back", row.pk)).status_code == 302
    assert Invitation.objects.get().withdrawn_at is not None
    assert client.post(at("take-back", row.pk)).status_code == 404


@pytest.mark.parametrize("field", ["name", "email", "role"])
def test_what_is_missing_is_said_and_what_was_typed_stays(field: str) -> None:
    posted = {"name": "Nora New", "email": "new@alpha.example", "role": "editor", field: ""}
    response = visit(people.signatory()).post(at("invite-colleague"), posted)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    kept = [value for value in ("Nora New", "new@alpha.example") if value in str(response.content)]
    assert len(kept) == (1 if field in ("name", "email") else 2)


def test_who_is_a_colleague_already_is_not_invited() -> None:
    person = people.editor()
    assert person.user is not None
    response = invitation(visit(people.signatory()), person.user.email)
    assert (response.status_code, Invitation.objects.count()) == (422, 0)


def test_a_role_is_changed() -> None:
    row = member(people.viewer())
    client = visit(people.signatory())
    assert client.get(at("colleague", row.pk)).status_code == 200
    posted = {"role": "editor", "reason": "She writes now."}
    assert client.post(at("colleague", row.pk), posted)["Location"] == at("colleagues")
    assert member(people.viewer()).role == "editor"


def test_access_ends_once_it_is_said_who_takes_over() -> None:
    draft.begin(phase=phase().pk, by=people.editor())
    row, heir = member(people.editor()), people.signatory().user
    assert heir is not None
    client = visit(people.signatory())
    assert "They are responsible for" in words(client.get(at("colleague", row.pk)))
    refused = client.post(at("end-access", row.pk), {"end-reason": "He left."})
    assert (refused.status_code, list(refused.context["ending"].errors)) == (422, ["successor"])
    assert "He left." in refused.content.decode()
    posted = {"end-successor": str(heir.pk), "end-reason": "He left."}
    assert client.post(at("end-access", row.pk), posted)["Location"] == at("colleagues")
    assert (member(people.editor()).until is None, UseCase.objects.get().responsible) == (
        False,
        heir,
    )
    text = words(client.get(at("colleagues")))
    assert "Earlier colleagues" in text


def test_whoever_has_lost_access_is_out_at_once() -> None:
    gone = visit(people.editor())
    assert gone.get(at("home")).status_code == 200
    visit(people.signatory()).post(at("end-access", member(people.editor()).pk), {})
    assert gone.get(at("home")).status_code == 403


def test_ones_own_page_offers_nothing_and_takes_nothing() -> None:
    row = member(people.signatory())
    client = visit(people.signatory())
    page = client.get(at("colleague", row.pk))
    assert "This is you" in words(page)
    assert b"<form" not in page.content.partition(b"<main")[2].partition(b"</main>")[0]
    for address in (at("colleague", row.pk), at("end-access", row.pk)):
        assert client.post(address, {"role": "viewer"}).status_code == 422
    assert (member(people.signatory()).role, member(people.signatory()).until) == (
        "signatory",
        None,
    )


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_others_manage_nobody(role: str) -> None:
    row = make_member(make_user(), bank_a(), "viewer")
    client = visit(getattr(people, role)())
    contributor()
    addresses = [
        at("invite-colleague"),
        at("colleague", row.pk),
        at("end-access", row.pk),
        at("take-back", row.pk),
        at("end-contribution", Contributor.objects.get().pk),
    ]
    assert [client.post(each, {"role": "editor"}).status_code for each in addresses] == [403] * 5


def test_another_banks_people_are_not_there() -> None:
    row, client = member(people.editor(bank_b())), visit(people.signatory())
    person = contributor(bank_b())
    theirs = Contributor.objects.get(user=person.user)
    for address in (
        at("colleague", row.pk),
        at("end-access", row.pk),
        at("end-contribution", theirs.pk),
    ):
        assert client.post(address, {"role": "viewer"}).status_code == 404


def test_a_partners_person_is_listed_and_ended() -> None:
    named(use_case_at(Stage.DRAFT), "ai")
    row = Contributor.objects.get(user=contributor().user)
    client = visit(people.signatory())
    assert cloud().name in words(client.get(at("colleagues")))
    theirs = visit(contributor())
    assert theirs.get(at("contributions")).status_code == 200
    assert client.post(at("end-contribution", row.pk)).status_code == 302
    assert theirs.get(at("contributions")).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_a_fixed_number_of_queries(rows: int, django_assert_num_queries: Any) -> None:
    person = people.signatory()
    for number in range(rows):
        contributor(name=f"person-{number}")
        make_member(make_user(), bank_a(), "editor")
        invitation(visit(person), f"new-{number}@alpha.example")
    client = visit(person)
    client.get(at("colleagues"))
    with django_assert_num_queries(8):
        client.get(at("colleagues"))
