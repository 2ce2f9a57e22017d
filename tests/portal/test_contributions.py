"""A technology partner's person writes the named sections, and finds nothing else."""

from typing import Any

import pytest
from django.test import Client

from tests import people
from tests.factories.access import make_member
from tests.factories.clarifications import asked
from tests.factories.institutions import bank_a, bank_b, make_partner
from tests.factories.parties import contributor, named
from tests.factories.usecases import use_case_at
from tests.portal.visits import at, open_section, seen, stored, visit, words
from usecases.models.clarifications import Revision
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import submit

pytestmark = pytest.mark.django_db


def opened(client: Client, case: UseCase, code: str) -> dict[str, str]:
    page = client.get(at("contribution", case.pk, code))
    assert page.status_code == 200
    form = page.context["form"]
    posted = {"seen": seen(page)}
    for field in form:
        value = field.value()
        if field.name != "seen" and value not in (None, "", False):
            posted[field.html_name] = "on" if field.widget_type == "checkbox" else str(value)
    return posted


def save(client: Client, case: UseCase, code: str, **fields: str) -> Any:
    posted = {**opened(client, case, code), **fields}
    return client.post(at("contribution", case.pk, code), posted)


def test_signing_in_leads_to_the_sections() -> None:
    case = use_case_at(Stage.DRAFT, title="Canary title")
    named(case, "ai", "risks")
    client = visit(contributor())
    page = client.get(at("home"), follow=True)
    assert page.redirect_chain == [(at("contributions"), 302)]
    text = words(page)
    assert [word for word in ("AI and data", "Risks and safeguards") if word in text] == [
        "AI and data",
        "Risks and safeguards",
    ]
    assert "Canary title" not in page.content.decode()


def test_a_section_is_saved_while_one_writes_until_it_is_taken_away() -> None:
    case = use_case_at(Stage.DRAFT)
    party, client = named(case, "ai"), visit(contributor())
    page = at("contribution", case.pk, "ai")
    posted = {**opened(client, case, "ai"), "autosave": "1"}
    told = client.post(page, {**posted, "role_of_ai": "It ranks."}).json()
    assert (told["saved"][:8], told["late"], told["missing"]) == ("Saved at", False, [])
    assert stored(case).role_of_ai == "It ranks."
    stale = client.post(page, {**posted, "role_of_ai": "It sorts."}).json()
    assert (stored(case).role_of_ai, len(stale["conflicts"])) == ("It ranks.", 1)
    party.delete()
    assert client.post(page, {**posted, "seen": told["seen"]}).status_code == 404


def test_a_section_is_written_and_the_bank_reads_it() -> None:
    case = use_case_at(Stage.DRAFT)
    named(case, "ai")
    response = save(visit(contributor()), case, "ai", role_of_ai="It ranks alerts.")
    assert response["Location"] == at("contributions")
    assert stored(case).role_of_ai == "It ranks alerts."
    page = visit(people.viewer()).get(at("section", case.pk, "ai"))
    assert "It ranks alerts." in page.content.decode()


def test_nothing_of_another_section_is_on_the_page() -> None:
    case = use_case_at(Stage.DRAFT, title="Canary one", risks="Canary two", problem="Canary three")
    named(case, "ai")
    client = visit(contributor())
    page = client.get(at("contribution", case.pk, "ai"))
    assert "Canary" not in page.content.decode()
    for code in ("about", "risks", "files", "phase", "nothing"):
        assert client.get(at("contribution", case.pk, code)).status_code == 404
        posted = {"title": "x", "risks": "x"}
        assert client.post(at("contribution", case.pk, code), posted).status_code == 404


def test_a_forged_field_is_refused() -> None:
    case = use_case_at(Stage.DRAFT)
    named(case, "ai")
    response = save(visit(contributor()), case, "ai", title="Mine", stage="accepted")
    assert response.status_code == 422
    assert (stored(case).title, stored(case).stage) == (case.title, "draft")


