"""Screening, assessment, trial and end: the plain moves of the regulator."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests import people
from tests.factories.institutions import bank_b
from tests.factories.monitoring import signed_end_report
from tests.factories.outcomes import told_outcome
from tests.factories.phases import make_authority
from tests.factories.trials import PLAN, final_results, planned_trial
from tests.factories.usecases import REACHED, use_case_at
from tests.people import ANONYMOUS, approver, officer, signatory, system
from tests.workflow.refusals import (
    NOT_ALLOWED,
    NOT_FOUND,
    STALE,
    WRONG_STAGE,
    letters,
    life,
    refused,
)
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import assess, conclude, moves, trial
from usecases.workflow.errors import Refused

pytestmark = pytest.mark.django_db

Verb = Callable[..., Any]


def ready_to_complete() -> UseCase:
    case = use_case_at(Stage.TRIALLING)
    final_results(case)
    signed_end_report(case)
    told_outcome(case)
    return case


def ready_to_start() -> UseCase:
    case = use_case_at(Stage.ACCEPTED)
    planned_trial(case)
    return case


# verb: (function, a case that is ready, stage after, letter)
PLAIN: dict[str, tuple[Verb, Callable[[], UseCase], str, str]] = {
    "screen": (assess.screen, lambda: use_case_at(Stage.SUBMITTED), "screening", ""),
    "assess": (assess.assess, lambda: use_case_at(Stage.SCREENING), "assessing", ""),
    "start": (trial.start, ready_to_start, "trialling", "started"),
    "complete": (conclude.complete, ready_to_complete, "completed", "completed"),
}


@pytest.fixture(params=PLAIN)
def verb(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_it_moves_the_case_and_leaves_a_row(verb: str) -> None:
    perform, ready, target, letter = PLAIN[verb]
    case = ready()
    perform(case, by=officer(), reason="as agreed", version=case.version)
    stored = UseCase.objects.get(pk=case.pk)
    assert (stored.stage, stored.version) == (target, case.version + 1)
    assert life(case)[-1] == (verb, case.stage, target, officer().user)
    row = case.stage_changes.latest("row")
    assert (row.reason, row.on_behalf_of, row.recorded_at) == ("as agreed", None, stored.updated_at)
    told = [each for each in letters(case) if each[0] == letter]
    signer = "signatory@alpha-bank.example"
    channels = ("mail", "notice") if letter else ()
    assert told == [(letter, channel, signer) for channel in channels]


OTHERS: dict[str, tuple[Callable[[], Person], list[tuple[str, str]]]] = {
    "approver": (approver, NOT_ALLOWED),
    "auditor": (people.auditor, NOT_ALLOWED),
    "assessor": (people.assessor, NOT_FOUND),
    "administrator": (people.administrator, NOT_FOUND),
    "officer of another authority": (lambda: officer(authority=make_authority("SFC")), NOT_FOUND),
    "its own bank": (signatory, NOT_ALLOWED),
    "another bank": (lambda: signatory(bank_b()), NOT_FOUND),
    "a command": (system, NOT_ALLOWED),
    "nobody": (lambda: ANONYMOUS, NOT_FOUND),
}


def test_it_is_the_officers(verb: str) -> None:
    perform, ready, _, _ = PLAIN[verb]
    case = ready()
    answers = {}
    for name, (who, _) in OTHERS.items():
        by = who()
        answers[name] = refused(perform, case, by=by)
    assert answers == {name: answer for name, (_, answer) in OTHERS.items()}


def test_it_starts_at_its_stage_only(verb: str) -> None:
    perform, ready, _, _ = PLAIN[verb]
    origin, by, case, answers = ready().stage, officer(), use_case_at(Stage.SUBMITTED), {}
    for stage in REACHED:
        if stage != origin:
            # Only what the verb looks at: the way to each stage is walked by other tests.
            UseCase.objects.filter(pk=case.pk).update(stage=stage)
            answers[str(stage)] = refused(perform, case, by=by)
    assert answers == {stage: NOT_FOUND if stage == "draft" else WRONG_STAGE for stage in answers}


def test_a_stale_version_is_refused(verb: str) -> None:
    perform, ready, _, _ = PLAIN[verb]
    case, by = ready(), officer()
    assert refused(perform, case, by=by, version=case.version - 1) == STALE


def test_by_its_name_it_does_the_same(verb: str) -> None:
    _, ready, target, _ = PLAIN[verb]
    case = ready()
    moves.move(case, verb, by=officer(), reason="", version=case.version)
    assert UseCase.objects.get(pk=case.pk).stage == target


def test_a_case_that_is_not_there(verb: str) -> None:
    by = officer()
    assert refused(PLAIN[verb][0], UseCase(), by=by) == NOT_FOUND


@pytest.mark.parametrize("name", ["accept", "waitlist", "decline"])
def test_no_button_decides(name: str) -> None:
    case = use_case_at(Stage.ASSESSING)
    answer = [("decision", "decision-needed")]
    assert refused(moves.move, case, name, by=approver()) == answer


@pytest.mark.parametrize("name", ["", "correct", "record", "stage", "__class__"])
def test_an_unknown_move_is_refused(name: str) -> None:
    case, by = use_case_at(Stage.SUBMITTED), officer()
    assert refused(moves.move, case, name, by=by) == [("verb", "unknown")]


def test_start_needs_plan_dates_and_a_target() -> None:
    case = use_case_at(Stage.ACCEPTED)
    names = ("plan", "planned_from", "planned_to", "targets")
    faults = [(name, "required") for name in names]
    assert refused(trial.start, case, by=officer()) == faults


def test_complete_needs_results_a_report_and_an_outcome() -> None:
    case = use_case_at(Stage.TRIALLING)
    faults = [
        ("results", "required"),
        ("end_report", "not-handed-in"),
        ("outcome", "required"),
    ]
    assert refused(conclude.complete, case, by=officer()) == faults


def test_a_plan_is_written_and_changed() -> None:
    case = use_case_at(Stage.ACCEPTED)
    first = trial.plan(case, fields=PLAN, by=officer())
    second = trial.plan(case, fields={"plan": "Longer."}, by=officer(), reason="asked for")
    assert (second.pk, second.plan, second.planned_to) == (first.pk, "Longer.", PLAN["planned_to"])


def test_a_plan_that_cannot_be_is_refused() -> None:
    case = use_case_at(Stage.ACCEPTED)
    dates = {"planned_from": date(2021, 1, 1), "planned_to": date(2020, 12, 31)}
    assert refused(trial.plan, case, fields=dates, by=officer()) == [("", "invalid")]
    assert refused(trial.plan, case, fields={"compute_granted": -1}, by=officer()) == [
        ("compute_granted", "min_value")
    ]


@pytest.mark.parametrize("stage", ["submitted", "assessing", "trialling", "completed", "declined"])
def test_there_is_nothing_to_plan(stage: str) -> None:
    case, by = use_case_at(stage), officer()
    assert refused(trial.plan, case, fields=PLAN, by=by) == WRONG_STAGE


def test_plan_and_outcome_are_the_officers() -> None:
    case = use_case_at(Stage.TRIALLING)
    for who in (approver(), signatory()):
        assert refused(trial.plan, case, fields=PLAN, by=who) == NOT_ALLOWED
    assert refused(conclude.tell, case, result="no-reply", by=approver()) == NOT_ALLOWED
    silent = refused(conclude.tell, case, result="no-reply", by=signatory())
    assert silent == [("result", "not-yours")]
    stranger = signatory(bank_b())
    assert refused(trial.plan, case, fields=PLAN, by=stranger) == NOT_FOUND
    assert refused(conclude.tell, case, result="no-reply", by=stranger) == NOT_FOUND


def test_outcomes_are_told_one_after_another() -> None:
    case = use_case_at(Stage.COMPLETED)
    latest = conclude.tell(case, result="further-trial", by=officer(), lessons="Ask earlier.")
    assert [row.result for row in case.outcomes.order_by("recorded_at")] == [
        "in-production",
        "further-trial",
    ]
    assert (latest.basis, latest.lessons) == ("live", "Ask earlier.")


def test_an_outcome_that_cannot_be_is_refused() -> None:
    case, by = use_case_at(Stage.TRIALLING), officer()
    assert refused(conclude.tell, case, result="great", by=by) == [("result", "invalid_choice")]
    early = use_case_at(Stage.ACCEPTED)
    assert refused(conclude.tell, early, result="no-reply", by=by) == WRONG_STAGE


def test_every_refusal_is_of_one_kind() -> None:
    with pytest.raises(Refused) as caught:
        assess.screen(use_case_at(Stage.SUBMITTED), by=approver())
    assert caught.value.by_field() == {"": ["You may not do this."]}


def test_an_outcome_of_tomorrow_is_refused() -> None:
    case, tomorrow = use_case_at(Stage.TRIALLING), timezone.now() + timedelta(days=1)
    told = refused(conclude.tell, case, result="no-reply", by=officer(), happened_on=tomorrow)
    assert told == [("happened_on", "future")]
