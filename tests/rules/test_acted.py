"""Whoever acted for a bank, and whoever stands in for a proposer, is no second person."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.factories.access import make_grant
from tests.factories.reviews import proposed_decision
from tests.factories.usecases import use_case_at
from tests.people import approver, officer, staff
from usecases.admin.bulk_cases import CASE_ACTS
from usecases.admin.bulk_decisions import DECISION_ACTS
from usecases.models.person import Person, person_for
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.rules.acted import acted_for_bank, leaves_to_others, proposed_by_others
from usecases.selection.waiting import select
from usecases.vocabulary.actions import Action
from usecases.vocabulary.roles import Role
from usecases.vocabulary.stages import Stage
from usecases.workflow import assess, on_behalf

pytestmark = pytest.mark.django_db


def handed_in_by(person: Person) -> UseCase:
    case = use_case_at(Stage.DRAFT)
    letter = SimpleUploadedFile("letter.txt", b"Please act for us.")
    on_behalf.submit(case, letter=letter, by=person, reason="Asked.")
    assess.screen(case, by=officer("second"))
    assess.assess(case, by=officer("second"))
    return UseCase.objects.get(pk=case.pk)


def deputy_of(person: Person) -> Person:
    deputy = staff(Role.AUDITOR, "deputy")
    assert deputy.user is not None
    until = timezone.now() + timedelta(days=9)
    make_grant(deputy.user, Role.APPROVER, deputy_for=person.user, until=until)
    return person_for(deputy.user)


def test_who_acted_for_the_bank_leaves_the_decision_to_others() -> None:
    mine, other = handed_in_by(officer()), use_case_at(Stage.ASSESSING)
    cases = UseCase.objects.all()
    assert acted_for_bank(officer(), cases) == {mine.pk}
    assert acted_for_bank(officer("second"), cases) == set()
    assert set(cases.filter(leaves_to_others(officer()))) == {other}
    assert set(select(officer(), "to-propose")) == {other}
    assert set(select(officer("second"), "to-propose")) == {mine, other}


def test_a_preview_says_so() -> None:
    mine, other = handed_in_by(officer()), use_case_at(Stage.ASSESSING)
    (act,) = [each for each in CASE_ACTS if each.name == "propose-accept"]
    told = {each.row: str(each.why_not) for each in act.outlook([mine, other], officer())}
    assert told == {
        mine: "You have acted for the bank on this use case: leave its decision to others.",
        other: "",
    }


def test_a_deputy_confirms_nothing_of_the_one_stood_in_for() -> None:
    own = proposed_decision(use_case_at(Stage.ASSESSING), by=approver())
    other = proposed_decision(use_case_at(Stage.ASSESSING))
    deputy = deputy_of(approver())
    rows = Decision.objects.filter(proposed_by_others(deputy, Action.CONFIRM))
    assert (set(rows), set(select(deputy, "to-confirm"))) == ({other}, {other})
    (act,) = [each for each in DECISION_ACTS if each.name == "confirm"]
    told = {each.row: bool(each.why_not) for each in act.outlook([own, other], deputy)}
    assert told == {own: True, other: False}
