"""What falls due: set before the start, amended after, waived by an approver."""

from datetime import date
from typing import Any

import pytest

from tests.factories.institutions import bank_b
from tests.factories.monitoring import FAR, due_deliverable, handed_in, signed_off
from tests.factories.phases import make_authority
from tests.factories.trials import planned_trial
from tests.factories.usecases import use_case_at
from tests.people import approver, auditor, officer, signatory
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, STALE, WRONG_STAGE, letters, refused
from usecases.models.monitoring import Deliverable
from usecases.models.trail import Change
from usecases.models.trials import Amendment
from usecases.models.usecases import UseCase
from usecases.rules.visibility_trials import deliverables_for
from usecases.vocabulary.stages import Stage
from usecases.workflow.deliverables import change_deliverable, set_deliverable, waive

pytestmark = pytest.mark.django_db

TOLD: dict[str, Any] = {"kind": "milestone", "title": "First results", "due_on": FAR}


def strangers() -> tuple[Any, ...]:
    return (officer(authority=make_authority("SFC")), signatory(bank_b()))


def test_it_is_set_before_the_start_without_a_reason() -> None:
    case = use_case_at(Stage.ACCEPTED)
    row = set_deliverable(case, by=officer(), **{**TOLD, "title": "  First results "})
    assert Deliverable.objects.get() == row
    assert (row.title, row.due_on, row.amended_due_on) == ("First results", FAR, None)
    assert Change.objects.get(kind="deliverable").use_case == case
    assert Amendment.objects.count() == 0


@pytest.mark.parametrize("stage", [Stage.ASSESSING, Stage.COMPLETED, Stage.DECLINED])
def test_it_is_set_for_a_trial_to_come_or_under_way(stage: str) -> None:
    assert refused(set_deliverable, use_case_at(stage), by=officer(), **TOLD) == WRONG_STAGE


def test_who_sets_it() -> None:
    case = use_case_at(Stage.ACCEPTED)
    for person in (approver(), auditor(), signatory()):
        assert refused(set_deliverable, case, by=person, **TOLD) == NOT_ALLOWED
    for stranger in strangers():
        assert refused(set_deliverable, case, by=stranger, **TOLD) == NOT_FOUND


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"title": " "}, ("title", "blank")),
        ({"title": "x" * 201}, ("title", "max_length")),
        ({"title": "a\nb"}, ("title", "line-break")),
        ({"kind": "poem"}, ("kind", "invalid_choice")),
        ({"due_on": date(2020, 5, 31)}, ("due_on", "before-start")),
    ],
)
def test_what_cannot_be_due(fields: dict[str, Any], fault: tuple[str, str]) -> None:
    case = use_case_at(Stage.ACCEPTED)
    planned_trial(case)
    assert refused(set_deliverable, case, by=officer(), **{**TOLD, **fields}) == [fault]


def test_once_the_trial_runs_it_is_an_amendment_with_its_reason() -> None:
    case = use_case_at(Stage.TRIALLING)
    assert refused(set_deliverable, case, by=officer(), **TOLD) == [("reason", "required")]
    past = {**TOLD, "due_on": date(2021, 1, 1)}
    assert refused(set_deliverable, case, by=officer(), reason="x", **past) == [("due_on", "past")]
    row = set_deliverable(case, by=officer(), reason=" The scope grew. ", **TOLD)
    found = Amendment.objects.get()
    assert (found.use_case, found.deliverable, found.field) == (case, row, "due_on")
    assert (found.before, found.after) == ("", "2099-12-31")
    assert (found.reason, found.amended_by) == ("The scope grew.", officer().user)


def test_what_was_set_changes_until_the_start() -> None:
    case = use_case_at(Stage.ACCEPTED)
    row = due_deliverable(case)
    seen = row.updated_at
    changed = change_deliverable(row, {"title": "Second"}, by=officer(), based_on=seen)
    assert (changed.title, changed.due_on) == ("Second", FAR)
    assert (
        refused(change_deliverable, row, {"title": "Third"}, by=officer(), based_on=seen) == STALE
    )
    assert refused(change_deliverable, row, {"title": ""}, by=officer()) == [("title", "blank")]
    assert refused(change_deliverable, row, {"title": "x"}, by=approver()) == NOT_ALLOWED


def test_after_the_start_it_is_not_simply_changed() -> None:
    row = due_deliverable(use_case_at(Stage.TRIALLING))
    assert refused(change_deliverable, row, {"due_on": FAR}, by=officer()) == WRONG_STAGE


def test_an_approver_waives_it_and_the_bank_is_told() -> None:
    case = use_case_at(Stage.TRIALLING)
    row = due_deliverable(case)
    assert refused(waive, row, by=officer(), reason="x") == NOT_ALLOWED
    assert refused(waive, row, by=approver(), reason=" ") == [("reason", "required")]
    waived = waive(row, by=approver(), reason="Merged with the end report.")
    assert (waived.waived_by, waived.waiver) == (approver().user, "Merged with the end report.")
    assert letters(case)[-2:] == [
        ("waived", "mail", "signatory@alpha-bank.example"),
        ("waived", "notice", "signatory@alpha-bank.example"),
    ]
    assert refused(waive, row, by=approver(), reason="x") == [("", "waived")]


def test_what_is_signed_off_is_not_waived() -> None:
    row = signed_off(due_deliverable(use_case_at(Stage.TRIALLING)))
    assert refused(waive, row, by=approver(), reason="x") == [("", "signed-off")]


@pytest.mark.parametrize("stage", [Stage.ACCEPTED, Stage.TRIALLING])
def test_who_sees_it(stage: str) -> None:
    row = due_deliverable(use_case_at(stage))
    for person in (officer(), approver(), auditor(), signatory()):
        assert row in deliverables_for(person)
    for stranger in strangers():
        assert list(deliverables_for(stranger)) == []
        assert refused(waive, row, by=stranger, reason="x") == NOT_FOUND


def test_handing_in_changes_nothing_else() -> None:
    case = use_case_at(Stage.TRIALLING)
    row = handed_in(due_deliverable(case))
    assert (row.due_on, row.signed_off_at) == (FAR, None)
    assert UseCase.objects.get(pk=case.pk).stage == Stage.TRIALLING
