"""A plan is drafted, proposed, agreed or sent back; nothing but agreement changes the trial."""

from decimal import Decimal
from typing import Any

import pytest

from tests.factories.institutions import bank_b
from tests.factories.phases import make_authority
from tests.factories.plans import PLAN, aim, drafted_plan, proposed_plan
from tests.factories.trials import make_target, planned_trial
from tests.factories.usecases import use_case_at
from tests.factories.words import make_metric, metric
from tests.people import approver, auditor, editor, officer, signatory, viewer
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, WRONG_STAGE, letters, refused
from usecases.models.messages import Message
from usecases.models.proposals import PlanProposal
from usecases.models.trail import Change
from usecases.models.trials import Target, Trial
from usecases.models.usecases import UseCase
from usecases.rules.visibility_plans import plan_proposals_for
from usecases.vocabulary.stages import Stage
from usecases.workflow import trial
from usecases.workflow.plans import (
    agree_plan,
    propose_plan,
    send_back_plan,
    take_back_plan,
    write_plan,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> UseCase:
    return use_case_at(Stage.ACCEPTED)


def aimed_at(case: UseCase) -> list[tuple[str, str, float]]:
    rows = Target.objects.filter(use_case=case, dropped_at=None).order_by("metric__code", "aspect")
    return [(row.metric.code, row.aspect, float(row.value)) for row in rows]


def test_agreement_makes_the_plan_and_the_targets_what_was_proposed(case: UseCase) -> None:
    speed = make_metric("latency", unit="seconds", direction="lower", highest=None)
    planned_trial(case, compute_granted=Decimal(10))
    make_target(case, aspect="calls")
    wanted = [aim(), aim(metric=speed, success="less-than", value=Decimal("1.5"))]
    row = proposed_plan(case, targets=wanted)
    assert aimed_at(case) == [("precision", "", 90), ("precision", "calls", 90)]
    assert Trial.objects.get().plan != PLAN["plan"]
    agree_plan(row, by=officer())
    assert aimed_at(case) == [("latency", "", 1.5), ("precision", "", 85)]
    stored = Trial.objects.get()
    assert {name: getattr(stored, name) for name in PLAN} == PLAN
    assert (stored.compute_granted, stored.safeguards) == (None, "")
    told = PlanProposal.objects.get()
    assert (told.agreed, told.answered_by) == (True, officer().user)
    assert ("plan-agreed", "mail", "signatory@alpha-bank.example") in letters(case)
    trial.start(case, by=officer())


def test_it_is_sent_back_with_what_to_change_and_comes_again(case: UseCase) -> None:
    row = proposed_plan(case)
    assert refused(send_back_plan, row, reason=" ", by=officer()) == [("reason", "required")]
    send_back_plan(row, reason="Fewer customers.", by=officer())
    assert (Trial.objects.count(), Target.objects.count()) == (0, 0)
    assert ("plan-sent-back", "mail", "signatory@alpha-bank.example") in letters(case)
    for act in (agree_plan, take_back_plan, propose_plan):
        assert refused(act, row, by=officer() if act is agree_plan else editor()) == [
            ("", "answered")
        ]
    agree_plan(proposed_plan(case, plan={**PLAN, "customers_limit": 50}), by=officer())
    assert Trial.objects.get().customers_limit == 50


def test_the_officer_is_told_that_one_waits_and_not_of_what(case: UseCase) -> None:
    officer()
    row = proposed_plan(case)
    mail = Message.objects.get(letter="plan-proposed")
    assert (mail.recipient, mail.use_case) == (officer().user, None)
    assert str(row.pk) in mail.body
    assert not {case.reference, case.title, "Alpha"} & {*mail.body.split(), *mail.subject.split()}


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({"plan": {}}, [(name, "required") for name in ("plan", "planned_from", "planned_to")]),
        ({"plan": {**PLAN, "planned_to": "2020-06-30"}}, [("planned_to", "order")]),
        (
            {"plan": {**PLAN, "planned_to": "soon"}},
            [("planned_to", "invalid"), ("planned_to", "required")],
        ),
        ({"plan": {**PLAN, "customers_limit": -1}}, [("customers_limit", "invalid")]),
        ({"targets": []}, [("targets", "required")]),
        (
            {"targets": [{}]},
            [(f"target_1_{name}", "required") for name in ("metric", "success", "value")],
        ),
        ({"targets": [{"metric": "precision", "success": "at-most", "value": "101"}]},
         [("target_1_value", "above-bounds"), ("target_1_success", "direction")]),
        ({"targets": [{"metric": "precision", "success": "at-least", "value": "1"}] * 2},
         [("target_2_aspect", "twice")]),
    ],
)  # fmt: skip
def test_a_draft_may_lack_what_a_proposal_may_not(
    case: UseCase, fields: dict[str, Any], faults: list[tuple[str, str]]
) -> None:
    metric()
    row = drafted_plan(case, **fields)
    assert refused(propose_plan, row, by=editor()) == faults


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"plan": {"plan": "x" * 10_001}}, ("plan", "too-long")),
        ({"remark": "x" * 10_001}, ("remark", "too-long")),
        ({"targets": [{}] * 21}, ("targets", "too-many")),
    ],
)
def test_nothing_endless_is_kept(
    case: UseCase, fields: dict[str, Any], fault: tuple[str, str]
) -> None:
    told: dict[str, Any] = {"plan": {}, "targets": [], **fields}
    assert refused(write_plan, case, by=editor(), **told) == [fault]


