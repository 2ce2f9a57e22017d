"""Assessments: written, handed in, refused with what to do instead."""

from typing import Any

import pytest

from tests.factories.access import make_grant
from tests.factories.assessments import (
    assigned,
    conflicted,
    declared,
    drafted,
    handed_in,
    make_criterion,
    open_to_assess,
    user_of,
)
from tests.factories.base import add
from tests.factories.phases import phase
from tests.factories.reviews import released_decision
from tests.factories.usecases import use_case_at
from tests.people import approver, assessor, officer
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, STALE, refused
from usecases.models.assessments import Assessment, Materiality, Score
from usecases.models.person import person_for
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.rules.assessing import task_for, tasks_for
from usecases.vocabulary.stages import Stage
from usecases.workflow.assign import unassign
from usecases.workflow.judge import hand_in, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> UseCase:
    make_criterion(phase(), "innovation", order=1)
    make_criterion(phase(), "complexity", order=2)
    return open_to_assess(use_case_at(Stage.ASSESSING))


def resubmitted(case: UseCase, material: bool | None) -> Submission:
    """Freeze a second version, and say whether it matters, if anything is said."""
    first = case.submissions.get(number=1)
    second = add(
        Submission(
            use_case=case,
            number=2,
            content=first.content,
            digest="f" * 64,
            signed_by=first.signed_by,
            signed_at=first.signed_at,
        )
    )
    if material is not None:
        words: dict[str, Any] = {"said_by": officer().user, "said_at": first.signed_at}
        words |= {"material": material, "reason": "x"}
        add(Materiality(use_case=case, submission=second, **words))
    return second


def progress(case: UseCase) -> str:
    task = task_for(assessor(), case.pk)
    return task.progress if task else ""


def test_a_draft_is_kept_and_changed_and_handed_in(case: UseCase) -> None:
    assert progress(case) == "to-assess"
    write(case, scores={"innovation": (2, "Thin.")}, by=assessor())
    assert progress(case) == "draft"
    write(case, scores={"innovation": (3, ""), "complexity": (5, "")}, comment="So.", by=assessor())
    row = hand_in(case, recommendation="waitlist", by=assessor())
    scores = [(each.criterion.code, each.score, each.remark) for each in row.scores.all()]
    assert scores == [("innovation", 3, ""), ("complexity", 5, "")]
    assert (row.comment, row.recommendation, row.submission.number) == ("So.", "waitlist", 1)
    assert (row.submitted_at is not None, progress(case)) == (True, "in")
    assert Assessment.objects.count() == 1


@pytest.mark.parametrize("score", [0, 6, -1, 32768])
def test_a_score_outside_the_scale_is_refused(score: int, case: UseCase) -> None:
    given = {"innovation": (score, "")}
    assert refused(write, case, scores=given, by=assessor()) == [
        ("score-innovation", "out-of-scale")
    ]
    assert (Assessment.objects.count(), Score.objects.count()) == (0, 0)


def test_what_is_no_criterion_or_too_long_is_refused(case: UseCase) -> None:
    found = refused(
        write,
        case,
        scores={"beauty": (3, ""), "innovation": (None, "Good."), "complexity": (3, "x" * 2001)},
        comment="x" * 10001,
        recommendation="perhaps",
        by=assessor(),
    )
    assert found == [
        ("comment", "too-long"),
        ("recommendation", "invalid"),
        ("score-beauty", "unknown"),
        ("score-innovation", "required"),
        ("remark-complexity", "too-long"),
    ]


def test_handing_in_says_what_is_missing_and_keeps_nothing(case: UseCase) -> None:
    fault = refused(hand_in, case, scores={"complexity": (3, "")}, by=assessor())
    assert fault == [
        ("score-innovation", "required"), ("recommendation", "required"), ("comment", "required"),
    ]  # fmt: skip
    assert Assessment.objects.count() == 0


