"""What is still missing before each verb, and who is to make the move."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from tests.factories.institutions import bank_b
from tests.factories.monitoring import signed_end_report
from tests.factories.outcomes import told_outcome
from tests.factories.phases import CLOSED, closed_phase
from tests.factories.reviews import confirmed_decision, proposed_decision
from tests.factories.trials import final_results, make_result, make_target, planned_trial
from tests.factories.usecases import empty_draft, use_case_at
from tests.people import approver, editor, officer, signatory, viewer
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.answers import is_empty, missing_answers, too_long
from usecases.rules.facts import facts_for
from usecases.rules.readiness import Step, for_many, missing_for
from usecases.vocabulary.limits import WORDS
from usecases.vocabulary.stages import Stage
from usecases.workflow import decide

pytestmark = pytest.mark.django_db

REQUIRED = [
    "title", "summary", "own_category", "problem", "solution", "expected_impact", "role_of_ai",
    "data_description", "compute_asked", "testing_plan", "success_measures", "risks",
    "safeguards", "human_oversight", "autonomy", "customer_facing",
]  # fmt: skip


def missing(case: UseCase, verb: str) -> list[tuple[str, str]]:
    facts = facts_for([case], timezone.now())[case]
    return [(each.field, each.code) for each in missing_for(facts, verb)]


def steps(case: UseCase, person: Person) -> dict[str, Step]:
    return {str(step.move.verb): step for step in for_many([case], person, timezone.now())[case]}


def test_an_empty_draft_lacks_every_required_answer() -> None:
    assert missing(empty_draft(), "submit") == [(name, "required") for name in REQUIRED]


def test_a_complete_draft_lacks_nothing() -> None:
    assert missing(use_case_at(Stage.DRAFT), "submit") == []


def test_after_the_deadline_the_phase_is_missing() -> None:
    case = use_case_at(Stage.DRAFT, phase=closed_phase(), at=CLOSED)
    assert missing(case, "submit") == [("phase", "closed")]


@pytest.mark.parametrize(
    ("field", "value", "empty"),
    [
        ("title", "", True),
        ("summary", " \n", True),
        ("own_category", None, True),
        ("compute_asked", None, True),
        ("compute_asked", Decimal(0), False),
        ("customer_facing", None, True),
        ("customer_facing", False, False),
        ("autonomy", "", True),
    ],
)
def test_no_and_zero_are_answers(field: str, value: Any, empty: bool) -> None:
    assert is_empty(UseCase(**{field: value}), field) is empty


@pytest.mark.parametrize("field", WORDS)
def test_a_text_may_have_as_many_words_as_its_limit(field: str) -> None:
    limit = WORDS[field]
    assert too_long(field, "word " * limit) is None
    fault = too_long(field, "字" * (limit + 1))
    assert fault is not None
    assert (fault.field, fault.code) == (field, "too-long")
    assert f"{limit + 1} words, {limit} allowed" in str(fault.text)


def test_a_text_too_long_is_named_also_where_it_is_not_required() -> None:
    case = use_case_at(Stage.DRAFT)
    case.support_wanted, case.problem = "word " * 301, "字" * 401
    assert [(each.field, each.code) for each in missing_answers(case)] == [
        ("problem", "too-long"),
        ("support_wanted", "too-long"),
    ]


@pytest.mark.parametrize(
    ("stage", "verb"),
    [("submitted", "screen"), ("screening", "assess"), ("submitted", "withdraw")],
)
def test_plain_moves_lack_nothing(stage: str, verb: str) -> None:
    assert missing(use_case_at(stage), verb) == []


@pytest.mark.parametrize("outcome", ["accept", "waitlist", "decline"])
def test_a_decision_is_missing_until_it_is_confirmed(outcome: str) -> None:
    case = use_case_at(Stage.ASSESSING)
    assert missing(case, outcome) == [("decision", "decision-needed")]
    decision = proposed_decision(case, outcome)
    assert missing(case, outcome) == [("decision", "decision-needed")]
    decide.confirm(decision, by=approver())
    others = {"accept", "waitlist", "decline"} - {outcome}
    assert missing(case, outcome) == []
    assert {verb for verb in others if missing(case, verb)} == others


def test_a_trial_needs_plan_dates_and_a_target() -> None:
    case = use_case_at(Stage.ACCEPTED)
    names = ("plan", "planned_from", "planned_to", "targets")
    everything = [(name, "required") for name in names]
    assert missing(case, "start") == everything
    make_target(case)
    assert missing(case, "start") == everything[:3]
    planned_trial(case, plan=" ", planned_from=None, planned_to=date(2020, 12, 31))
    assert missing(case, "start") == everything[:2]
    planned_trial(case)
    assert missing(case, "start") == []


def test_completing_needs_results_a_report_and_an_outcome() -> None:
    case = use_case_at(Stage.TRIALLING)
    report = ("end_report", "not-handed-in")
    assert missing(case, "complete") == [("results", "required"), report, ("outcome", "required")]
    make_result(case.targets.get())  # not a final one
    told_outcome(case)
    assert missing(case, "complete") == [("results", "required"), report]
    final_results(case)
    signed_end_report(case)
    assert missing(case, "complete") == []


def test_a_step_says_whose_it_is_and_why_not() -> None:
    case = use_case_at(Stage.DRAFT)
    for_signatory, for_editor = (steps(case, by)["submit"] for by in (signatory(), editor()))
    assert (for_signatory.allowed, str(for_signatory.why_not)) == (True, "")
    assert (for_editor.allowed, str(for_editor.why_not)) == (
        False,
        "This step is somebody else's to make.",
    )


def test_what_is_missing_stands_before_whose_it_is() -> None:
    step = steps(use_case_at(Stage.ACCEPTED), viewer())
    assert step.get("start") is None or not step["start"].allowed
    step = steps(use_case_at(Stage.ACCEPTED), officer())
    assert str(step["start"].why_not).startswith("The trial has no plan yet.")


def test_readiness_tells_a_bank_nothing_of_a_decision() -> None:
    case = use_case_at(Stage.ASSESSING)
    before = steps(case, signatory())
    confirmed_decision(case)
    assert steps(case, signatory()) == before
    assert set(before) & {"accept", "waitlist", "decline"} == set()


def test_readiness_of_many_takes_a_fixed_number_of_queries(
    django_assert_num_queries: Any,
) -> None:
    cases = [use_case_at(stage) for stage in ("draft", "assessing", "trialling")]
    cases += [use_case_at(Stage.ACCEPTED, institution=bank_b())]
    rows = UseCase.objects.select_related("phase__programme")
    for number, queries in ((1, 6), (4, 9)):  # more where some are assessed, or in trial
        chosen = list(rows.filter(pk__in=[case.pk for case in cases[:number]]))
        with django_assert_num_queries(queries):
            for_many(chosen, officer(), CLOSED)
