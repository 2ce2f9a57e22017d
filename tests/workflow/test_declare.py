"""Interests: declared, found, lifted; never taken back by oneself."""

from typing import Any

import pytest

from tests.factories.assessments import assigned, conflicted, declared, user_of
from tests.factories.institutions import bank_b, make_institution, make_partner
from tests.factories.phases import make_authority, open_phase
from tests.factories.usecases import use_case_at
from tests.people import administrator, approver, assessor, auditor, officer, signatory
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, WRONG_STAGE, refused
from usecases.models.interests import Interest
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.rules.visibility import use_cases_for
from usecases.vocabulary.stages import Stage
from usecases.workflow.declare import declare, find_conflict, lift

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> UseCase:
    return use_case_at(Stage.SCREENING)


def said(case: UseCase) -> list[tuple[str, bool]]:
    return [
        (each.standing, each.ended_at is None) for each in case.interests.order_by("recorded_at")
    ]


def test_declaring_none_opens_the_case_and_a_later_conflict_closes_it(case: UseCase) -> None:
    assigned(case)
    assert use_cases_for(assessor()).count() == 0
    declared(case)
    assert [*use_cases_for(assessor())] == [case]
    conflicted(case, assessor(), "My brother works there.")
    assert use_cases_for(assessor()).count() == 0
    assert said(case) == [("none", False), ("conflict", True)]
    last = Interest.objects.get(ended_at=None)
    assert (last.why, last.declared_by) == ("My brother works there.", assessor().user)
    assert Change.objects.filter(kind="interest", use_case=case).count() == 3


def test_saying_the_same_again_writes_nothing(case: UseCase) -> None:
    assigned(case)
    declared(case)
    assert declared(case) == []
    assert Interest.objects.count() == 1


def test_one_s_own_conflict_stays(case: UseCase) -> None:
    words: dict[str, Any] = {"phase": case.phase, "by": officer()}
    declare(conflicts=[case.institution], **words)
    assert refused(declare, free=[case.institution], **words) == [("", "conflict")]
    assert refused(declare, free=[case], **words) == NOT_FOUND
    (row,) = Interest.objects.all()
    assert refused(lift, row, by=officer(), reason="x") == NOT_ALLOWED


def test_a_conflict_in_a_party_outweighs_what_is_said_of_its_cases(case: UseCase) -> None:
    assigned(case)
    words: dict[str, Any] = {"phase": case.phase, "by": assessor()}
    made = declare(conflicts=[case.institution], free=[case], **words)
    assert [each.standing for each in made] == ["conflict"]
    assert use_cases_for(assessor()).count() == 0


def test_a_partner_closes_every_case_it_is_on() -> None:
    partner = make_partner("Cloud Co")
    theirs = use_case_at(Stage.SCREENING, partners=[partner])
    other = use_case_at(Stage.SCREENING)
    declare(theirs.phase, conflicts=[partner], by=officer())
    assert [*use_cases_for(officer())] == [other]


def test_of_another_phase_nothing_is_said(case: UseCase) -> None:
    other = open_phase("GS9")
    assert refused(declare, other, conflicts=[case], by=officer()) == [("phase", "phase")]
    declare(other, conflicts=[case.institution], by=officer())
    assert use_cases_for(officer()).count() == 1


@pytest.mark.parametrize("person", [administrator, auditor, signatory])
def test_others_declare_nothing(person: object, case: UseCase) -> None:
    assert refused(declare, case.phase, conflicts=[bank_b()], by=person()) == NOT_ALLOWED  # type: ignore[operator]  # one of the three


def test_nothing_and_both_are_refused(case: UseCase) -> None:
    words = {"by": officer()}
    assert refused(declare, case.phase, **words) == [("", "nothing")]
    both = {"conflicts": [bank_b()], "free": [bank_b()]}
    assert refused(declare, case.phase, **both, **words) == [("", "both")]


def test_what_is_not_assigned_is_not_there(case: UseCase) -> None:
    assert refused(declare, case.phase, conflicts=[case], by=assessor()) == NOT_FOUND


def test_a_conflict_is_found_and_lifted_by_others(case: UseCase) -> None:
    assigned(case)
    declared(case)
    row = find_conflict(user_of(assessor()), case.phase, case, by=officer(), why="A press release.")
    assert (row.declared_by, use_cases_for(assessor()).count()) == (officer().user, 0)
    again = refused(
        find_conflict, user_of(assessor()), case.phase, case, by=officer(), why="Again."
    )
    assert again == [("", "declared")]
    assert refused(lift, row, by=officer(), reason="x") == NOT_ALLOWED
    assert refused(lift, row, by=approver(), reason=" ") == [("reason", "required")]
    lift(row, by=approver(), reason="Another person of that name.")
    assert refused(lift, row, by=approver(), reason="x") == WRONG_STAGE
    assert use_cases_for(assessor()).count() == 0  # to be declared anew
    declared(case)
    assert use_cases_for(assessor()).count() == 1


def test_a_finding_says_why_and_is_of_somebody_else(case: UseCase) -> None:
    words: dict[str, Any] = {"phase": case.phase, "about": case, "by": officer()}
    person = user_of(assessor())
    assert refused(find_conflict, person, why=" ", **words) == [("why", "required")]
    assert refused(find_conflict, user_of(officer()), why="x", **words) == [("person", "oneself")]
    words["by"] = auditor()
    assert refused(find_conflict, person, why="x", **words) == NOT_ALLOWED


def test_whoever_answers_for_another_authority_closes_nothing(case: UseCase) -> None:
    sfc = make_authority("SFC")
    gamma = make_institution("Gamma", authority=sfc)
    person = user_of(approver())
    words: dict[str, Any] = {"phase": case.phase, "by": officer(authority=sfc), "why": "x"}
    assert refused(find_conflict, person, about=case, **words) == NOT_FOUND
    assert refused(find_conflict, person, about=case.institution, **words) == NOT_ALLOWED
    find_conflict(person, about=gamma, **words)


def test_what_one_may_not_see_is_not_lifted(case: UseCase) -> None:
    (row,) = conflicted(case, officer())
    conflicted(case, approver())
    assert refused(lift, row, by=approver(), reason="x") == NOT_FOUND
    assert lift(row, by=approver("second"), reason="An error.").ended_at is not None
