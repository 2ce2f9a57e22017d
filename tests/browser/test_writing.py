"""Two colleagues on one section; and a signatory who signs several by keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.test_keyboard import follow, tab_to
from tests.browser.visitor import Visitor
from tests.factories.usecases import use_case_at
from tests.people import editor, signatory
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STATE, TROUBLE = "[data-autosave-state]", "[data-autosave-trouble]"


def writes(visitor: Visitor, **typed: str) -> None:
    """Type into the section, and wait until the page has been answered."""
    with visitor.page.expect_response(lambda answer: answer.request.method == "POST"):
        visitor.fill(**typed)


def texts() -> list[str]:
    now = UseCase.objects.get()
    return [now.problem, now.solution]


def test_two_colleagues_on_one_section(visit: Visit) -> None:
    draft = use_case_at(Stage.DRAFT, problem="As it was", solution="As it was")
    address = f"/portal/use-cases/{draft.pk}/sections/problem/"
    ada, ben = visit(editor()), visit(signatory())
    ada.open(address), ben.open(address)

    writes(ada, problem="Ada’s problem")
    expect(ada.page.locator(STATE)).to_contain_text("Saved at")
    writes(ben, solution="Ben’s solution")
    expect(ben.page.locator(TROUBLE)).to_contain_text("Others wrote meanwhile: “Problem”")
    assert texts() == ["Ada’s problem", "Ben’s solution"]

    writes(ben, problem="Ben’s problem")
    expect(ben.page.locator(TROUBLE)).to_contain_text("yours is not saved: “Problem”")
    assert texts() == ["Ada’s problem", "Ben’s solution"]
    ben.press("Show both texts")
    mine, theirs = (ben.page.locator(f".version-{whose}") for whose in ("mine", "theirs"))
    expect(mine).to_contain_text("Ben’s problem")
    expect(theirs).to_contain_text("Ada’s problem")
    assert [ben.faults(), ada.faults()] == [[], []]
    ben.fill(comment="Is this still right?")
    ben.press("Save and send the comment")
    assert texts() == ["Ben’s problem", "Ben’s solution"]

    ada.page.context.set_offline(True)
    ada.fill(differentiation="Typed on the train")
    expect(ada.page.locator(TROUBLE)).to_contain_text("You are offline")
    ada.page.context.set_offline(False)
    expect(ada.page.locator(TROUBLE)).to_contain_text("Others wrote meanwhile")
    assert UseCase.objects.get().differentiation == "Typed on the train"
    ada.open(address)  # nothing is left that the browser would ask about
    assert "Is this still right?" in ada.text
    ada.page.set_viewport_size({"width": 320, "height": 700})
    assert (ada.faults(), ada.page.evaluate("document.documentElement.scrollWidth")) == ([], 320)
    assert [each for each in ada.complaints if "DISCONNECTED" not in each] == []


def test_several_are_signed_by_keyboard_alone(visit: Visit) -> None:
    for number in (1, 2):
        use_case_at(Stage.DRAFT, title=f"Number {number}")
    bank = visit(signatory())
    page = bank.page
    bank.open("/portal/")
    tab_to(page, "a.btn", "Sign several")
    follow(page)
    for number in (1, 2):
        tab_to(page, "td a", f"Number {number}")
        follow(page)
        tab_to(page, "button", "I have read this")
        follow(page)
    assert bank.faults() == []
    tab_to(page, "[name=confirm]")
    page.keyboard.press("Space")
    tab_to(page, "button", "Sign and submit all")
    follow(page)
    assert "Submitted as GS1-001." in bank.text
    assert "Submitted as GS1-002." in bank.text
    page.set_viewport_size({"width": 320, "height": 700})
    assert (bank.faults(), page.evaluate("document.documentElement.scrollWidth")) == ([], 320)
    page.go_back()
    tab_to(page, "a", "Home")
    assert set(UseCase.objects.values_list("stage", flat=True)) == {Stage.SUBMITTED}
    assert bank.complaints == []
