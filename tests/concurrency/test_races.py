"""Whoever comes at the same moment: one wins, nothing is lost, nothing is given twice.

Only PostgreSQL shows it: SQLite in memory has one connection.
"""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection

from tests.concurrency.race import race
from tests.factories.phases import CLOSED, closed_phase, open_phase
from tests.factories.reviews import confirmed_decision, proposed_decision
from tests.factories.usecases import use_case_at
from tests.people import approver, editor, officer, signatory
from usecases.models.letters import DecisionLetter
from usecases.models.messages import Message
from usecases.models.phases import Participation, Phase
from usecases.models.reviews import Decision
from usecases.models.submissions import Submission
from usecases.models.trail import Change, StageChange
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import assess, decide, draft, edit, submit

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]

THREADS = 16


@pytest.fixture(autouse=True)
def _on_postgres() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")


def counted(*results: Any) -> dict[str, int]:
    return {kind: results.count(kind) for kind in sorted(set(results))}


def test_sixteen_drafts_at_once_get_sixteen_references() -> None:
    by = signatory()
    cases = [use_case_at(Stage.DRAFT) for _ in range(THREADS)]
    race([partial(submit.submit, case, by=by) for case in cases])
    references = UseCase.objects.values_list("reference", flat=True).order_by("reference")
    assert list(references) == [f"GS1-{number:03d}" for number in range(1, THREADS + 1)]
    assert Phase.objects.get().references_given == THREADS
    assert Participation.objects.count() == 1
    assert Submission.objects.values("digest").distinct().count() == THREADS


def test_recorded_at_rises_strictly_whoever_writes() -> None:
    by = signatory()
    cases = [use_case_at(Stage.DRAFT) for _ in range(THREADS)]
    race([partial(submit.submit, case, by=by) for case in cases])
    moments = list(StageChange.objects.order_by("row").values_list("recorded_at", flat=True))
    assert [pair for pair in pairwise(moments) if not pair[0] < pair[1]] == []
    rows = list(Change.objects.order_by("row").values_list("recorded_at", flat=True))
    assert rows == sorted(rows)


def test_one_draft_is_submitted_once() -> None:
    case, by = use_case_at(Stage.DRAFT), signatory()
    answers = race([partial(submit.submit, case, by=by) for _ in range(THREADS)])
    assert [each for each in answers if each != "wrong-stage"] == [Submission.objects.get()]
    assert (StageChange.objects.count(), Phase.objects.get().references_given) == (1, 1)
    assert Message.objects.count() == 2


def test_one_of_many_officers_screens() -> None:
    case = use_case_at(Stage.SUBMITTED)
    officers = [officer(f"officer{number}") for number in range(THREADS)]
    answers = race([partial(assess.screen, case, by=by) for by in officers])
    assert answers.count("wrong-stage") == THREADS - 1
    assert [row.to_stage for row in StageChange.objects.order_by("row")] == [
        "submitted",
        "screening",
    ]


def test_with_the_version_that_both_saw_one_is_told_so() -> None:
    case = use_case_at(Stage.SUBMITTED)
    by = [officer(), officer("second")]
    answers = race([partial(assess.screen, case, by=each, version=case.version) for each in by])
    assert answers.count("stale") == 1


def test_two_approvers_release_one_decision_once() -> None:
    decision = confirmed_decision(use_case_at(Stage.ASSESSING))
    by = [approver(f"approver{number}") for number in range(THREADS)]
    answers = race([partial(decide.release, [decision], by=each) for each in by])
    assert answers.count("wrong-stage") == THREADS - 1
    assert StageChange.objects.filter(verb="accept").count() == 1
    assert Message.objects.filter(letter="decided").count() == 2


def test_two_batches_that_overlap_release_nothing_twice() -> None:
    first, second, third = (confirmed_decision(use_case_at(Stage.ASSESSING)) for _ in range(3))
    by = [approver(), approver("second")]
    batches = [[first, second], [third, second]]
    answers = race([partial(decide.release, b, by=p) for b, p in zip(batches, by, strict=True)])
    assert answers.count("wrong-stage") == 1
    assert StageChange.objects.filter(verb="accept").count() == 2


