"""A day of each who works in the console, written down and gone through by hand."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.factories.institutions import bank_a, make_institution
from tests.factories.phases import make_programme, open_phase
from tests.factories.reviews import confirmed_decision, proposed_decision
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import category
from tests.people import administrator, approver, auditor, officer
from usecases.models.access import RoleGrant
from usecases.models.casefile import Attachment, Note
from usecases.models.phases import Phase
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.models.words import Category
from usecases.vocabulary.stages import Stage
from usecases.workflow.look_over import look_over

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CASES = "/admin/usecases/usecase/"


@pytest.fixture
def phase() -> Phase:
    """An open phase with a target for decisions, and a bank that has handed in two cases."""
    programme = make_programme("HAR", target_days=30)
    soon = timezone.now() + timedelta(days=3)
    found = open_phase("HAR1", programme=programme, capacity=10, closes_at=soon)
    for title in ("Answers about lending", "詐騙預警助理"):
        use_case_at(Stage.SUBMITTED, phase=found, title=title)
    return found


def address(case: UseCase, tab: str = "") -> str:
    return f"{CASES}{case.pk}/change/" + (f"?tab={tab}" if tab else "")


def again(case: UseCase) -> UseCase:
    return UseCase.objects.get(pk=case.pk)


def tile(visitor: Visitor, name: str) -> None:
    """Follow a number of the first page to its list, which has as many rows."""
    visitor.open("/admin/")
    link = visitor.page.locator(f".tile:has-text('{name}') a").first
    number = link.inner_text().strip()
    link.click()
    visitor.page.wait_for_load_state()
    assert visitor.page.inner_text(".list-count").split()[0] == number


def choose_all(visitor: Visitor, act: str) -> None:
    """Choose every row of the list at hand and an act, and look at the preview."""
    visitor.page.check("#action-toggle")
    visitor.page.select_option("select[name=action]", act)
    visitor.page.click(".actions button[type=submit]")
    visitor.page.wait_for_load_state()


def test_an_officers_day(visit: Visit, phase: Phase, tmp_path: Path) -> None:
    staff = visit(officer())
    page = staff.page

    # What came in overnight is begun together, after a look at what will happen to each.
    tile(staff, "To screen")
    choose_all(staff, "screen")
    assert "2 will be done" in staff.text
    staff.press("Begin screening: all 2")
    assert set(UseCase.objects.values_list("stage", flat=True)) == {Stage.SCREENING}

    # One of them is found from anywhere, by its Chinese name and one key.
    staff.open("/admin/reports/")
    page.keyboard.press("/")
    page.keyboard.insert_text("詐騙預警")
    page.locator("dialog[open] a:has-text('詐騙預警助理')").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/**")
    case = UseCase.objects.get(title="詐騙預警助理")
    assert str(case.pk) in page.url

    # A note for the colleagues, and the data sheet that came by post.
    staff.open(f"{CASES}{case.pk}/act/note/")
    staff.fill(text="They answer quickly by telephone.")
    staff.press("Write a note")
    assert Note.objects.get().use_case == case
    sheet = tmp_path / "data-sheet.csv"
    sheet.write_text("field,rows\ntranscript,12000\n")
    staff.open(address(case, "files"))
    page.set_input_files("input[type=file]", str(sheet))
    page.select_option("select[name=kind]", "supporting")
    staff.press("Add the file")
    assert Attachment.objects.get().use_case == case

    # On to assessment, and a proposal for the head of unit.
    for act, button in (("assess", "Send to assessment"), ("accept", "Propose to accept")):
        staff.open(f"{CASES}{case.pk}/act/{act}/")
        staff.press(button)
    assert Decision.objects.get().outcome == "accept"

    # The bank asks by letter to have the other one withdrawn.
    other = UseCase.objects.exclude(pk=case.pk).get()
    letter = tmp_path / "letter.txt"
    letter.write_text("Please withdraw it for us.")
    staff.open(f"{CASES}{other.pk}/act/withdraw-for-bank/")
    page.set_input_files("input[type=file]", str(letter))
    staff.fill(reason="Their letter of today.")
    staff.press("Withdraw for the bank")
    assert again(other).stage == Stage.WITHDRAWN

    # The list as it is on screen goes home as a file.
    staff.open(f"{CASES}?_active=0&o=reference")
    with page.expect_download() as taken:
        page.click("a:has-text('CSV')")
    lines = Path(taken.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "詐騙預警助理" in "".join(lines)

    # What falls due stands in the calendar.
    staff.open("/admin/calendar/")
    assert "Submissions close" in staff.text
    assert staff.complaints == []


def test_an_approvers_day(visit: Visit, phase: Phase) -> None:
    head = visit(approver())
    accepted = use_case_at(Stage.ASSESSING, phase=phase)
    proposed_decision(accepted)
    confirmed_decision(use_case_at(Stage.ASSESSING, phase=phase))
    trial = use_case_at(Stage.TRIALLING, phase=phase)
    past = recorded_case(Stage.COMPLETED, phase=phase, by=officer())

    # Proposals are confirmed together, then everything confirmed is released on the day.
    tile(head, "To confirm")
    choose_all(head, "confirm")
    head.press("Confirm: 1")
    tile(head, "To release")
    choose_all(head, "release")
    head.page.get_by_role("button", name="Release").first.click()
    head.page.wait_for_load_state()
    assert again(accepted).stage == Stage.ACCEPTED

    # What was recorded is looked over; one date in it is wrong.
    tile(head, "Recorded, to look over")
    head.open(f"{CASES}{past.pk}/act/look-over/")
    head.press("Looked over")
    head.open(f"{CASES}{past.pk}/act/correct/")
    head.page.select_option("select[name=stage]", "trialling")
    head.fill(reason="The file says that it runs on.")
    head.press("Correct the history")
    assert again(past).stage == Stage.TRIALLING
    assert "The file says that it runs on." in head.text

    # A trial is stopped, and the reports follow at once.
    head.open(f"{CASES}{trial.pk}/act/suspend/")
    head.fill(reason="Two complaints on one day.")
    head.press("Suspend the trial")
    assert again(trial).stage == Stage.SUSPENDED
    head.open("/admin/reports/matrix/?phase=HAR1")
    assert "Suspended" in head.text
    assert head.complaints == []


def test_an_auditors_day(visit: Visit, phase: Phase) -> None:
    case = UseCase.objects.filter(phase=phase).first()
    assert case is not None
    staff, eye = visit(officer()), visit(auditor())
    staff.open(address(case))
    with staff.page.expect_download():
        staff.page.goto(staff.root + CASES)
        staff.page.click("a:has-text('CSV')")

    # Who looked, and who took a list away.
    eye.open("/admin/usecases/viewing/")
    assert "Opened" in eye.text
    assert "Exported" in eye.text
    assert case.reference in eye.text

    # What was changed, by whom and why; every record and no button.
    eye.open("/admin/usecases/change/")
    assert case.reference in eye.text
    eye.open(address(case, "history"))
    assert "Submit" in eye.text
    assert eye.page.locator(".case-steps a.btn").count() == 0
    assert eye.open(f"{CASES}add/") == 403
    assert eye.complaints == []


def test_an_administrators_day(visit: Visit, phase: Phase) -> None:
    boss = visit(administrator())
    first, second = officer(), officer("second")
    assert first.user is not None
    assert second.user is not None
    category()

    # Who may do what, on one page.
    boss.open("/admin/roles/")
    assert "Case officer" in boss.text
    assert str(first.user) in boss.text

    # The second officer stands in for the first for a week.
    boss.open(f"/admin/usecases/user/{first.user.pk}/act/deputy/")
    until = timezone.now() + timedelta(days=7)
    held = RoleGrant.objects.get(user=first.user)
    boss.page.select_option("select[name=held]", str(held.pk))
    boss.page.select_option("select[name=deputy]", str(second.user.pk))
    boss.fill(until=f"{until:%Y-%m-%d}", reason="Annual leave.")
    boss.press("Name a deputy")
    assert RoleGrant.objects.get(deputy_for=first.user).user == second.user

    # The last administrator cannot be lost.
    own = RoleGrant.objects.get(role="administrator")
    boss.open(f"/admin/usecases/rolegrant/{own.pk}/act/end/")
    assert "This cannot be done now" in boss.text
    assert boss.page.get_by_role("button", name="End this role").count() == 0

    # A word more in the vocabulary; cases are none of an administrator's business.
    boss.open("/admin/usecases/category/add/")
    boss.fill(code="market-integrity", label_en="Market integrity")
    boss.press("Save")
    assert Category.objects.filter(code="market-integrity").exists()
    assert boss.open(CASES) == 404
    assert boss.complaints == []


def test_a_past_case_is_corrected_and_the_figures_follow(visit: Visit, phase: Phase) -> None:
    staff, head = visit(officer()), visit(approver())
    make_institution(short_name="Old Bank")
    assert bank_a() is not None
    case = recorded_case(Stage.ACCEPTED, phase=phase, by=officer())
    look_over(case, by=approver())
    known = timezone.now().isoformat().replace("+00:00", "Z")

    def accepted(query: str = "") -> str:
        staff.open(f"/admin/reports/funnel/?phase=HAR1{query}")
        row = staff.page.locator("table.data tbody tr:has-text('That were ever accepted.')")
        return row.locator("td.num").first.inner_text().strip()

    assert accepted() == "1"
    head.open(f"{CASES}{case.pk}/act/correct/")
    head.page.select_option("select[name=stage]", "declined")
    head.fill(reason="The letter says declined.")
    head.press("Correct the history")
    assert accepted() == "0"
    assert accepted(f"&known_at={known}") == "1"
