"""What waits in a review: on the bank, on an officer, on assessors; each number a list."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.conftest import Freeze
from tests.factories.assessments import assigned, conflicted, declared, drafted
from tests.factories.clarifications import answered, asked
from tests.factories.usecases import use_case_at
from tests.people import approver, assessor, auditor, officer
from tests.selection.test_waiting import found
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.selection.deadlines import Deadline, deadlines
from usecases.selection.waiting import select
from usecases.vocabulary.stages import Stage
from usecases.workflow.judge import hand_in
from usecases.workflow.materiality import say

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


def waits(person: Person, *names: str) -> dict[str, int]:
    return {name: number for name, number in found(person).items() if name in names}


def due(person: Person, kind: str) -> list[tuple[str, date, bool]]:
    def name(row: Deadline) -> tuple[str, date, bool]:
        return UseCase.objects.get(pk=row.record).reference, row.day, row.late

    year = (date(2026, 1, 1), date(2026, 12, 31))
    return [name(r) for r in deadlines(person, *year, NOW + timedelta(days=20)) if r.kind == kind]


def test_a_question_waits_for_the_bank_until_its_day(freeze: Freeze) -> None:
    freeze(NOW)
    case = use_case_at(Stage.SCREENING)
    asked(case, "Which data?", "Which model?")
    names = ("asked", "answer-overdue")
    assert (waits(officer(), *names), waits(auditor(), *names)) == ({"asked": 1}, {})
    freeze(NOW + timedelta(days=11))
    late = {"answer-overdue": 1}
    assert (waits(officer(), *names), waits(auditor(), *names)) == (late, late)
    assert due(officer(), "answer-due") == [(case.reference, date(2026, 3, 12), True)]
    answered(case)
    assert (waits(officer(), *names), due(officer(), "answer-due")) == ({}, [])


def test_a_changed_submission_waits_for_a_word_on_the_change() -> None:
    case, screened = use_case_at(Stage.ASSESSING), use_case_at(Stage.SCREENING)
    for each in (case, screened):  # the one that nobody assessed needs no word
        asked(each)
        answered(each)
    assert list(select(officer(), "change-to-judge")) == [case]
    say(case, material=False, by=officer(), reason="A typing error.")
    assert waits(officer(), "change-to-judge") == {}


def test_assessments_are_missing_then_overdue_then_there(freeze: Freeze) -> None:
    freeze(NOW)
    case = use_case_at(Stage.ASSESSING)
    assigned(case, due_on=date(2026, 3, 10))
    declared(case)
    use_case_at(Stage.ASSESSING)  # nobody was asked
    names = ("assessments-missing", "assessments-overdue")
    assert waits(officer(), *names) == {"assessments-missing": 1}
    freeze(NOW + timedelta(days=20))
    late = {"assessments-overdue": 1}
    assert (waits(officer(), *names), waits(auditor(), *names)) == (late, late)
    told = [(case.reference, date(2026, 3, 10), True)]
    assert (due(officer(), "assessment-due"), due(assessor(), "assessment-due")) == (told, told)
    assert due(assessor("other"), "assessment-due") == []
    drafted(case)
    hand_in(case, by=assessor())
    assert (waits(officer(), *names), due(officer(), "assessment-due")) == ({}, [])


def test_what_a_conflict_closes_waits_on_nobody_who_has_it() -> None:
    case = use_case_at(Stage.SCREENING)
    asked(case)
    conflicted(case, officer("second"))
    assert waits(officer(), "asked") == {"asked": 1}
    assert waits(officer("second"), "asked") == {}
    assert waits(approver(), "answer-overdue") == {}