def test_a_phase_without_criteria_asks_for_words_only() -> None:
    case = open_to_assess(use_case_at(Stage.ASSESSING))
    row = hand_in(case, comment="Sound.", recommendation="accept", by=assessor())
    assert row.scores.count() == 0


def test_a_second_assessment_is_refused(case: UseCase) -> None:
    drafted(case)
    hand_in(case, by=assessor())
    for act in (write, hand_in):
        assert refused(act, case, comment="No!", by=assessor()) == [("", "second")]


def test_before_declaring_one_is_told_to_declare(case: UseCase) -> None:
    other = use_case_at(Stage.ASSESSING)
    assigned(other)
    assert refused(write, other, by=assessor()) == [("", "undeclared")]


def test_after_a_conflict_or_a_decision_it_is_not_there(case: UseCase) -> None:
    drafted(case)
    conflicted(case, assessor())
    assert refused(hand_in, case, by=assessor()) == NOT_FOUND
    decided = open_to_assess(use_case_at(Stage.ASSESSING))
    released_decision(decided)
    assert refused(write, decided, by=assessor()) == NOT_FOUND


def test_what_is_not_assigned_is_not_assessed(case: UseCase) -> None:
    other = use_case_at(Stage.ASSESSING)
    assert refused(write, other, by=assessor()) == NOT_FOUND
    make_grant(user_of(officer("both")), "assessor")
    both = person_for(user_of(officer("both")))
    assert refused(write, other, by=both) == [("", "not-assigned")]
    assert refused(write, use_case_at(Stage.DECLINED), by=both) == [("", "not-assessed")]
    assert refused(write, case, by=approver()) == NOT_ALLOWED
    unassign(case.assignments.get(), by=officer(), reason="x")
    assert refused(write, case, by=assessor()) == NOT_FOUND


def test_it_is_not_handed_in_while_it_is_screened() -> None:
    case = open_to_assess(use_case_at(Stage.SCREENING))
    words: dict[str, Any] = {"comment": "x", "recommendation": "accept", "by": assessor()}
    write(case, **words)
    assert refused(hand_in, case, **words) == [("", "screening")]


def test_what_was_read_must_be_in_force(case: UseCase) -> None:
    first = case.submissions.get()
    resubmitted(case, True)
    assert refused(write, case, comment="x", submission=first, by=assessor()) == STALE


def test_a_material_change_asks_again_and_keeps_the_old(case: UseCase) -> None:
    drafted(case)
    hand_in(case, by=assessor())
    second = resubmitted(case, None)
    assert progress(case) == "waits"
    assert refused(write, case, comment="x", by=assessor()) == [("", "changed")]
    said = {"said_by": officer().user, "said_at": second.signed_at, "reason": "x"}
    add(Materiality(use_case=case, submission=second, material=True, **said))
    assert progress(case) == "again"
    task = task_for(assessor(), case.pk)
    assert task is not None
    assert (task.earlier, task.own) == (Assessment.objects.get(), None)
    drafted(case, score=1)
    assert hand_in(case, by=assessor()).submission == second
    assert [each.submission.number for each in case.assessments.all()] == [1, 2]


def test_after_a_change_that_does_not_matter_it_stands(case: UseCase) -> None:
    drafted(case)
    hand_in(case, by=assessor())
    resubmitted(case, False)
    assert progress(case) == "stands"
    assert refused(write, case, comment="x", by=assessor()) == [("", "second")]


def test_tasks_come_in_a_fixed_number_of_queries(
    case: UseCase, django_assert_num_queries: Any
) -> None:
    drafted(case)
    person = assessor()
    with django_assert_num_queries(7):
        assert len(tasks_for(person)) == 1
    for _ in range(2):
        handed_in(use_case_at(Stage.ASSESSING))
    assigned(use_case_at(Stage.ASSESSING))
    with django_assert_num_queries(7):
        assert [each.progress for each in tasks_for(person)] == ["draft", "in", "in", "undeclared"]
    declared(case)