def test_one_of_thirty_two_confirms_or_refuses_and_everyone_is_told_the_truth() -> None:
    decision = proposed_decision(use_case_at(Stage.ASSESSING))
    by = [approver(f"approver{number}") for number in range(2 * THREADS)]
    acts: list[Callable[[], Any]] = [
        partial(decide.confirm, decision, by=each)
        if number % 2
        else partial(decide.refuse, decision, by=each, reason=f"no {number}")
        for number, each in enumerate(by)
    ]
    answers = race(acts)
    found = Decision.objects.select_related("confirmed_by", "refused_by").get()
    confirmed = [n for n, each in enumerate(answers) if each != "wrong-stage" and n % 2]
    refused = [n for n, each in enumerate(answers) if each != "wrong-stage" and not n % 2]
    assert [by[n].user for n in refused] == [found.refused_by]
    assert found.refusal == f"no {refused[0]}"
    assert [by[n].user for n in confirmed] == ([found.confirmed_by] if found.confirmed_by else [])
    assert found.released_at is None
    assert answers.count("wrong-stage") == len(acts) - len(confirmed) - 1
    held = DecisionLetter.objects.filter(dropped_at=None).count()
    assert (DecisionLetter.objects.count(), held) == (len(confirmed), 0)
    kinds = Change.objects.filter(kind="decision").exclude(before={})
    assert kinds.count() == len(confirmed) + 1


def test_thirty_two_confirm_and_one_does() -> None:
    decision = proposed_decision(use_case_at(Stage.ASSESSING))
    by = [approver(f"approver{number}") for number in range(2 * THREADS)]
    answers = race([partial(decide.confirm, decision, by=each) for each in by])
    (won,) = (n for n, each in enumerate(answers) if each != "wrong-stage")
    assert Decision.objects.get().confirmed_by == by[won].user
    assert DecisionLetter.objects.count() == 1


def test_the_last_place_is_given_once_without_a_reason() -> None:
    full = open_phase("FULL", capacity=1)
    cases = [use_case_at(Stage.ASSESSING, phase=full) for _ in range(8)]
    by = [officer(f"officer{number}") for number in range(8)]
    acts = [
        partial(decide.propose, case, outcome="accept", by=each)
        for case, each in zip(cases, by, strict=True)
    ]
    assert race(acts).count("invalid") == len(acts) - 1
    assert Decision.objects.count() == 1


def test_one_decision_is_proposed() -> None:
    case = use_case_at(Stage.ASSESSING)
    by = [officer(f"officer{number}") for number in range(THREADS)]
    answers = race([partial(decide.propose, case, outcome="accept", by=each) for each in by])
    assert answers.count("invalid") == THREADS - 1
    assert case.decisions.count() == 1


def test_withdrawn_or_accepted_but_not_both() -> None:
    for _ in range(4):
        case = use_case_at(Stage.ASSESSING)
        decision = confirmed_decision(case)
        acts: list[Callable[[], Any]] = [
            partial(decide.release, [decision], by=approver()),
            partial(submit.withdraw, case, by=signatory(), reason="plans"),
        ]
        race(acts)
        moves = list(case.stage_changes.order_by("row").values_list("from_stage", "to_stage"))
        stage = UseCase.objects.get(pk=case.pk).stage
        assert stage == "withdrawn"
        assert [origin for origin, _ in moves[1:]] == [target for _, target in moves[:-1]]


def test_at_the_deadline_everybody_gets_one_clear_answer() -> None:
    closing, by = open_phase("LAST"), signatory()
    cases = [use_case_at(Stage.DRAFT, phase=closing) for _ in range(THREADS - 1)]
    acts = [partial(submit.submit, case, by=by) for case in cases]
    close = partial(edit.change, closing, {"closes_at": CLOSED}, by=officer())
    answers = race([*acts[:8], close, *acts[8:]])
    late = answers.count("not-ready")
    stored = UseCase.objects.filter(phase=closing)
    assert stored.filter(stage="draft", reference="").count() == late
    references = stored.exclude(reference="").values_list("reference", flat=True)
    assert sorted(references) == [f"LAST-{n:03d}" for n in range(1, THREADS - late)]
    closed_at = Change.objects.filter(kind="phase", after__has_key="closes_at").latest("row")
    assert not StageChange.objects.filter(recorded_at__gt=closed_at.recorded_at).exists()


def test_after_the_deadline_nobody_submits() -> None:
    past, by = closed_phase("PAST"), signatory()
    cases = [use_case_at(Stage.DRAFT, phase=past, at=CLOSED) for _ in range(THREADS)]
    answers = race([partial(submit.submit, case, by=by) for case in cases])
    assert counted(*answers) == {"not-ready": THREADS}


def test_colleagues_on_one_section_lose_nothing() -> None:
    case = use_case_at(Stage.DRAFT, title="")
    seen = {"title": ""}
    writers = [editor(name=f"editor{number}") for number in range(8)]
    acts = [
        partial(draft.write, case, fields={"title": f"By {n}"}, by=by, based_on=seen)
        for n, by in enumerate(writers)
    ]
    answers = race(acts)
    assert answers.count("stale") == len(writers) - 1
    (won,) = (each for each in answers if each != "stale")
    assert UseCase.objects.get(pk=case.pk).title == won.title
