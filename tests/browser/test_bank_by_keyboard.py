"""A bank answers what it is asked and takes its trial to the end report, by keyboard alone."""

import re

import pytest

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.factories.clarifications import asked
from tests.factories.monitoring import due_end_report
from tests.factories.usecases import use_case_at
from tests.factories.words import metric
from tests.people import editor, officer, signatory
from usecases.models.monitoring import Deliverable
from usecases.models.proposals import PlanProposal
from usecases.models.results import Result
from usecases.models.usecases import UseCase
from usecases.vocabulary.end_report import REPORT_SECTIONS
from usecases.vocabulary.stages import Stage
from usecases.workflow import plans, trial

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_question_to_the_signed_answer(visit: Visit) -> None:
    case = use_case_at(Stage.ASSESSING, title="Lending rules")
    asked(case, "Which data do you read?")
    bank = visit(signatory(), mouse=False)
    bank.open("/portal/")
    bank.press("Lending rules")
    bank.press("1. Which data do you read?")
    bank.fill(reply="Published rules only, 我們 read.")
    bank.press("Save and continue")
    bank.tick("confirm")
    bank.press("Sign the answers")
    assert "Answers received" in bank.text
    assert case.clarifications.get().reply == "Published rules only, 我們 read."
    assert UseCase.objects.get().stage == Stage.ASSESSING
    assert bank.complaints == []


def _propose(bank: Visitor) -> None:
    bank.press("Write the plan")
    bank.fill(plan="Eight weeks.", planned_from="2026-07-01", planned_to="2027-09-30")
    bank.choose("target-0-metric", "precision")
    bank.choose("target-0-success", "at-least")
    bank.fill(**{"target-0-value": "90"})
    bank.press("Save and check")
    bank.press("Propose")
    assert "Your case officer is told." in bank.text


def _measure(bank: Visitor) -> None:
    bank.press(re.compile("^Write a result"))
    bank.fill(name="First")
    bank.press("Save")
    bank.fill(value="92", numerator="184", denominator="200")
    bank.choose("evaluator", "people")
    bank.tick("final")
    bank.press("Write the result")
    assert "184 of 200" in bank.text


def _report(bank: Visitor) -> None:
    bank.press("End report")
    bank.press("Write the end report")
    bank.fill(**{each.code: f"Told of {each.code}." for each in REPORT_SECTIONS})
    bank.press("Save and check")
    bank.tick("confirm")
    bank.press("Hand in the end report")
    assert "Waits for sign-off" in bank.text


def test_from_the_target_to_the_result_and_the_end_report(visit: Visit) -> None:
    metric()
    case = use_case_at(Stage.ACCEPTED)
    due_end_report(case)
    bank = visit(editor(), mouse=False)
    bank.open(f"/portal/use-cases/{case.pk}/?tab=trial")
    _propose(bank)
    plans.agree_plan(PlanProposal.objects.get(), by=officer())
    trial.start(case, by=officer())
    bank.open(f"/portal/use-cases/{case.pk}/?tab=trial")
    _measure(bank)
    _report(bank)
    assert Result.objects.get().target == case.targets.get(value=90)
    assert Deliverable.objects.get().handed_in_by == editor().user
    assert bank.complaints == []
