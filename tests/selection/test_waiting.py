"""What waits: the number is the count of the list, and only what is this person's to do."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.assessments import conflicted, handed_in, make_criterion
from tests.factories.clarifications import answered, asked
from tests.factories.phases import make_authority, open_phase
from tests.factories.publications import proposed_publication
from tests.factories.reviews import confirmed_decision, proposed_decision
from tests.factories.trials import planned_trial
from tests.factories.usecases import recorded_case, use_case_at
from tests.people import administrator, approver, assessor, auditor, officer, signatory
from usecases.admin.decision_acts import state_of
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.deciding import against_proposing, grounds_for
from usecases.selection.errors import BadParameters
from usecases.selection.waiting import ROWS, WAITING, counts, narrow, open_to, select
from usecases.vocabulary.stages import Stage
from usecases.workflow import materiality
from usecases.workflow.edit import change
from usecases.workflow.submit import withdraw

pytestmark = pytest.mark.django_db


def given_to(case: UseCase, person: Person) -> UseCase:
    return change(case, {"case_officer": person.user}, by=officer(), reason="It is theirs.")


def found(person: Person) -> dict[str, int]:
    """Return what waits on somebody, leaving out what does not."""
    numbers = counts(person)
    assert dict(numbers) == {name: select(person, name).count() for name in numbers}
    return {name: number for name, number in numbers.items() if number}


def test_each_stage_waits_on_the_officer() -> None:
    for stage in (Stage.SUBMITTED, Stage.SCREENING, Stage.ASSESSING, Stage.ACCEPTED):
        use_case_at(stage)
    each = dict.fromkeys(["to-screen", "to-assess", "to-propose", "to-start"], 1)
    assert found(officer()) == {**each, "without-officer": 4}


def test_a_case_of_a_colleague_waits_on_the_colleague() -> None:
    given_to(use_case_at(Stage.SUBMITTED), officer("second"))
    assert (found(officer()), found(officer("second"))) == ({}, {"to-screen": 1})


def test_a_proposed_decision_waits_on_another_person() -> None:
    decision = proposed_decision(use_case_at(Stage.ASSESSING))
    assert (found(approver()), found(officer())) == ({"to-confirm": 1}, {"without-officer": 1})
    assert list(select(approver(), "to-confirm")) == [decision]


def test_nobody_confirms_what_is_their_own() -> None:
    proposed_decision(use_case_at(Stage.ASSESSING), by=approver())
    assert (found(approver()), found(approver("second"))) == ({}, {"to-confirm": 1})


def test_a_confirmed_decision_waits_for_its_release() -> None:
    confirmed_decision(use_case_at(Stage.ASSESSING))
    assert found(approver()) == {"to-release": 1}


@pytest.mark.parametrize(("days", "waits"), [(1, {}), (0, {"to-release": 1})])
def test_a_decision_waits_to_be_released_from_the_announcement_on(
    days: int, waits: dict[str, int]
) -> None:
    today = timezone.now().astimezone(ZoneInfo("Asia/Hong_Kong")).date()
    phase = open_phase(announced_on=today + timedelta(days=days))
    confirmed_decision(use_case_at(Stage.ASSESSING, phase=phase))
    assert found(approver()) == waits


def test_a_void_decision_waits_on_nobody_and_another_waits_to_be_proposed() -> None:
    withdrawn, changed = use_case_at(Stage.ASSESSING), use_case_at(Stage.ASSESSING)
    decisions = [proposed_decision(withdrawn), confirmed_decision(changed)]
    both = dict.fromkeys(["to-confirm", "to-release"], 1)
    assert (found(approver()), found(officer())) == (both, {"without-officer": 2})
    withdraw(withdrawn, by=signatory(withdrawn.institution), reason="Our plans changed.")
    asked(changed)
    answered(changed)
    assert [state_of(each) for each in decisions] == ["void", "void"]
    assert found(approver()) == {"to-propose": 1}
    mine = dict.fromkeys(["to-propose", "change-to-judge", "without-officer"], 1)
    assert found(officer()) == mine


def test_a_decision_waits_to_be_proposed_once_enough_is_assessed() -> None:
    """The same cases as the verb lets through, whatever stands in the way of the others."""
    phase = open_phase()
    make_criterion(phase)
    unread, read, clashing, changed, said = (
        use_case_at(Stage.ASSESSING, phase=phase) for _each in range(5)
    )
    for case in (read, clashing, changed, said):
        handed_in(case)
    conflicted(clashing, assessor())
    for case in (changed, said):
        asked(case)
        answered(case)
    change(phase, {"minimum_assessors": 1}, by=administrator(), reason="One is enough.")
    materiality.say(said, material=False, by=officer(), reason="A typing error.")
    rows = list(UseCase.objects.select_related("phase__programme"))
    grounds = grounds_for(rows, officer(), timezone.now())
    free = {row for row in rows if not against_proposing(grounds[row], officer(), "accept")}
    assert set(select(officer(), "to-propose")) == free == {read, said}
    assert unread not in free


def test_a_recorded_case_waits_to_be_looked_over() -> None:
    recorded_case(Stage.COMPLETED)
    assert (found(approver()), found(officer())) == ({"to-look-over": 1}, {})


def test_a_publication_waits_on_another_person() -> None:
    proposed_publication(open_phase())
    assert (found(approver()), found(officer())) == ({"to-publish": 1}, {})


def test_a_decision_is_late_after_the_target_from_submission_or_closing() -> None:
    rolling = open_phase("LATE", closes_at=None)
    change(rolling.programme, {"target_days": 30}, by=administrator())
    now = timezone.now()
    for days in (31, 29):
        use_case_at(Stage.SUBMITTED, phase=rolling, at=now - timedelta(days=days))
    assert found(auditor()) == {"late-decision": 1}
    shut = open_phase("SHUT", closes_at=now - timedelta(days=10))
    use_case_at(Stage.SUBMITTED, phase=shut, at=now - timedelta(days=40))
    assert found(auditor()) == {"late-decision": 1}


def test_a_trial_is_late_to_start_and_to_end() -> None:
    today = timezone.now().date()
    past, later = today - timedelta(days=9), today + timedelta(days=9)
    planned_trial(use_case_at(Stage.ACCEPTED), planned_from=past, planned_to=later)
    planned_trial(use_case_at(Stage.ACCEPTED), planned_from=later, planned_to=later)
    assert found(auditor()) == {"late-start": 1}


def test_of_another_authority_nothing_waits() -> None:
    use_case_at(Stage.SUBMITTED)
    recorded_case(Stage.COMPLETED)
    proposed_decision(use_case_at(Stage.ASSESSING))
    confirmed_decision(use_case_at(Stage.ASSESSING))
    elsewhere = make_authority("SFC")
    assert found(officer("far-officer", authority=elsewhere)) == {}
    assert found(approver("far-approver", authority=elsewhere)) == {}


def test_what_waits_on_whom() -> None:
    def names(person: Person) -> list[str]:
        return [each.name for each in open_to(person)]

    late = ["late-deliverable", "late-decision", "late-start", "late-end"]
    assert names(auditor()) == ["answer-overdue", "assessments-overdue", *late]
    assert names(administrator()) == []
    assert names(signatory()) == ["answer-overdue", *late]  # of its own; a portal asks nothing here


@pytest.mark.parametrize("name", ["nothing", "to-confirm", "to-look-over", ""])
def test_a_name_that_is_not_ones_own_is_refused(name: str) -> None:
    with pytest.raises(BadParameters):
        narrow(ROWS["use-cases"](officer()), "use-cases", name, officer())


def test_counting_asks_as_often_for_many_as_for_none() -> None:
    for person, number in ((officer(), 5), (approver(), 6), (administrator(), 0)):
        with CaptureQueriesContext(connection) as captured:
            counts(person)
        assert len(captured) == number
    use_case_at(Stage.SUBMITTED), proposed_decision(use_case_at(Stage.ASSESSING))
    with CaptureQueriesContext(connection) as captured:
        counts(approver())
    assert len(captured) == 6


def test_every_name_says_its_list() -> None:
    assert {each.subject for each in WAITING.values()} == set(ROWS)
    assert [each.params for each in WAITING.values()] == [{"waiting": name} for name in WAITING]