def test_a_draft_is_the_banks_alone(case: UseCase) -> None:
    row = drafted_plan(case, plan={**PLAN, "plan": "Kanarie"})
    for person in (officer(), approver(), auditor(), signatory(bank_b())):
        assert list(plan_proposals_for(person)) == []
        assert refused(agree_plan, row, by=person) == NOT_FOUND
    assert list(plan_proposals_for(viewer())) == [row]
    told = Change.objects.filter(after__icontains="Kanarie")
    assert [each.private_to for each in told] == [case.institution]
    propose_plan(row, by=editor())
    assert list(plan_proposals_for(officer())) == [row]
    assert list(plan_proposals_for(officer(authority=make_authority("SFC")))) == []
    take_back_plan(row, by=editor())
    assert list(plan_proposals_for(officer())) == []


def test_who_writes_and_who_agrees(case: UseCase) -> None:
    empty: dict[str, Any] = {"plan": {}, "targets": []}
    for person in (viewer(), officer(), approver()):
        assert refused(write_plan, case, by=person, **empty) == NOT_ALLOWED
    assert refused(write_plan, case, by=signatory(bank_b()), **empty) == NOT_FOUND
    row = proposed_plan(case)
    for person in (approver(), auditor(), signatory()):
        assert refused(agree_plan, row, by=person) == NOT_ALLOWED
        assert refused(send_back_plan, row, reason="x", by=person) == NOT_ALLOWED


def test_what_is_with_the_officer_is_taken_back_before_it_changes(case: UseCase) -> None:
    row = proposed_plan(case)
    assert refused(write_plan, case, plan={}, targets=[], by=editor()) == [("", "proposed")]
    assert propose_plan(row, by=editor()).proposed_at == row.proposed_at  # a double click
    take_back_plan(row, by=editor())
    assert drafted_plan(case, remark="Smaller.").pk == row.pk


def test_nobody_overwrites_a_colleague_or_agrees_to_what_was_not_read(case: UseCase) -> None:
    row = drafted_plan(case, seen="")
    read = row.updated_at.isoformat()
    assert refused(write_plan, case, plan={}, targets=[], by=editor(), seen="") == [("", "stale")]
    drafted_plan(case, seen=read, remark="Mine.")
    assert refused(propose_plan, row, by=editor(), seen=read) == [("", "stale")]
    propose_plan(row, by=editor())
    assert refused(agree_plan, row, by=officer(), seen=read) == [("", "stale")]


def test_once_the_trial_runs_the_plan_is_locked(case: UseCase) -> None:
    row = proposed_plan(case)
    planned_trial(case)
    trial.start(case, by=officer())
    assert refused(agree_plan, row, by=officer()) == WRONG_STAGE
    assert refused(send_back_plan, row, reason="x", by=officer()) == WRONG_STAGE
    assert refused(take_back_plan, row, by=editor()) == WRONG_STAGE
    assert refused(write_plan, case, plan={}, targets=[], by=editor()) == WRONG_STAGE
