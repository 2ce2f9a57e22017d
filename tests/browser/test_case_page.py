"""The page of a use case, and a past one recorded by keyboard alone; both looked at by axe."""

import time
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tests.admin.test_case_page import filled
from tests.browser.conftest import Visit
from tests.factories.institutions import bank_a, make_institution
from tests.factories.monitoring import due_deliverable, handed_in, signed_end_report, watched
from tests.factories.outcomes import told_outcome
from tests.factories.phases import phase
from tests.factories.trials import final_results
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import category
from tests.people import approver, officer
from usecases.admin.case_tabs import NAMES
from usecases.models.trials import Trial
from usecases.models.usecases import UseCase
from usecases.rules.due import today_of
from usecases.vocabulary.stages import Stage
from usecases.workflow.amend import amend
from usecases.workflow.exposure import record_exposure
from usecases.workflow.note import write_note

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def address(case: UseCase, tab: str = "") -> str:
    return f"/admin/usecases/usecase/{case.pk}/change/" + (f"?tab={tab}" if tab else "")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
def test_no_fault_is_found_by_axe(visit: Visit, scheme: Any, width: int) -> None:
    case, staff = filled(3, 1), visit(officer())
    staff.page.emulate_media(color_scheme=scheme)
    staff.page.set_viewport_size({"width": width, "height": 900})
    pages = [address(case, name) for name in sorted(NAMES)]
    pages += [f"/admin/usecases/usecase/{case.pk}/history/", "/admin/usecases/usecase/add/"]
    pages += [f"/admin/usecases/phase/{case.phase_id}/change/"]
    pages += [f"/admin/usecases/institution/{case.institution_id}/change/"]
    for path in pages:
        assert staff.open(path) == 200
        for more in staff.page.locator("details.case-more > summary").all():
            more.click()
        assert (path, staff.complaints) == (path, [])
        assert (path, staff.faults()) == (path, [])
        staff.complaints.clear()  # the auditor itself tries an inline style, and is refused
        wide = staff.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (path, wide) == (path, 0)


def in_trial() -> UseCase:
    """A trial that runs, with something in every panel of its tab."""
    case = use_case_at(Stage.TRIALLING)
    final_results(case)
    watched(case)
    handed_in(due_deliverable(case))
    signed_end_report(case)
    amend(Trial.objects.get(use_case=case), fields={"customers_limit": 9}, by=officer(), reason="x")
    today = today_of(case.phase.programme, timezone.now())
    record_exposure(case, {"customers_exposed": 5}, as_of=today, by=officer())
    told_outcome(case)
    return case


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
def test_a_trial_that_ran_is_without_fault(visit: Visit, scheme: Any, width: int) -> None:
    case, staff = in_trial(), visit(officer())
    staff.page.emulate_media(color_scheme=scheme)
    staff.page.set_viewport_size({"width": width, "height": 900})
    for path in (address(case, "trial"), address(case, "outcome"), address(case, "notes")):
        assert staff.open(path) == 200
        assert (path, staff.faults()) == (path, [])
        wide = staff.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (path, wide) == (path, 0)


def test_tabs_and_steps_by_keyboard(visit: Visit) -> None:
    case = use_case_at(Stage.SUBMITTED)
    write_note(case, text="Seen by a colleague.", by=approver())
    staff = visit(officer())
    staff.open(address(case))
    staff.page.get_by_role("link", name="Notes 1").focus()
    staff.page.keyboard.press("Enter")
    staff.page.wait_for_url("**/change/?tab=notes")
    assert "Seen by a colleague." in staff.text
    staff.page.locator("details.case-more > summary").focus()
    staff.page.keyboard.press("Enter")
    staff.page.keyboard.press("Tab")
    focused = staff.page.evaluate("document.activeElement.closest('details').className")
    assert focused == "case-more"
    staff.press("Begin screening")
    staff.press("Begin screening")
    assert UseCase.objects.get(pk=case.pk).stage == Stage.SCREENING


def test_the_tabs_stay_in_sight(visit: Visit) -> None:
    staff = visit(officer())
    staff.open(address(use_case_at(Stage.SUBMITTED)))
    staff.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    top = staff.page.evaluate("document.querySelector('.case-tabs').getBoundingClientRect().top")
    assert top == 0


def choose(page: Page, typed: str) -> None:
    """Choose from the list that has the focus, by typing, and go on."""
    page.keyboard.type(typed)
    page.keyboard.press("Tab")


def write(page: Page, *typed: str) -> None:
    """Write into the fields one after the other."""
    for text in typed:
        page.keyboard.insert_text(text)
        page.keyboard.press("Tab")


def test_a_past_use_case_is_recorded_by_keyboard_in_under_a_minute(visit: Visit) -> None:
    make_institution(short_name="Harbour Bank")
    phase(), category()
    staff = visit(officer())
    staff.open("/admin/usecases/usecase/add/")
    page, begun = staff.page, time.monotonic()
    page.locator("#id_phase:focus").wait_for()
    choose(page, phase().code)
    page.keyboard.press("Enter")
    page.locator(".select2-search__field:focus").wait_for()
    page.keyboard.type("Harbour")
    page.get_by_role("option", name="Harbour Bank").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    write(page, "Drafts for letters")
    choose(page, "Risk")
    for _field in ("why it has no category", "partners"):
        page.keyboard.press("Tab")
    life = (
        ("Submitted", "2021"), ("Screening", "2021-12-31"), ("Assessing", "2022-02"),
        ("Accepted", "2022-03-15"), ("Completed", "2022-09"),
    )  # fmt: skip
    for stage, when in life:
        choose(page, stage)
        write(page, when)
        page.keyboard.press("Tab")  # past the button that removes the row
    for _field in ("stage", "reached", "remove", "more"):
        page.keyboard.press("Tab")
    choose(page, "In production")
    write(page, "2023", "The bank")
    for _field in ("decision", "coded reason"):
        page.keyboard.press("Tab")
    write(page, "Annual report, page 7")
    for _field in ("kind of source", "summary"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/")
    assert time.monotonic() - begun < 60
    case = UseCase.objects.get()
    assert (case.stage, case.institution.short_name, case.title, case.category) == (
        "completed", "Harbour Bank", "Drafts for letters", category(),
    )  # fmt: skip
    stages = [(move.to_stage, move.precision) for move in case.stage_changes.order_by("row")]
    assert stages == [
        ("submitted", "year"), ("screening", "day"), ("assessing", "month"),
        ("accepted", "day"), ("completed", "month"),
    ]  # fmt: skip
    outcome = case.outcomes.get()
    assert (outcome.result, outcome.precision, outcome.source) == (
        "in-production", "year", "Annual report, page 7",
    )  # fmt: skip
    assert staff.complaints == []


def test_enter_records_and_removes_no_row(visit: Visit) -> None:
    bank_a(), phase()
    staff = visit(officer())
    staff.open("/admin/usecases/usecase/add/")
    staff.page.fill("[name=stages-0-when]", "2021")
    staff.page.press("[name=title]", "Enter")
    staff.page.wait_for_selector(".notice-error")
    assert staff.page.locator(".record-row").count() == 6
    assert staff.page.input_value("[name=stages-0-when]") == "2021"


def test_a_recorded_case_looks_as_it_should(visit: Visit) -> None:
    head = visit(approver())
    head.open(address(recorded_case(by=officer())))
    assert "Not yet" in head.text
    head.press("Looked over")
    head.press("Looked over")
    assert "Looked over." in head.text
