"""A list by hand: filters without and with script, columns, views, keys, and an audit by axe."""

import pytest

from tests.browser.conftest import Visit
from tests.factories.institutions import make_institution
from tests.factories.usecases import use_case_at
from tests.people import officer
from usecases.vocabulary.stages import Stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/admin/usecases/usecase/"


def test_narrowing_choosing_keeping(visit: Visit) -> None:
    for number in range(9):
        use_case_at(Stage.SUBMITTED, institution=make_institution(f"Bank {number}"))
    use_case_at(Stage.SCREENING, institution=make_institution("Elsewhere"))
    use_case_at(Stage.DECLINED)
    staff = visit(officer())
    page = staff.page
    staff.open(LIST)
    assert page.inner_text(".list-count") == "10 use cases"

    page.click(".drop summary:has-text('Institution')")
    page.fill(".drop[open] [data-find]", "bank 3")
    assert page.locator(".drop[open] .drop-values li:visible").all_inner_texts() == ["Bank 3"]
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.innerText") == "Institution"

    page.click(".drop summary:has-text('Stage')")
    page.check(".drop[open] input[value=screening]")
    page.check(".drop[open] input[value=declined]")
    page.click(".drop[open] button:has-text('Apply')")
    page.wait_for_load_state()
    assert page.url.endswith(f"{LIST}?stage__exact=screening&stage__exact=declined&_active=1")
    assert page.inner_text(".list-count") == "1 use case"
    page.click(".chip:has-text('Active only')")
    page.wait_for_load_state()
    assert page.inner_text(".list-count") == "2 use cases"

    page.click(".drop summary:has-text('Display')")
    page.uncheck(".drop[open] input[value=category]")
    page.check(".drop[open] input[value=compact]")
    page.click(".drop[open] button:has-text('Apply')")
    page.wait_for_load_state()
    assert page.locator("#result_list.list-compact").count() == 1
    assert page.locator("#result_list .column-category").count() == 0

    page.click(".drop summary:has-text('Save this view')")
    page.fill("#view-name", "To look at")
    page.click(".drop[open] button:has-text('Save')")
    page.wait_for_load_state()
    assert page.inner_text(".list-views-links [aria-current]") == "To look at"
    page.click("text=Clear all")
    page.wait_for_load_state()
    assert page.inner_text(".list-count") == "11 use cases"
    assert staff.complaints == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
def test_no_fault_is_found_by_axe(visit: Visit, scheme: str, width: int) -> None:
    use_case_at(Stage.SUBMITTED)
    staff = visit(officer())
    staff.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    staff.page.set_viewport_size({"width": width, "height": 900})
    staff.open(f"{LIST}?stage__exact=submitted&o=-reference.title_or_none&_active=1")
    for panel in ("", "Stage", "Recorded", "Display", "Save this view"):
        if panel == "Stage" and width < 768:
            staff.page.click(".list-fold")
        if panel:
            staff.page.eval_on_selector_all(
                ".drop[open]", "all => all.forEach(e => e.open = false)"
            )
            staff.page.click(f".drop summary:has-text('{panel}')")
        assert (panel, staff.faults()) == (panel, [])
    wide = staff.page.evaluate("document.documentElement.scrollWidth")
    assert (wide, staff.complaints) == (width, [])
