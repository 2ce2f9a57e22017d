"""The funnel at every step of a life, now and as at any day before, against hand-written counts."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from tests.conftest import Freeze
from tests.factories.base import system
from tests.factories.institutions import bank_a, bank_b
from tests.factories.monitoring import signed_end_report
from tests.factories.outcomes import told_outcome
from tests.factories.phases import make_programme, open_phase, phase
from tests.factories.reviews import confirmed_decision, proposed_decision, released_decision
from tests.factories.trials import final_results, planned_trial
from tests.factories.usecases import answers, empty_draft, recorded_case, use_case_at
from tests.people import approver, officer, signatory
from tests.reporting.asked import ask, cells, counted, one_row
from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import Coverage
from usecases.workflow import assess, conclude, decide, draft, submit, trial
from usecases.workflow.record import Reached

pytestmark = pytest.mark.django_db

Step = Callable[[UseCase], object]
SUBMITTED = {"submitted": 1, "pending": 1, "applicants": 1}
ASSESSING = {**SUBMITTED, "assessing": 1}
ACCEPTED = {"submitted": 1, "assessing": 1, "accepted": 1, "decided_accepted": 1, "applicants": 1}
TRIALLING = {**ACCEPTED, "trialling": 1}
LIFE: tuple[tuple[Step, dict[str, int]], ...] = (
    (lambda case: draft.write(case, fields=answers(), by=signatory()), {}),
    (lambda case: submit.submit(case, by=signatory()), SUBMITTED),
    (lambda case: assess.screen(case, by=officer()), SUBMITTED),
    (lambda case: assess.assess(case, by=officer()), ASSESSING),
    (proposed_decision, ASSESSING),
    (lambda case: decide.confirm(case.decisions.get(), by=approver()), ASSESSING),
    (lambda case: decide.release([case.decisions.get()], by=approver()), ACCEPTED),
    (planned_trial, ACCEPTED),
    (lambda case: trial.start(case, by=officer()), TRIALLING),
    (told_outcome, {**TRIALLING, "in_production": 1}),
    (final_results, {**TRIALLING, "in_production": 1}),
    (signed_end_report, {**TRIALLING, "in_production": 1}),
    (
        lambda case: conclude.complete(case, by=officer()),
        {**TRIALLING, "in_production": 1, "completed": 1},
    ),
)


def _fresh(case: UseCase) -> UseCase:
    return UseCase.objects.get(pk=case.pk)


def test_a_whole_life(freeze: Freeze) -> None:
    freeze("2026-03-01T09:00:00+08:00")
    case = empty_draft()
    days = [f"2026-03-{day:02d}" for day in range(2, 2 + len(LIFE))]
    for day, (step, expected) in zip(days, LIFE, strict=True):
        freeze(f"{day}T09:00:00+08:00")
        step(_fresh(case))
        assert (day, counted(officer())) == (day, expected)
    freeze("2026-04-01T09:00:00+08:00")
    for day, (_, expected) in zip(days, LIFE, strict=True):
        assert (day, counted(officer(), as_at=day)) == (day, expected)
        assert (day, counted(officer(), known_at=day)) == (day, expected)
    assert counted(officer(), as_at="2026-03-01") == {}


def test_the_moment_itself_counts(freeze: Freeze) -> None:
    freeze("2026-03-02T09:00:00+08:00")
    use_case_at(Stage.SUBMITTED)
    assert counted(officer(), as_at="2026-03-02T00:59:59.999999Z") == {}
    assert counted(officer(), as_at="2026-03-02T01:00:00Z") == SUBMITTED


DECLINED = {"submitted": 1, "assessing": 1, "decided_declined": 1, "applicants": 1}


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        (Stage.DRAFT, {}),
        (Stage.SUBMITTED, SUBMITTED),
        (Stage.SCREENING, SUBMITTED),
        (Stage.ASSESSING, ASSESSING),
        (Stage.WAITLISTED, ASSESSING),
        (Stage.ACCEPTED, ACCEPTED),
        (Stage.TRIALLING, TRIALLING),
        (Stage.COMPLETED, {**TRIALLING, "in_production": 1, "completed": 1}),
        (Stage.DECLINED, DECLINED),
        (Stage.WITHDRAWN, {"submitted": 1, "withdrawn_before_decision": 1, "applicants": 1}),
    ],
)
def test_stages(stage: str, expected: dict[str, int]) -> None:
    use_case_at(stage)
    assert counted(officer()) == expected


def test_waitlisted_then_accepted(freeze: Freeze) -> None:
    freeze("2026-03-02T09:00:00+08:00")
    case = use_case_at(Stage.WAITLISTED)
    freeze("2026-03-05T09:00:00+08:00")
    released_decision(case)
    assert counted(officer()) == ACCEPTED
    assert counted(officer(), as_at="2026-03-04") == ASSESSING


def test_a_decision_that_is_confirmed_is_not_released() -> None:
    confirmed_decision(use_case_at(Stage.ASSESSING), "decline")
    assert counted(officer()) == ASSESSING


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        (Stage.ASSESSING, {**ASSESSING, "withdrawn_before_decision": 1}),
        (Stage.WAITLISTED, {**ASSESSING, "withdrawn_before_decision": 1}),
        (Stage.ACCEPTED, {**ACCEPTED, "withdrawn_after_decision": 1}),
        (Stage.TRIALLING, {**TRIALLING, "withdrawn_after_decision": 1}),
    ],
)
def test_withdrawn(freeze: Freeze, stage: str, expected: dict[str, int]) -> None:
    freeze("2026-03-02T09:00:00+08:00")
    case = use_case_at(stage)
    before = counted(officer())
    freeze("2026-03-03T09:00:00+08:00")
    submit.withdraw(case, by=signatory(), reason="Our plans changed.")
    expected = {name: number for name, number in expected.items() if name != "pending"}
    assert counted(officer()) == expected
    assert counted(officer(), as_at="2026-03-02") == before


IMPLIED: dict[str, dict[str, int]] = {
    Stage.SUBMITTED: SUBMITTED,
    Stage.SCREENING: SUBMITTED,
    Stage.CLARIFYING: SUBMITTED,
    Stage.ASSESSING: ASSESSING,
    Stage.WAITLISTED: ASSESSING,
    Stage.ACCEPTED: ACCEPTED,
    Stage.TRIALLING: TRIALLING,
    Stage.SUSPENDED: TRIALLING,
    Stage.TERMINATED: TRIALLING,
    Stage.COMPLETED: {**TRIALLING, "completed": 1},
    Stage.DECLINED: {"submitted": 1, "decided_declined": 1, "applicants": 1},
    Stage.LAPSED: {"submitted": 1, "applicants": 1},
    Stage.WITHDRAWN: {"submitted": 1, "withdrawn_before_decision": 1, "applicants": 1},
}


@pytest.mark.parametrize("stage", IMPLIED)
def test_a_recorded_case_had_reached_the_stages_before(stage: str) -> None:
    recorded_case(stage, happened_on=datetime(2020, 6, 1, tzinfo=UTC))
    assert counted(officer()) == IMPLIED[stage]
    assert counted(officer(), as_at="2020-06-01T00:00:00Z") == IMPLIED[stage]
    assert counted(officer(), as_at="2020-05-31") == {}


def test_what_happened_long_ago_was_not_known_before_it_was_recorded(freeze: Freeze) -> None:
    freeze("2026-03-02T09:00:00+08:00")
    recorded_case(Stage.ACCEPTED)
    assert counted(officer(), as_at="2020-12-31") == ACCEPTED
    assert counted(officer(), as_at="2020-12-31", known_at="2026-03-01") == {}
    assert counted(officer(), known_at="2026-03-01") == {}


def test_a_recorded_life_withdrawn_in_its_trial() -> None:
    told = (Stage.ACCEPTED, Stage.TRIALLING, Stage.WITHDRAWN)
    stages = [Reached(s, datetime(2020, n, 1, tzinfo=UTC)) for n, s in enumerate(told, 3)]
    recorded_case(stages=stages)
    assert counted(officer()) == {**TRIALLING, "withdrawn_after_decision": 1}
    assert counted(officer(), as_at="2020-03-31") == ACCEPTED


def _void(case: UseCase, row: StageChange | None = None) -> None:
    """Append the row of the verb that a later issue builds."""
    with writing(by=system(), reason="entered in error"):
        kept = {} if row is None else {"voids": row}
        to = {"to_stage": Stage.VOID} if row is None else {"to_stage": row.from_stage}
        trail.step(case, "record", case.stage, reason="entered in error", **to, **kept)
        UseCase.objects.filter(pk=case.pk).update(stage=to["to_stage"])


def test_void_counts_nowhere(freeze: Freeze) -> None:
    freeze("2026-03-02T09:00:00+08:00")
    case = use_case_at(Stage.COMPLETED)
    use_case_at(Stage.DRAFT)
    freeze("2026-03-04T09:00:00+08:00")
    _void(case)
    assert counted(officer()) == {}
    assert cells(ask(officer(), "matrix"), "use_cases") == []
    assert counted(officer(), as_at="2026-03-04") == {}
    assert counted(officer(), known_at="2026-03-03")["completed"] == 1


def test_a_voided_step_did_not_happen(freeze: Freeze) -> None:
    freeze("2026-03-02T09:00:00+08:00")
    case = use_case_at(Stage.ACCEPTED)
    freeze("2026-03-04T09:00:00+08:00")
    _void(case, case.stage_changes.get(to_stage=Stage.ACCEPTED))
    assert counted(officer()) == ASSESSING
    assert counted(officer(), known_at="2026-03-03") == ACCEPTED


def test_rates_by_hand() -> None:
    for stage in (Stage.ACCEPTED, Stage.TRIALLING, Stage.COMPLETED, Stage.DECLINED):
        use_case_at(stage)
    for stage in (Stage.ASSESSING, Stage.WAITLISTED, Stage.WITHDRAWN):
        use_case_at(stage, institution=bank_b())
    row = one_row(ask(officer(), "funnel"))
    assert [row[name] for name in ("submitted", "decided_accepted", "pending", "applicants")] == [
        7, 3, 2, 2,
    ]  # fmt: skip
    assert {name: value for name, value in row.items() if isinstance(value, Decimal)} == {
        "acceptance_of_decided": Decimal("75.0"),  # 3 of 4
        "acceptance_with_pending": Decimal("50.0"),  # 3 of 6
        "acceptance_of_submitted": Decimal("42.9"),  # 3 of 7
        "completion": Decimal("50.0"),  # 1 of 2
    }


@pytest.mark.parametrize("coverage", [Coverage.ACCEPTED, Coverage.SAMPLE])
def test_no_rate_that_needs_refusals_where_they_are_not_recorded(coverage: str) -> None:
    known, sample = phase(), open_phase("GS7", coverage=coverage)
    for where in (known, sample):
        use_case_at(Stage.COMPLETED, phase=where)
        use_case_at(Stage.DECLINED, phase=where)
    table = ask(officer(), "funnel")
    rates = ("acceptance_of_decided", "acceptance_with_pending", "acceptance_of_submitted")
    half, whole = Decimal("50.0"), Decimal("100.0")
    assert cells(table, "phase", *rates, "completion") == [
        ("GS1", half, half, half, whole),
        ("GS7", None, None, None, whole),
    ]
    assert table.total is not None
    assert [table.total.values[each] for each in (*rates, "completion")] == [
        None,
        None,
        None,
        whole,
    ]
    narrowed = ask(officer(), "funnel", phase="GS1").total
    assert narrowed is not None
    assert narrowed.values["acceptance_of_decided"] == half


def test_nothing_gives_no_rate() -> None:
    phase()
    row = one_row(ask(officer(), "funnel"))
    assert (row["submitted"], row["acceptance_of_decided"], row["completion"]) == (0, None, None)


def test_applicants_are_counted_once_over_all_phases() -> None:
    first, second = phase(), open_phase("GS9")
    for where in (first, first, second):
        use_case_at(Stage.SUBMITTED, institution=bank_a(), phase=where)
    use_case_at(Stage.SUBMITTED, institution=bank_b(), phase=second)
    table = ask(officer(), "funnel")
    assert cells(table, "phase", "submitted", "applicants") == [("GS1", 2, 1), ("GS9", 2, 2)]
    assert table.total is not None
    assert (table.total.values["submitted"], table.total.values["applicants"]) == (4, 2)


def test_invented_and_real_are_never_added_up() -> None:
    use_case_at(Stage.ACCEPTED, phase=phase())
    made_up = open_phase("EX1", programme=make_programme("EX", invented=True))
    use_case_at(Stage.DECLINED, phase=made_up)
    table = ask(officer(), "funnel")
    assert (table.total, cells(table, "phase", "accepted")) == (None, [("EX1", 0), ("GS1", 1)])
    assert counted(officer(), programme="GS") == ACCEPTED
