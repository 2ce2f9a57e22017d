"""A bank writes, proposes and takes back its trial plan in the portal."""

from typing import Any

import pytest

from tests.factories.plans import PLAN, drafted_plan, proposed_plan
from tests.factories.trials import planned_trial
from tests.factories.usecases import use_case_at
from tests.factories.words import metric
from tests.people import editor, officer, viewer
from tests.portal.visits import at, visit, words
from usecases.models.proposals import PlanProposal
from usecases.models.trials import Target, Trial
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow.plans import send_back_plan

pytestmark = pytest.mark.django_db

TYPED: dict[str, Any] = {
    "plan": "Eight weeks beside the desk.",
    "planned_from": "2026-07-01",
    "planned_to": "2026-09-30",
    "customers_limit": "500",
    "seen": "",
    "target-TOTAL_FORMS": "2",
    "target-INITIAL_FORMS": "0",
    "target-0-metric": "precision",
    "target-0-success": "at-least",
    "target-0-value": "85.50",
    "target-0-baseline": "71",
    "then": "check",
}
KEPT = {
    "plan": {
        "plan": "Eight weeks beside the desk.",
        "planned_from": "2026-07-01",
        "planned_to": "2026-09-30",
        "customers_limit": 500,
    },
    "targets": [
        {"metric": "precision", "success": "at-least", "value": "85.5", "baseline": "71"},
    ],
}


@pytest.fixture
def case() -> UseCase:
    metric()
    return use_case_at(Stage.ACCEPTED)


def test_a_plan_is_written_read_and_proposed(case: UseCase) -> None:
    client = visit(editor())
    answer = client.post(at("trial-plan", case.pk), TYPED)
    assert (answer.status_code, answer["Location"]) == (302, at("trial-plan-check", case.pk))
    assert PlanProposal.objects.get().content == KEPT
    shown = client.get(at("trial-plan-check", case.pk))
    assert "at least 85.5 %" in words(shown)
    seen = shown.context["seen"]
    assert client.post(at("trial-plan-check", case.pk), {"seen": seen}).status_code == 302
    assert PlanProposal.objects.get().proposed_by == editor().user
    assert client.get(at("trial-plan", case.pk))["Location"] == at("trial-plan-check", case.pk)
    assert client.post(at("trial-plan-take-back", case.pk)).status_code == 302
    assert PlanProposal.objects.get().proposed_at is None


def test_what_stands_or_came_back_is_where_one_begins(case: UseCase) -> None:
    client = visit(editor())
    planned_trial(case)
    form = client.get(at("trial-plan", case.pk)).context["form"]
    assert form.initial["plan"] == "Six weeks beside the people who do it now."
    send_back_plan(proposed_plan(case), reason="Fewer customers.", by=officer())
    page = client.get(at("trial-plan", case.pk))
    assert page.context["form"].initial["plan"] == PLAN["plan"]
    assert "Fewer customers." in words(page)


def test_what_is_missing_is_listed_and_not_proposed(case: UseCase) -> None:
    client = visit(editor())
    row = drafted_plan(case, plan={}, targets=[{"metric": "precision"}])
    shown = words(client.get(at("trial-plan-check", case.pk)))
    for text in ("Say what you will do", "Give the value.", "Something is still missing."):
        assert text in shown
    answer = client.post(at("trial-plan-check", case.pk), {"seen": row.updated_at.isoformat()})
    assert answer.status_code == 409
    assert PlanProposal.objects.get().proposed_at is None


@pytest.mark.parametrize(
    ("typed", "status", "text"),
    [
        ({"planned_from": "soon"}, 422, "Enter a valid date."),
        ({"target-0-value": "much"}, 422, "Enter a number."),
        ({"target-0-metric": "nothing"}, 422, "Select a valid choice."),
        ({"customers_limit": "-5"}, 422, "greater than or equal to 0"),
        ({"plan": "x" * 10_001}, 422, "at most 10000 characters"),
        ({"target-TOTAL_FORMS": "x"}, 422, "ManagementForm data is missing"),
    ],
)
def test_what_cannot_be_read_stays_as_it_was_typed(
    case: UseCase, typed: dict[str, str], status: int, text: str
) -> None:
    answer = visit(editor()).post(at("trial-plan", case.pk), {**TYPED, **typed})
    assert answer.status_code == status
    assert text in words(answer)
    if "plan" not in typed and "target-TOTAL_FORMS" not in typed:
        assert 'value="71"' in answer.content.decode()
    assert PlanProposal.objects.count() == 0


def test_a_colleagues_plan_is_never_overwritten(case: UseCase) -> None:
    drafted_plan(case, remark="Theirs.")
    client = visit(editor())
    answer = client.post(at("trial-plan", case.pk), TYPED)
    assert answer.status_code == 409
    assert "Eight weeks beside the desk." in words(answer)
    assert PLAN["plan"] in words(answer)
    again = {**TYPED, "seen": answer.context["form"]["seen"].value()}
    assert client.post(at("trial-plan", case.pk), again).status_code == 302
    assert PlanProposal.objects.get().content == KEPT


def test_who_writes_a_plan_and_when(case: UseCase) -> None:
    assert visit(viewer()).post(at("trial-plan", case.pk), TYPED).status_code == 403
    planned_trial(case)
    running = use_case_at(Stage.TRIALLING)
    answer = visit(editor()).post(at("trial-plan", running.pk), TYPED)
    assert answer.status_code == 409
    assert (PlanProposal.objects.count(), Trial.objects.count(), Target.objects.count()) == (
        0,
        2,
        2,
    )