def test_two_write_one_field_and_nothing_is_lost() -> None:
    case = use_case_at(Stage.DRAFT)
    named(case, "ai")
    client = visit(contributor())
    posted = {**opened(client, case, "ai"), "role_of_ai": "Mine."}
    bank = visit(people.editor())
    theirs = {**open_section(bank, case, "ai"), "role_of_ai": "The bank's."}
    assert bank.post(at("section", case.pk, "ai"), theirs).status_code == 302
    response = client.post(at("contribution", case.pk, "ai"), posted)
    assert response.status_code == 409
    text = response.content.decode()
    assert [word for word in ("Mine.", "The bank&#x27;s.") if word in text] == [
        "Mine.",
        "The bank&#x27;s.",
    ]
    assert people.editor().user is not None
    assert "editor@" not in text
    assert stored(case).role_of_ai == "The bank's."


def test_what_was_handed_in_meanwhile_is_not_written_and_the_text_stays() -> None:
    case = use_case_at(Stage.DRAFT)
    named(case, "ai")
    client = visit(contributor())
    posted = {**opened(client, case, "ai"), "role_of_ai": "Typed for an hour."}
    submit.submit(case, by=people.signatory())
    before = stored(case).role_of_ai
    response = client.post(at("contribution", case.pk, "ai"), posted)
    assert (response.status_code, stored(case).role_of_ai) == (409, before)
    assert "Typed for an hour." in response.content.decode()
    assert client.get(at("contribution", case.pk, "ai")).status_code == 404
    assert client.get(at("contributions")).context["named"] == []


def test_while_the_bank_is_asked_the_revision_is_written() -> None:
    case = use_case_at(Stage.CLARIFYING)
    asked(case, "Which model?")
    named(case, "ai")
    client = visit(contributor())
    assert save(client, case, "ai", role_of_ai="It ranks.").status_code == 302
    assert Revision.objects.get().content == {"role_of_ai": "It ranks."}
    assert "It ranks." in client.get(at("contribution", case.pk, "ai")).content.decode()


def test_a_bank_and_a_stranger_find_no_contributions() -> None:
    case = use_case_at(Stage.DRAFT)
    named(case, "ai")
    for person in (people.signatory(), people.signatory(bank_b())):
        client = visit(person)
        addresses = (at("contributions"), at("contribution", case.pk, "ai"))
        assert [client.get(each).status_code for each in addresses] == [404, 404]
    assert visit(people.officer()).get(at("contributions")).status_code == 403
    assert Client().get(at("contributions")).status_code == 302


def test_a_partners_person_of_another_bank_or_firm_finds_nothing() -> None:
    case = use_case_at(Stage.DRAFT)
    named(case, "ai")
    for person in (
        contributor(bank_b(), name="of-b"),
        contributor(partner=make_partner("Other"), name="of-other"),
    ):
        client = visit(person)
        assert client.get(at("contributions")).context["named"] == []
        assert client.get(at("contribution", case.pk, "ai")).status_code == 404


def test_who_works_for_both_chooses_first() -> None:
    named(use_case_at(Stage.DRAFT), "ai")
    user = contributor().user
    assert user is not None
    own = make_member(user, bank_b(), "editor")
    client = Client()
    client.force_login(user)
    assert client.get(at("home"))["Location"] == at("choose") + "?next=%2Fportal%2F"
    offered = client.get(at("choose")).context["form"].fields["membership"].choices
    labels = [label for _key, label in offered]
    assert labels == [
        f"{bank_b().legal_name} · Editor",
        f"Cloud Co · contributes to {bank_a().legal_name}",
    ]
    client.post(at("choose"), {"membership": str(own.pk)})
    assert client.get(at("home")).status_code == 200
    assert client.get(at("contributions")).status_code == 404
    held = user.contributions.get()
    client.post(at("choose"), {"membership": str(held.pk)})
    assert client.get(at("contributions")).status_code == 200
    assert client.get(at("use-cases")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_a_fixed_number_of_queries(rows: int, django_assert_num_queries: Any) -> None:
    for _number in range(rows):
        named(use_case_at(Stage.DRAFT), "ai", "risks")
    client = visit(contributor())
    client.get(at("contributions"))
    with django_assert_num_queries(9):
        client.get(at("contributions"))
