"""From an invitation to the receipt by keyboard alone; and the same without any script."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.factories.invitations import WORDS, to_bank
from tests.factories.phases import open_phase
from tests.factories.questions import make_question
from tests.factories.usecases import use_case_at
from tests.factories.words import category
from tests.files.build import pdf
from tests.people import editor, signatory
from usecases.models.casefile import Attachment
from usecases.models.usecases import UseCase
from usecases.notices.invited import key_of
from usecases.vocabulary.sections import SECTIONS
from usecases.vocabulary.stages import Stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_NUMBERS = {"compute_asked": "120.5"}


def write_all(bank: Visitor) -> None:
    """Answer what every section requires, one page after the other."""
    for section in SECTIONS:
        for name in section.required:
            _answer(bank, bank.field(name), name)
        bank.press("Save and continue")


def _answer(bank: Visitor, field: Locator, name: str) -> None:
    kind = field.first.get_attribute("type")
    if field.first.get_attribute("required") is not None:
        raise AssertionError("A draft may lack anything.")
    if kind in ("radio", "checkbox"):
        bank.tick(name)
    elif field.locator("option").count():
        bank.choose(name, field.locator("option").nth(1).get_attribute("value") or "")
    else:
        bank.write(field, _NUMBERS.get(name, "It drafts, 我們 read."))


def sign(bank: Visitor) -> UseCase:
    """Read it to the end, sign, and find reference and digest on the receipt."""
    assert "Still missing" not in bank.text
    bank.tick("confirm")
    bank.press("Sign and submit")
    case = UseCase.objects.get(stage=Stage.SUBMITTED)
    assert case.reference in bank.text
    assert case.submissions.get().digest in bank.text
    return case


def test_from_the_invitation_to_the_receipt_by_keyboard(visit: Visit) -> None:
    category(), open_phase("GS7")
    row, me = to_bank(member_role="signatory"), visit(None, mouse=False)
    me.open(reverse("entrance:invitation", args=[key_of(row)]))
    me.fill(name="Ada", password=WORDS, again=WORDS)
    me.press("Accept and begin")
    me.press("Start a submission in GS7")
    me.press(str(SECTIONS[0].title))
    write_all(me)
    me.press("Check everything")
    sign(me)
    assert me.complaints == []


def test_from_the_draft_to_the_receipt_without_scripts(visit: Visit) -> None:
    phase = open_phase("GS7")
    category()
    make_question("cloud", "one", phase=phase)
    make_question("paper", "file", phase=phase)
    bank = visit(signatory(), scripts=False)
    bank.open("/portal/")
    bank.press("Start a submission in GS7")
    bank.press(str(SECTIONS[0].title))
    write_all(bank)
    bank.page.check("[name=question-cloud][value=own]")
    bank.press("Save and return")
    bank.press("The phase’s own questions")
    upload: Any = {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    bank.page.set_input_files("input[type=file]", upload)
    bank.press("Add")
    bank.open(reverse("portal:check", args=[UseCase.objects.get().pk]))
    case = sign(bank)
    assert [each.name for each in Attachment.objects.filter(use_case=case)] == ["paper.pdf"]
    for tab in ("status", "submission", "questions", "files", "people"):
        assert bank.open(f"/portal/use-cases/{case.pk}/?tab={tab}") == 200
        assert case.reference in bank.text


def test_two_texts_meet_without_scripts(visit: Visit) -> None:
    draft = use_case_at(Stage.DRAFT, problem="As it was")
    address = reverse("portal:section", args=[draft.pk, "problem"])
    ada, ben = visit(editor(), scripts=False), visit(signatory(), scripts=False)
    ada.open(address), ben.open(address)
    ada.fill(problem="Ada’s problem")
    ada.press("Save and return")
    ben.fill(problem="Ben’s problem")
    ben.press("Save and return")
    assert "Ada’s problem" in ben.text
    assert ben.field("problem").input_value() == "Ben’s problem"
    assert UseCase.objects.get().problem == "Ada’s problem"
    ben.press("Save and return")
    assert UseCase.objects.get().problem == "Ben’s problem"
