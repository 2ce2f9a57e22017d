"""A signatory reads everything on one page and signs what was read."""

import pytest
from django.core import mail

from tests import people
from tests.factories.usecases import empty_draft, use_case_at
from tests.factories.words import category
from tests.portal.visits import at, stored, visit, words
from usecases.models.messages import Message
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.notices.outbox import deliver
from usecases.vocabulary.sections import SECTIONS
from usecases.vocabulary.stages import Stage
from usecases.workflow import draft as drafts

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> UseCase:
    return use_case_at(Stage.DRAFT, title="To be signed", problem="One.\n\nTwo & <three>.")


def test_everything_is_on_one_page(draft: UseCase) -> None:
    response = visit(people.signatory()).get(at("check", draft.pk))
    shown = [answer.field for part in response.context["sections"] for answer in part.answers]
    assert shown == [name for section in SECTIONS for name in section.fields]
    assert "One.<br><br>Two &amp; &lt;three&gt;." in response.content.decode()


def test_a_signatory_signs_and_gets_a_receipt(draft: UseCase) -> None:
    client = visit(people.signatory())
    response = client.post(at("check", draft.pk), {"version": draft.version, "confirm": "on"})
    assert response["Location"] == at("receipt", draft.pk, 1)
    submission, case = Submission.objects.get(), stored(draft)
    receipt = words(client.get(response["Location"]))
    for told in (case.reference, submission.digest, "HKT", "To be signed", "signatory@"):
        assert told in receipt, told
    assert (case.stage, case.reference) == (Stage.SUBMITTED, f"{draft.phase.code}-001")


def test_the_receipt_goes_by_mail_to_all_who_write(draft: UseCase) -> None:
    people.editor()
    people.viewer()
    client = visit(people.signatory())
    client.post(at("check", draft.pk), {"version": draft.version, "confirm": "on"})
    deliver()
    told = sorted(message.to[0] for message in mail.outbox)
    assert told == ["editor@alpha-bank.example", "signatory@alpha-bank.example"]
    digest = Submission.objects.get().digest
    assert [message for message in mail.outbox if digest not in message.body] == []


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_who_may_not_sign_is_told_who_may(draft: UseCase, role: str) -> None:
    client = visit(getattr(people, role)())
    page = words(client.get(at("check", draft.pk)))
    assert "Only a signatory of your institution signs." in page
    assert "signatory@alpha-bank.example" in page
    posted = {"version": draft.version, "confirm": "on"}
    assert client.post(at("check", draft.pk), posted).status_code == 403
    assert (stored(draft).stage, Message.objects.count()) == (Stage.DRAFT, 0)


def test_without_the_tick_nothing_is_signed(draft: UseCase) -> None:
    response = visit(people.signatory()).post(at("check", draft.pk), {"version": draft.version})
    assert response.status_code == 422
    assert response.context["form"].errors == {"confirm": ["Tick the box to sign."]}
    assert stored(draft).stage == Stage.DRAFT


@pytest.mark.parametrize("version", ["", "x", "-1", "99"])
def test_a_version_that_was_not_read_is_not_signed(draft: UseCase, version: str) -> None:
    posted = {"version": version, "confirm": "on"}
    response = visit(people.signatory()).post(at("check", draft.pk), posted)
    assert response.status_code == (409 if version in {"-1", "99"} else 422)
    assert stored(draft).stage == Stage.DRAFT


def test_what_changed_since_is_to_be_read_again(draft: UseCase) -> None:
    client = visit(people.signatory())
    drafts.write(draft, fields={"title": "Changed since"}, by=people.editor())
    posted = {"version": draft.version, "confirm": "on"}
    response = client.post(at("check", draft.pk), posted)
    assert response.status_code == 409
    told = "The draft changed after you opened this page. Read it again, then sign."
    assert response.context["form"].errors == {"__all__": [told]}
    assert "Changed since" in words(response)
    again = {**posted, "version": response.context["form"]["version"].value()}
    assert client.post(at("check", draft.pk), again).status_code == 302


def test_a_double_click_hands_in_once(draft: UseCase) -> None:
    client = visit(people.signatory())
    posted = {"version": draft.version, "confirm": "on"}
    locations = [client.post(at("check", draft.pk), posted)["Location"] for _ in range(2)]
    assert locations == [at("receipt", draft.pk, 1), at("use-case", draft.pk)]
    assert (Submission.objects.count(), stored(draft).reference) == (1, "GS1-001")


def test_what_is_missing_greys_the_button_and_refuses_the_post() -> None:
    draft = empty_draft()
    client = visit(people.signatory())
    page = client.get(at("check", draft.pk))
    required = sum(len(section.required) for section in SECTIONS)
    assert sum(len(task.missing) for task in page.context["lacking"]) == required
    assert 'name="confirm"' not in page.content.decode()
    posted = {"version": draft.version, "confirm": "on"}
    response = client.post(at("check", draft.pk), posted)
    assert response.status_code == 409
    assert "Title: not answered yet." in response.context["form"].errors["__all__"][0]
    assert (stored(draft).stage, stored(draft).reference) == (Stage.DRAFT, "")


@pytest.mark.parametrize("name", ["check", "section", "discard"])
def test_after_submission_the_draft_pages_lead_to_the_status(name: str) -> None:
    case = use_case_at(Stage.SUBMITTED)
    args = (case.pk, "about") if name == "section" else (case.pk,)
    assert visit(people.signatory()).get(at(name, *args))["Location"] == at("use-case", case.pk)


def test_the_submission_is_read_as_it_was_frozen() -> None:
    case = use_case_at(Stage.SUBMITTED, problem="As frozen", customer_facing=True)
    response = visit(people.viewer()).get(at("submission", case.pk, 1))
    page = words(response)
    for told in ("As frozen", "Assists people", "120.5", Submission.objects.get().digest):
        assert told in page, told
    shown = {a.field: a.text for part in response.context["sections"] for a in part.answers}
    assert (shown["customer_facing"], shown["own_category"]) == ("Yes", category().label)


@pytest.mark.parametrize("number", [0, 2, 99999])
@pytest.mark.parametrize("name", ["submission", "receipt"])
def test_a_version_that_there_is_not(name: str, number: int) -> None:
    case = use_case_at(Stage.SUBMITTED)
    assert visit(people.viewer()).get(at(name, case.pk, number)).status_code == 404
