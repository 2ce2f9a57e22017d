"""Assignments: to whom, of what, and how they are taken back."""

from datetime import date

import pytest
from django.utils import timezone

from tests.factories.access import make_grant, make_member
from tests.factories.assessments import assigned, conflicted, user_of
from tests.factories.phases import make_authority
from tests.factories.usecases import use_case_at
from tests.people import administrator, approver, assessor, auditor, officer, signatory
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, WRONG_STAGE, refused
from usecases.audit import writing
from usecases.models.messages import Message
from usecases.models.usecases import UseCase
from usecases.rules.assignable import assessors_for
from usecases.vocabulary.stages import Stage
from usecases.workflow import edit
from usecases.workflow.assign import assign, unassign

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> UseCase:
    return use_case_at(Stage.SUBMITTED)


def test_an_officer_assigns_and_a_mail_names_no_case(case: UseCase) -> None:
    row = assigned(case, due_on=date(2099, 1, 2))
    assert (row.assessor, row.assigned_by, row.due_on) == (
        assessor().user, officer().user, date(2099, 1, 2),
    )  # fmt: skip
    (mail,) = Message.objects.filter(letter="assigned")
    assert (mail.recipient, mail.channel, mail.use_case) == (assessor().user, "mail", None)
    text = mail.subject + mail.body
    assert [word in text for word in (case.reference, case.title, "Alpha", "GS1", "2 January")] == [
        False, False, False, True, True,
    ]  # fmt: skip


def test_one_mail_tells_of_all_that_is_assigned_at_once(case: UseCase) -> None:
    other, person = use_case_at(Stage.SUBMITTED), assessor()
    with writing(by=officer()):
        assigned(case, person)
        assigned(other, person)
    assert Message.objects.filter(letter="assigned").count() == 1


def test_a_second_time_and_a_day_past_are_refused(case: UseCase) -> None:
    assigned(case)
    words = {"assessor": user_of(assessor()), "by": officer()}
    assert refused(assign, case, **words) == [("assessor", "assigned")]
    words["assessor"] = user_of(assessor("second"))
    assert refused(assign, case, due_on=date(2020, 1, 1), **words) == [("due_on", "past")]


def test_only_who_assesses_for_the_authority_is_asked(case: UseCase) -> None:
    elsewhere = assessor(authority=make_authority("SFC"))
    for person in (elsewhere, approver(), officer()):
        fault = refused(assign, case, user_of(person), by=officer())
        assert fault == [("assessor", "no-role")]
    assert refused(assign, case, user_of(signatory()), by=officer()) == NOT_FOUND


def test_a_disabled_person_is_not_asked(case: UseCase) -> None:
    edit.change(user_of(assessor()), {"is_active": False}, by=administrator())
    fault = refused(assign, case, user_of(assessor()), by=officer())
    assert fault == [("assessor", "no-role")]


def test_whoever_has_a_conflict_or_acts_for_the_bank_is_not_asked(case: UseCase) -> None:
    make_grant(user_of(officer("second")), "assessor")
    conflicted(case, officer("second"))
    fault = refused(assign, case, user_of(officer("second")), by=officer())
    assert fault == [("assessor", "conflict")]
    make_member(user_of(assessor()), case.institution, "viewer")
    fault = refused(assign, case, user_of(assessor()), by=officer())
    assert fault == [("assessor", "party")]


@pytest.mark.parametrize("person", [approver, assessor, auditor])
def test_others_assign_nobody(person: object, case: UseCase) -> None:
    expected = NOT_FOUND if person is assessor else NOT_ALLOWED
    by = person()  # type: ignore[operator]  # one of the three
    assert refused(assign, case, user_of(assessor("second")), by=by) == expected


def test_a_decided_case_is_assigned_to_nobody() -> None:
    case = use_case_at(Stage.DECLINED)
    assert refused(assign, case, user_of(assessor()), by=officer()) == WRONG_STAGE


def test_it_is_taken_back_with_a_reason_and_given_anew(case: UseCase) -> None:
    row = assigned(case)
    assert refused(unassign, row, by=officer(), reason="") == [("reason", "required")]
    assert refused(unassign, row, by=assessor(), reason="x") == NOT_FOUND
    assert refused(unassign, row, by=approver(), reason="x") == NOT_ALLOWED
    assert unassign(row, by=officer(), reason="On leave.").ended_at is not None
    assert refused(unassign, row, by=officer(), reason="x") == WRONG_STAGE
    assert assigned(case).pk != row.pk


def test_the_load_counts_what_is_owed_and_seen(case: UseCase) -> None:
    assigned(case)
    assigned(use_case_at(Stage.ASSESSING))
    assigned(use_case_at(Stage.ASSESSING), assessor("second"))
    conflicted(case, officer("third"))
    now = timezone.now()
    loads = [
        [(each.name, vars(each)["load"]) for each in assessors_for(person, now)]
        for person in (officer(), officer("third"))
    ]
    names = [assessor().user, assessor("second").user]
    assert [[load for _name, load in each] for each in loads] == [[2, 1], [1, 1]]
    assert [name for name, _load in loads[0]] == [each.name for each in names if each]
