"""Assignments, assessments and interests through the API."""

from typing import Any

import pytest

from tests.api.clients import NOBODY, address, client, tag, told
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
from tests.factories.phases import phase
from tests.factories.usecases import use_case_at
from tests.people import approver, assessor, auditor, officer, signatory
from usecases.models.assessments import Assessment, Assignment
from usecases.models.interests import Interest
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> UseCase:
    make_criterion(phase(), "innovation")
    return use_case_at(Stage.ASSESSING)


def begin(program: Any, case: UseCase, **body: Any) -> Any:
    path = address("use-cases", case.pk, "assessments")
    return program.post(path, body, format="json", **tag(program, case))


def count(program: Any, name: str, **params: Any) -> int:
    answer = program.get(address(name), params)
    assert answer.status_code == 200
    return int(answer.json()["count"])


def test_an_assessment_is_begun_written_on_and_handed_in(case: UseCase) -> None:
    open_to_assess(case)
    program = client(assessor())
    begun = begin(program, case, scores=[{"criterion": "innovation", "score": 2}])
    assert begun.status_code == 201
    path = begun["Location"]
    seen = {"HTTP_IF_MATCH": begun["ETag"]}
    changed = program.patch(path, {"comment": "So."}, format="json", **seen)
    assert (changed.status_code, changed.json()["comment"]) == (200, "So.")
    late = program.patch(path, {"comment": "No."}, format="json", **seen)
    assert told(late)[:2] == (412, "stale")
    early = program.post(f"{path}hand-in/", {}, format="json")
    assert told(early)[2] == {"recommendation": ["Say what you recommend."]}
    done = program.post(f"{path}hand-in/", {"recommendation": "accept"}, format="json").json()
    assert done["scores"] == [{"criterion": "innovation", "score": 2, "remark": ""}]
    assert (done["recommendation"], done["submitted_at"] is not None) == ("accept", True)
    again = program.post(f"{path}hand-in/", {}, format="json")
    assert told(again)[:2] == (409, "second")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"scores": [{"criterion": "innovation", "score": 6}]}, "score-innovation"),
        ({"scores": [{"criterion": "beauty", "score": 3}]}, "score-beauty"),
        ({"recommendation": "perhaps"}, "recommendation"),
        ({"verdict": "good"}, "verdict"),
        ({"scores": [{"criterion": "innovation"}]}, "scores.0.score"),
    ],
)
def test_bad_input_is_named(body: dict[str, Any], field: str, case: UseCase) -> None:
    open_to_assess(case)
    answer = begin(client(assessor()), case, **body)
    assert (answer.status_code, [*told(answer)[2]]) == (400, [field])
    assert Assessment.objects.count() == 0


def test_who_is_not_asked_writes_none(case: UseCase) -> None:
    path = address("use-cases", case.pk, "assessments")
    for person, status in ((officer(), 403), (auditor(), 403), (assessor(), 404)):
        answer = client(person).post(path, {}, format="json", HTTP_IF_MATCH="*")
        assert answer.status_code == status
    assigned(case)
    undeclared = client(assessor()).post(path, {}, format="json", HTTP_IF_MATCH="*")
    assert undeclared.status_code == 404


def test_a_colleague_s_is_read_after_one_s_own_and_written_by_nobody_else(case: UseCase) -> None:
    theirs = handed_in(case, assessor("second"))
    open_to_assess(case)
    program = client(assessor())
    path = address("assessments", theirs.pk)
    assert (program.get(path).status_code, count(program, "assessments")) == (404, 0)
    own = drafted(case)
    assert (program.get(path).status_code, count(program, "assessments")) == (404, 1)
    program.post(address("assessments", own.pk, "hand-in"), {}, format="json")
    assert (program.get(path).status_code, count(program, "assessments")) == (200, 2)
    forged = program.patch(path, {"comment": "x"}, format="json", HTTP_IF_MATCH="*")
    assert forged.status_code == 403
    draft = drafted(open_to_assess(use_case_at(Stage.ASSESSING)))
    assert client(officer()).get(address("assessments", draft.pk)).status_code == 404
    assert count(client(officer()), "assessments", handed_in="true") == 2
    assert count(client(signatory()), "assessments") == 0


