"""The keyboard alone, from the first page to a proposal; and every page at twice its size."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.factories.phases import phase
from tests.factories.usecases import use_case_at
from tests.people import officer
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_HERE = "document.activeElement.matches(wanted) && document.activeElement.innerText.includes(text)"


def tab_to(page: Page, wanted: str, text: str = "", most: int = 120) -> None:
    """Go on with Tab until this has the focus, and can be seen to have it."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"([wanted, text]) => {_HERE}", [wanted, text]):
            break
    else:
        raise AssertionError(f"Tab does not reach {wanted} {text}")
    ring = page.evaluate(
        "(() => { const s = getComputedStyle(document.activeElement);"
        " return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; })()"
    )
    assert ring, f"the focus on {wanted} {text} is not seen"


def follow(page: Page) -> None:
    """Press Enter and wait for the next page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_from_the_first_page_to_a_proposal(visit: Visit) -> None:
    case = use_case_at(Stage.SUBMITTED)
    staff = visit(officer())
    page = staff.page
    staff.open("/admin/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    tab_to(page, ".tile a", "1")
    follow(page)
    tab_to(page, "#action-toggle")
    page.keyboard.press("Space")
    page.keyboard.press("Shift+Tab")
    tab_to(page, "#action-toggle")
    tab_to(page, "th a, td a", case.reference)
    follow(page)
    for act in ("Begin screening", "Send to assessment", "Propose to accept"):
        tab_to(page, "a.btn", act)
        follow(page)
        tab_to(page, "button.btn", act)
        follow(page)
    assert UseCase.objects.get().stage == Stage.ASSESSING
    assert Decision.objects.get().outcome == "accept"
    assert staff.complaints == []


def test_every_page_at_twice_its_size(visit: Visit) -> None:
    case = use_case_at(Stage.SUBMITTED, phase=phase())
    staff = visit(officer())
    staff.page.set_viewport_size({"width": 640, "height": 450})  # 1280 by 900 at 200 %
    for path in (
        *("/admin/", "/admin/calendar/", "/admin/reports/funnel/", "/admin/drafts/"),
        *("/admin/usecases/usecase/", "/admin/usecases/usecase/add/", "/admin/search/?q=a"),
        *("/admin/usecases/usecase/import/", f"/admin/usecases/usecase/{case.pk}/change/"),
        *("/admin/usecases/institution/", f"/admin/usecases/phase/{case.phase_id}/change/"),
    ):
        assert staff.open(path) == 200
        wide = staff.page.evaluate("document.documentElement.scrollWidth")
        assert (path, wide) == (path, 640)
