"""The console by hand: search by one key, the menu, the keys, a bulk act, an export, and axe."""

import csv

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.factories.institutions import make_institution
from tests.factories.reviews import proposed_decision
from tests.factories.usecases import use_case_at
from tests.people import approver, officer
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/admin/usecases/usecase/"


def focused(page: Page) -> str:
    text: str = page.evaluate("document.activeElement.innerText || document.activeElement.id")
    return text


def choose(staff: Visitor, act: str) -> None:
    """Choose every row on the page and an act."""
    staff.page.check("#action-toggle")
    staff.page.select_option("select[name=action]", act)
    staff.page.click(".actions button")
    staff.page.wait_for_load_state()


def test_search_by_one_key(visit: Visit) -> None:
    case = use_case_at(Stage.SUBMITTED, title="Reading letters of credit")
    make_institution("Harbour", name_zh_hant="港灣銀行")
    staff = visit(officer())
    page = staff.page
    staff.open("/admin/")
    page.keyboard.press("/")
    assert page.locator("#find[open]").count() == 1
    page.keyboard.type("港灣")
    page.wait_for_selector("#find-results a")
    assert page.locator("#find-results .found-name").all_inner_texts() == ["Harbour"]
    assert page.inner_text("#find-status") == "1 result"
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0

    page.keyboard.press("Control+k")
    page.fill("#find-q", "letters")
    page.wait_for_selector("#find-results a:has-text('Reading')")
    page.keyboard.press("ArrowDown")
    assert focused(page).startswith(case.reference)
    page.keyboard.press("ArrowUp")
    assert focused(page) == "find-q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{LIST}{case.pk}/change/")

    page.keyboard.press("/")
    page.fill("#find-q", case.reference.lower())
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{LIST}{case.pk}/change/")
    assert staff.complaints == []


def test_the_keys_and_the_menu(visit: Visit) -> None:
    use_case_at(Stage.SUBMITTED)
    staff = visit(officer())
    page = staff.page
    staff.open("/admin/")
    page.keyboard.press("?")
    assert page.locator("#keys[open]").count() == 1
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("u")
    page.wait_for_url(f"**{LIST}")
    page.fill("#searchbar, .list-search input", "/?")
    assert page.locator("dialog[open]").count() == 0

    open_menu = "document.getElementById('side').open"
    assert page.evaluate(open_menu) is True
    page.click("#side > summary")
    staff.open("/admin/")
    assert page.evaluate(open_menu) is False
    page.keyboard.press("m")
    assert page.evaluate(open_menu) is True
    page.click(".side-wait:has-text('To screen')")
    page.wait_for_url(f"**{LIST}?waiting=to-screen")
    assert page.inner_text("a.side-wait[aria-current]").split("\n") == ["To screen", "1"]

    page.set_viewport_size({"width": 360, "height": 800})
    staff.open(LIST)
    assert page.evaluate(open_menu) is False
    page.click("#side > summary")
    page.click(".side-link:has-text('Phases')")
    page.wait_for_url("**/admin/usecases/phase/**")

    page.keyboard.press("?")
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("Control+k")
    assert page.locator("#find[open]").count() == 1
    assert staff.complaints == []


def test_search_without_script(visit: Visit) -> None:
    case = use_case_at(Stage.SUBMITTED, title="Reading letters")
    staff = visit(officer())
    staff.page.route("**/*.js", lambda route: route.abort())
    staff.open(LIST)
    staff.page.fill(".find-form input", "letters")
    staff.page.press(".find-form input", "Enter")
    staff.page.wait_for_url("**/admin/search/?q=letters")
    staff.page.click(".found-hit")
    staff.page.wait_for_url(f"**{LIST}{case.pk}/change/")


def test_many_are_screened_after_a_look_and_the_list_is_taken_along(visit: Visit) -> None:
    for stage in (Stage.SUBMITTED, Stage.SUBMITTED, Stage.ASSESSING):
        use_case_at(stage)
    staff = visit(officer())
    staff.open(f"{LIST}?o=reference")
    with staff.page.expect_download() as waiting:
        staff.page.click(".export a:has-text('CSV')")
    with waiting.value.path().open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    shown = staff.page.locator("#result_list .field-reference").all_inner_texts()
    assert [line[0] for line in lines[1:]] == shown

    choose(staff, "screen")
    assert staff.page.locator("tbody .badge-good").count() == 2
    assert "Not possible at the present stage." in staff.text
    staff.press("Begin screening: the 2 that can")
    assert staff.page.locator("tbody .badge-good").count() == 2
    assert UseCase.objects.filter(stage=Stage.SCREENING).count() == 2
    staff.press("Back to the list")
    assert "o=reference" in staff.page.url
    assert staff.complaints == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
def test_no_fault_is_found_by_axe(visit: Visit, scheme: str, width: int) -> None:
    use_case_at(Stage.SUBMITTED, title="Reading letters")
    proposed_decision(use_case_at(Stage.ASSESSING))
    staff, head = visit(officer()), visit(approver())
    for each in (staff, head):
        each.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        each.page.set_viewport_size({"width": width, "height": 900})
    page = staff.page
    staff.open("/admin/search/?q=alpha")
    assert staff.faults() == []
    if width == 360:
        page.click("#side > summary")
        assert staff.faults() == []
    page.keyboard.press("/")
    page.fill("#find-q", "letters")
    page.wait_for_selector("#find-results a:has-text('Reading')")
    assert staff.faults() == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert staff.faults() == []
    staff.open(LIST)
    choose(staff, "assign")
    assert staff.faults() == []
    page.click("button.btn-primary:has-text('Assign')")
    page.wait_for_load_state()
    assert staff.faults() == []
    head.open("/admin/usecases/decision/")
    choose(head, "confirm")
    assert head.faults() == []
    head.press("Confirm: 1")
    assert head.faults() == []
    wide = [each.page.evaluate("document.documentElement.scrollWidth") for each in (staff, head)]
    assert wide == [width, width]
    assert [each for each in staff.complaints + head.complaints if "422" not in each] == []
