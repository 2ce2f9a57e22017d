"""First page, calendar and reports by hand: read, followed, and audited by axe."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.conftest import Visit
from tests.factories.phases import make_programme, make_published_figure, open_phase
from tests.factories.trials import planned_trial
from tests.factories.usecases import recorded_case, use_case_at
from tests.people import officer
from usecases.vocabulary.stages import Stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/admin/",
    "/admin/intake/",
    "/admin/calendar/",
    "/admin/calendar/?week={week}",
    "/admin/reports/",
    *(f"/admin/reports/{name}/" for name in ("phases", "funnel", "matrix", "participation")),
    "/admin/reports/funnel/?as_at=tomorrow&phase=NONE",
)


def furnish() -> None:
    """Make phases with an announcement, cases at several stages, and days to come."""
    soon = timezone.now() + timedelta(days=3)
    invented = make_programme("INV", invented=True, target_days=2)
    phase = open_phase("INV1", programme=invented, closes_at=soon, capacity=5)
    make_published_figure(phase, text="40+", lower=40, upper=None)
    real = open_phase("GS9", closes_at=None)
    for stage in (Stage.SUBMITTED, Stage.SCREENING, Stage.ASSESSING):
        use_case_at(stage, phase=phase)
    today = timezone.now().date()
    accepted = use_case_at(Stage.ACCEPTED, phase=real)
    planned_trial(accepted, planned_from=today - timedelta(days=1), planned_to=soon.date())
    recorded_case(Stage.COMPLETED, phase=real)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
def test_no_fault_is_found_by_axe(visit: Visit, scheme: str, width: int) -> None:
    furnish()
    staff = visit(officer())
    staff.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    staff.page.set_viewport_size({"width": width, "height": 900})
    week = f"{timezone.now():%G-W%V}"
    for page in PAGES:
        staff.open(page.format(week=week))
        staff.page.eval_on_selector_all("details", "all => all.forEach(e => e.open = true)")
        assert (page, staff.faults()) == (page, [])
        wide = staff.page.evaluate("document.documentElement.scrollWidth")
        assert (page, wide) == (page, width)
    assert staff.complaints == []


def test_a_number_a_bar_and_a_deadline_lead_to_what_they_tell_of(visit: Visit) -> None:
    furnish()
    staff = visit(officer())
    page = staff.page
    staff.open("/admin/")
    page.click(".tile:has-text('To screen') a")
    assert page.inner_text(".list-count") == "1 use case"
    staff.open("/admin/reports/funnel/?programme=INV")
    bar = page.locator(".chart-drawing:visible a[aria-label^='Assessed: 1']")
    bar.focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert page.inner_text(".list-count") == "1 use case"
    staff.open("/admin/calendar/")
    page.click(".month-day .due a:has-text('Submissions close')")
    page.wait_for_load_state()
    assert "/admin/usecases/phase/" in page.url
    assert staff.complaints == []


def test_each_screen_is_shown_one_drawing_and_the_paper_the_table(visit: Visit) -> None:
    furnish()
    staff = visit(officer())
    page = staff.page
    for width, shown in ((360, "chart-narrow"), (1440, "chart-wide")):
        page.set_viewport_size({"width": width, "height": 900})
        staff.open("/admin/reports/phases/")
        assert page.locator(".chart-drawing:visible").count() == 1
        assert page.locator(f".{shown}:visible").count() == 1
    staff.open("/admin/")
    page.emulate_media(media="print")
    assert page.locator(".chart-table table").first.is_visible()
    assert not page.locator("#nav-sidebar").is_visible()
