"""Who is on a use case: the colleague responsible, joint institutions, partners by section."""

from typing import Any

import pytest

from tests import people
from tests.factories.institutions import bank_a, bank_b, make_partner
from tests.factories.parties import cloud, contributor, joint, named
from tests.factories.publications import loaded
from tests.factories.usecases import empty_draft, use_case_at
from tests.portal.visits import at, tab, visit, words
from usecases.models.invitations import Invitation
from usecases.models.messages import Message
from usecases.models.parties import Party
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


def test_a_colleague_becomes_responsible() -> None:
    case, heir = use_case_at(Stage.ASSESSING), people.signatory().user
    assert heir is not None
    client = visit(people.editor())
    posted = {"charge-responsible": str(heir.pk)}
    assert client.post(at("responsible", case.pk), posted)["Location"] == at("people", case.pk)
    assert UseCase.objects.get().responsible == heir
    assert heir.name in words(client.get(at("people", case.pk)))


def test_the_tab_says_who_is_on_it_and_leads_to_where_that_is_changed() -> None:
    case = use_case_at(Stage.ASSESSING, partners=[cloud()])
    joint(case, bank_b())
    client = visit(people.editor())
    text = words(client.get(tab(case, "people")))
    assert "Who else is on this use case Name As Reads People" in text
    assert "Cloud Co Technology provider Nothing" in text
    assert "(row=" not in text
    assert at("people", case.pk) in client.get(tab(case, "people")).content.decode()
    reader = visit(people.viewer(bank_b())).get(tab(case, "people"))
    assert "Cloud Co Technology provider Nothing" in words(reader)
    assert at("people", case.pk) not in reader.content.decode()


def test_nobody_else_becomes_responsible() -> None:
    case, other = use_case_at(Stage.ASSESSING), people.signatory(bank_b()).user
    assert other is not None
    before = UseCase.objects.get().responsible
    posted = {"charge-responsible": str(other.pk)}
    response = visit(people.editor()).post(at("responsible", case.pk), posted)
    assert (response.status_code, UseCase.objects.get().responsible) == (422, before)


def test_a_partner_is_named_its_sections_changed_and_its_people_invited() -> None:
    case, client = use_case_at(Stage.DRAFT), visit(people.signatory())
    posted = {"partner-name": "Cloud Co", "partner-sections": ["ai"]}
    assert client.post(at("name-partner", case.pk), posted).status_code == 302
    row = Party.objects.get()
    posted = {f"of-{row.pk}-sections": ["ai", "risks"]}
    assert client.post(at("party-sections", case.pk, row.pk), posted).status_code == 302
    posted = {f"to-{row.pk}-name": "Ann", f"to-{row.pk}-email": "ann@cloud.example"}
    assert client.post(at("invite-partner", case.pk, row.pk), posted).status_code == 302
    sent = Invitation.objects.get()
    assert (sent.partner, sent.institution, sent.email) == (
        row.partner,
        bank_a(),
        "ann@cloud.example",
    )
    text = words(client.get(at("people", case.pk)))
    assert "AI and data, Risks and safeguards" in text
    assert "ann@cloud.example (invited)" in text


def test_a_joint_institution_is_named_and_finds_the_use_case() -> None:
    case, reader = use_case_at(Stage.DRAFT), visit(people.viewer(bank_b()))
    loaded(bank_b())
    assert reader.get(at("use-case", case.pk)).status_code == 404
    posted = {"joint-institution": str(bank_b().pk)}
    response = visit(people.signatory()).post(at("name-joint", case.pk), posted)
    assert response["Location"] == at("people", case.pk)
    assert reader.get(at("use-case", case.pk)).status_code == 200
    assert case.title in words(reader.get(at("use-cases")))
    (row,) = Party.objects.all()
    assert visit(people.signatory()).post(at("party-off", case.pk, row.pk)).status_code == 302
    assert reader.get(at("use-case", case.pk)).status_code == 404


def test_what_is_wrong_is_said_beside_its_form() -> None:
    case, client = use_case_at(Stage.DRAFT), visit(people.signatory())
    row = named(case, "ai")
    for name, posted in {
        "name-joint": {"joint-institution": str(bank_b().pk)},
        "name-partner": {"partner-name": "cloud co"},
        "responsible": {"charge-responsible": "nobody"},
    }.items():
        response = client.post(at(name, case.pk), posted)
        assert response.status_code == 422
        assert "Please correct what is marked below" in words(response)
    wrong = client.post(at("party-sections", case.pk, row.pk), {f"of-{row.pk}-sections": "files"})
    assert wrong.status_code == 422
    wrong = client.post(at("invite-partner", case.pk, row.pk), {f"to-{row.pk}-email": "x"})
    assert wrong.status_code == 422


def test_an_editor_names_partners_only() -> None:
    case, client = empty_draft(), visit(people.editor())
    row = named(case)
    page = client.get(at("people", case.pk))
    assert [name for name in ("joint_form", "partner_form") if page.context.get(name)] == [
        "partner_form"
    ]
    assert client.post(at("name-joint", case.pk), {}).status_code == 403
    assert client.post(at("invite-partner", case.pk, row.pk), {}).status_code == 403


def test_a_viewer_reads_only() -> None:
    case, client = empty_draft(), visit(people.viewer())
    row = named(case, "ai")
    page = client.get(at("people", case.pk))
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    assert (page.status_code, "<form" in main) == (200, False)
    for address in (
        at("responsible", case.pk),
        at("name-joint", case.pk),
        at("name-partner", case.pk),
        at("party-sections", case.pk, row.pk),
        at("invite-partner", case.pk, row.pk),
        at("party-off", case.pk, row.pk),
    ):
        assert client.post(address, {}).status_code == 403


def test_a_joint_institution_reads_who_is_there_and_no_names_of_people() -> None:
    case = empty_draft()
    joint(case, bank_b())
    named(case, "ai")
    person = contributor()
    assert person.user is not None
    text = words(visit(people.signatory(bank_b())).get(at("people", case.pk)))
    assert (cloud().name in text, person.user.name in text) == (True, False)
    assert [word for word in ("Responsible", "Save", "Add") if word in text] == []


def test_once_handed_in_the_page_says_so() -> None:
    case, client = use_case_at(Stage.SUBMITTED), visit(people.signatory())
    row = named(case, "ai")
    posted = {f"of-{row.pk}-sections": ["risks"]}
    response = client.post(at("party-sections", case.pk, row.pk), posted, follow=True)
    assert "This can no longer be changed." in response.content.decode()
    assert client.post(at("party-off", case.pk, row.pk)).status_code == 302
    assert Party.objects.get().sections == ["ai"]


def test_the_joint_institution_is_told_in_the_portal() -> None:
    case = use_case_at(Stage.DRAFT)
    loaded(bank_b())
    reader = visit(people.editor(bank_b()))
    posted = {"joint-institution": str(bank_b().pk)}
    visit(people.signatory()).post(at("name-joint", case.pk), posted)
    told = Message.objects.get(letter="joint", channel="notice")
    assert reader.get(at("notice", told.pk)).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_a_fixed_number_of_queries(rows: int, django_assert_num_queries: Any) -> None:
    case = empty_draft()
    for number in range(rows):
        firm = cloud() if not number else None
        named(case, "ai", partner=firm or _another(number))
        contributor(partner=firm, name=f"person-{number}")
    client = visit(people.signatory())
    client.get(at("people", case.pk))
    with django_assert_num_queries(12):
        client.get(at("people", case.pk))


def _another(number: int) -> Any:
    return make_partner(f"Partner Nr {number}")