def test_before_declaring_a_program_reads_an_assignment_and_nothing_else(case: UseCase) -> None:
    row = assigned(case)
    program = client(assessor())
    shown = program.get(address("assignments", row.pk)).json()
    assert (shown["reference"], shown["title"]) == (case.reference, case.title)
    assert program.get(address("use-cases", case.pk)).status_code == 404
    body = {"phase": case.phase.code, "interest": "none", "use_case": str(case.pk)}
    assert program.post(address("interests"), body, format="json").status_code == 201
    assert program.get(address("use-cases", case.pk)).status_code == 200
    body["interest"] = "conflict"
    assert program.post(address("interests"), body, format="json").status_code == 201
    for name, key in (("use-cases", case.pk), ("assignments", row.pk)):
        hidden, never = (program.get(address(name, each)) for each in (key, NOBODY))
        assert (hidden.status_code, told(hidden)) == (404, told(never))
    assert count(program, "interests") == 0  # of what is closed nothing is told
    assert count(client(officer()), "interests", interest="conflict", open="true") == 1


def test_an_officer_assigns_and_takes_back(case: UseCase) -> None:
    program = client(officer())
    path = address("use-cases", case.pk, "assignments")
    body = {"assessor": str(user_of(assessor()).pk), "due_on": "2099-01-02"}
    made = program.post(path, body, format="json", **tag(program, case))
    assert (made.status_code, made.json()["due_on"]) == (201, "2099-01-02")
    again = program.post(path, body, format="json", **tag(program, case))
    assert [*told(again)[2]] == ["assessor"]
    end = address("assignments", made.json()["id"], "end")
    assert told(program.post(end, {}, format="json"))[2] == {"reason": ["Say why."]}
    assert program.post(end, {"reason": "On leave."}, format="json").status_code == 200
    assert Assignment.objects.get().ended_at is not None
    assert client(auditor()).post(end, {"reason": "x"}, format="json").status_code == 403


def test_one_declares_about_exactly_one_and_an_approver_lifts(case: UseCase) -> None:
    program, body = client(officer()), {"phase": case.phase.code, "interest": "conflict"}
    none = program.post(address("interests"), body, format="json")
    assert none.status_code == 400
    body["institution"] = str(case.institution_id)
    assert program.post(address("interests"), body, format="json").status_code == 201
    row = Interest.objects.get()
    lift = address("interests", row.pk, "lift")
    assert program.post(lift, {"reason": "x"}, format="json").status_code == 403
    assert client(approver()).post(lift, {"reason": "x"}, format="json").status_code == 200


@pytest.mark.parametrize(
    ("name", "queries"), [("assignments", 6), ("assessments", 8), ("interests", 6)]
)
def test_lists_ask_as_often_for_three_as_for_one(
    name: str, queries: int, case: UseCase, django_assert_num_queries: Any
) -> None:
    handed_in(case)
    program = client(auditor())
    program.get(address(name))
    with django_assert_num_queries(queries):
        assert count(program, name) == 1
    for _ in range(2):
        handed_in(use_case_at(Stage.ASSESSING))
    program.get(address(name))
    with django_assert_num_queries(queries):
        assert count(program, name) == 3


def test_a_bank_and_a_conflicted_officer_find_nothing(case: UseCase) -> None:
    row = handed_in(case)
    conflicted(case, officer("second"))
    for person in (signatory(), officer("second")):
        program = client(person)
        assert [count(program, name) for name in ("assignments", "assessments")] == [0, 0]
        assert program.get(address("assessments", row.pk)).status_code == 404
    declared(case)
