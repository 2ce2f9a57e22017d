"""Questions, answers and what changed: from the officer's form to the officer's eyes."""

import pytest

from tests.browser.conftest import Visit
from tests.factories.usecases import use_case_at
from tests.people import editor, officer, signatory
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_question_is_asked_answered_signed_and_compared(visit: Visit) -> None:
    case = use_case_at(Stage.ASSESSING, title="Lending rules")
    staff, writer, signer = visit(officer()), visit(editor()), visit(signatory())
    staff.open(f"/admin/usecases/usecase/{case.pk}/change/")
    staff.press("Ask the bank")
    staff.fill(question_1="Which data do you read?", question_2="Who checks the drafts?")
    staff.press("Ask the bank")
    assert "Asked. The bank is told." in staff.text

    writer.open("/portal/")
    assert "2 questions" in writer.text
    writer.press("Lending rules")
    writer.press("1. Which data do you read?")
    writer.fill(reply="Published rules only.")
    writer.press("Save")
    writer.page.set_input_files(
        "input[type=file]",
        {"name": "rules.txt", "mimeType": "text/plain", "buffer": b"The rules."},
    )
    writer.press("Add the file")
    assert "rules.txt" in writer.text
    writer.press("Save and continue")
    assert "Question 2" in writer.text
    writer.fill(reply="Two officers of the desk.")
    writer.press("Save and continue")
    assert "Check and sign the answers" in writer.text
    assert "You are not a signatory." in writer.text

    signer.open(f"/portal/use-cases/{case.pk}/sections/about/")
    signer.fill(title="Lending and savings rules")
    signer.press("Save and return")
    assert "Changed, not signed" in signer.text
    signer.press("Check and sign the answers")
    assert signer.page.inner_text("ins") == "and savings "
    signer.page.check("input[name=confirm]")
    signer.press("Sign the answers")
    assert "Answers received" in signer.text

    staff.open(f"/admin/usecases/usecase/{case.pk}/change/?tab=reviews")
    assert "Published rules only." in staff.text
    assert "Two officers of the desk." in staff.text
    staff.page.get_by_role("link", name="what changed").first.click()
    staff.page.wait_for_load_state()
    assert staff.page.locator("ins").first.inner_text() == "and savings "
    assert UseCase.objects.get(pk=case.pk).stage == Stage.ASSESSING
    assert [each.complaints for each in (staff, writer, signer)] == [[], [], []]
