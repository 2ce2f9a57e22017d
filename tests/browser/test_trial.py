"""A trial from the bank's side: proposed, agreed, measured, reported, signed off, completed."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.factories.monitoring import due_end_report
from tests.factories.outcomes import told_outcome
from tests.factories.usecases import use_case_at
from tests.factories.words import metric
from tests.people import editor, officer
from usecases.models.usecases import UseCase
from usecases.vocabulary.end_report import REPORT_SECTIONS
from usecases.vocabulary.stages import Stage
from usecases.workflow import conclude, trial

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def propose(bank: Visitor) -> None:
    """Write a plan with a target, read it, and propose it."""
    bank.press("Write the plan")
    bank.fill(plan="Eight weeks.", planned_from="2026-07-01", planned_to="2027-09-30")
    bank.page.select_option("select[name=target-0-metric]", "precision")
    bank.page.select_option("select[name=target-0-success]", "at-least")
    bank.page.fill("input[name=target-0-value]", "90")
    assert bank.faults() == []
    bank.press("Save and check")
    assert "at least 90 %" in bank.text
    bank.press("Propose")
    assert "Your case officer is told." in bank.text


def measure(bank: Visitor) -> None:
    """Begin a cycle on the way to a result, and write the result against the target."""
    bank.page.get_by_role("link", name="Write a result").click()
    bank.page.wait_for_load_state()
    bank.fill(name="First")
    bank.press("Save")
    bank.fill(value="92", numerator="184", denominator="200")
    bank.page.select_option("select[name=evaluator]", "people")
    bank.page.check("input[name=final]")
    assert bank.faults() == []
    bank.press("Write the result")
    assert "184 of 200" in bank.text
    assert "Met" in bank.text


def report(bank: Visitor) -> None:
    """Write the end report in its form, read it, and hand it in."""
    bank.press("End report")
    bank.press("Write the end report")
    bank.fill(**{each.code: f"Told of {each.code}." for each in REPORT_SECTIONS})
    assert bank.faults() == []
    bank.press("Save and check")
    bank.page.check("input[name=confirm]")
    bank.press("Hand in the end report")
    assert "Waits for sign-off" in bank.text


def test_a_trial_from_its_proposed_target_to_its_end(visit: Visit) -> None:
    metric()
    case = use_case_at(Stage.ACCEPTED, title="Lending rules")
    due_end_report(case)
    bank, staff = visit(editor()), visit(officer())
    tab = f"/portal/use-cases/{case.pk}/?tab=trial"
    bank.open(tab)
    propose(bank)

    staff.open(f"/admin/usecases/usecase/{case.pk}/act/agree-plan/")
    assert "Eight weeks." in staff.text
    staff.press("Agree to the plan")
    assert "The plan is agreed" in staff.text
    assert case.targets.get().value == 90
    trial.start(case, by=officer())

    bank.open(tab)
    measure(bank)
    bank.page.set_viewport_size({"width": 320, "height": 800})
    assert bank.faults() == []
    assert bank.page.evaluate("document.documentElement.scrollWidth") == 320
    report(bank)

    row = case.deliverables.get()
    staff.open(f"/admin/usecases/deliverable/{row.pk}/change/")
    assert "Told of lessons." in staff.text
    staff.press("Sign off")
    staff.press("Sign off")
    told_outcome(case)
    conclude.complete(case, by=officer())
    assert UseCase.objects.get(pk=case.pk).stage == Stage.COMPLETED
    bank.open(f"/portal/use-cases/{case.pk}/trial/due/{row.pk}/")
    assert "Signed off" in bank.text
    assert [each.complaints for each in (bank, staff)] == [[], []]
