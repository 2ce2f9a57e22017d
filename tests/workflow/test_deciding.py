"""Before a decision: enough assessments, a place or a reason, the day, two people."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.factories.access import make_grant
from tests.factories.assessments import assigned, handed_in, make_criterion
from tests.factories.clarifications import answered, asked
from tests.factories.phases import open_phase
from tests.factories.reviews import confirmed_decision, proposed_decision, released_decision
from tests.factories.usecases import use_case_at
from tests.people import administrator, approver, assessor, officer, signatory
from tests.workflow.refusals import NOT_ALLOWED, refused
from usecases.models.access import RoleGrant
from usecases.models.person import Person, person_for
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.rules.deciding import against_proposing, grounds_for, words_of
from usecases.vocabulary.stages import Stage
from usecases.workflow import decide, edit, people, submit
from usecases.workflow.decide import drafted
from usecases.workflow.errors import Refused

pytestmark = pytest.mark.django_db

TOO_FEW = [("assessments", "too-few")]
BEYOND = [("text", "beyond-capacity")]
EARLY = [("announced_on", "before-announcement")]


def two_needed() -> UseCase:
    """Return a case of a phase that asks for two assessors, one of whom has assessed."""
    made = open_phase("TWO")
    make_criterion(made)
    case = use_case_at(Stage.ASSESSING, phase=made)
    edit.change(made, {"minimum_assessors": 2}, by=officer())
    handed_in(case)
    return UseCase.objects.get(pk=case.pk)


def said(case: UseCase, outcome: str = "accept") -> str:
    """Return what the pages say before anything is proposed."""
    ground = grounds_for([case], officer(), timezone.now())[case]
    return str(words_of(against_proposing(ground, officer(), outcome)))


def message(verb: Any, *args: Any, **words: Any) -> str:
    with pytest.raises(Refused) as caught:
        verb(*args, **words)
    return str(caught.value)


@pytest.mark.parametrize("outcome", ["accept", "waitlist", "decline"])
def test_too_few_assessments_are_too_few_to_propose(outcome: str) -> None:
    case = two_needed()
    text = "Too few assessments count: 1 of 2. Ask the assessors, or assign more."
    if outcome != "decline":
        assert refused(decide.propose, case, outcome=outcome, by=officer()) == TOO_FEW
        assert message(decide.propose, case, outcome=outcome, by=officer()) == text
    assert said(case, outcome) == text
    handed_in(case, assessor("second"))
    assert said(case, outcome) == ""
    assert proposed_decision(case, outcome).outcome == outcome


def test_what_is_declined_in_screening_needs_no_assessment() -> None:
    case = use_case_at(Stage.SCREENING, phase=open_phase("ONE", minimum_assessors=3))
    assert proposed_decision(case, "decline").outcome == "decline"


def test_an_assessment_lost_in_between_stops_confirmation_and_release() -> None:
    case = two_needed()
    handed_in(case, assessor("second"))
    decision = proposed_decision(case)
    edit.change(case.phase, {"minimum_assessors": 3}, by=officer())
    assert refused(decide.confirm, decision, by=approver()) == TOO_FEW
    edit.change(case.phase, {"minimum_assessors": 2}, by=officer())
    decide.confirm(decision, by=approver())
    edit.change(case.phase, {"minimum_assessors": 3}, by=officer())
    assert refused(decide.release, [decision], by=approver()) == TOO_FEW


def test_a_new_version_asks_first_whether_it_is_material() -> None:
    case = two_needed()
    handed_in(case, assessor("second"))
    asked(case)
    answered(case)
    fresh = UseCase.objects.get(pk=case.pk)
    answer = refused(decide.propose, fresh, outcome="accept", by=officer())
    assert answer == [("materiality", "required"), *TOO_FEW]
    assert said(fresh).startswith("Say first whether what the new submission changed is material.")


def full(capacity: int = 2) -> tuple[Phase, list[UseCase]]:
    """Return a phase with as many cases accepted as it has places, and three to be assessed."""
    phase = open_phase("FULL", capacity=capacity)
    for _number in range(capacity):
        use_case_at(Stage.ACCEPTED, phase=phase)
    return phase, [use_case_at(Stage.ASSESSING, phase=phase) for _number in range(3)]


def test_accepting_beyond_the_places_needs_a_reason() -> None:
    _phase, (case, *_others) = full()
    assert refused(decide.propose, case, outcome="accept", by=officer(), text=" ") == BEYOND
    assert message(decide.propose, case, outcome="accept", by=officer()) == (
        "Phase FULL has 2 places, and 2 are given or proposed. "
        "Say in the text why one more is to be accepted."
    )
    assert proposed_decision(case, "waitlist").outcome == "waitlist"
    decide.refuse(case.decisions.get(), by=officer(), reason="Changed my mind.")
    released_decision(case, text="The host gave one more place.")
    assert UseCase.objects.get(pk=case.pk).stage == "accepted"


def test_proposals_count_and_what_left_does_not() -> None:
    phase = open_phase("FULL", capacity=2)
    gone = use_case_at(Stage.ACCEPTED, phase=phase)
    cases = [use_case_at(Stage.ASSESSING, phase=phase) for _number in range(3)]
    first = proposed_decision(cases[0])
    assert refused(decide.propose, cases[1], outcome="accept", by=officer()) == BEYOND
    submit.withdraw(gone, by=signatory(), reason="Plans.")
    second = proposed_decision(cases[1])
    assert refused(decide.propose, cases[2], outcome="accept", by=officer()) == BEYOND
    decide.refuse(first, by=approver(), reason="No.")
    third = proposed_decision(cases[2])
    decide.release([decide.confirm(d, by=approver()) for d in (second, third)], by=approver())


def test_the_order_of_confirming_does_not_matter() -> None:
    phase = open_phase("FULL", capacity=1)
    cases = [use_case_at(Stage.ASSESSING, phase=phase) for _number in range(2)]
    first, more = proposed_decision(cases[0]), proposed_decision(cases[1], text="One more.")
    decide.release([decide.confirm(more, by=approver())], by=approver())
    decide.release([decide.confirm(first, by=approver())], by=approver())
    assert set(UseCase.objects.values_list("stage", flat=True)) == {"accepted"}


def test_places_taken_away_in_between_ask_the_proposer_again() -> None:
    phase = open_phase("FULL", capacity=2)
    cases = [use_case_at(Stage.ASSESSING, phase=phase) for _number in range(2)]
    _first, second = (proposed_decision(case) for case in cases)
    edit.change(phase, {"capacity": 1}, by=officer())
    assert refused(decide.confirm, second, by=approver()) == BEYOND


def test_a_void_proposal_holds_no_place() -> None:
    phase = open_phase("FULL", capacity=1)
    stale, case = (use_case_at(Stage.ASSESSING, phase=phase) for _number in range(2))
    proposed_decision(stale)
    assert refused(decide.propose, case, outcome="accept", by=officer()) == BEYOND
    asked(stale)
    assert refused(decide.propose, case, outcome="accept", by=officer()) == BEYOND
    answered(stale)
    assert proposed_decision(case).outcome == "accept"


def test_the_places_are_asked_for_in_few_queries(django_assert_num_queries: Any) -> None:
    _phase, cases = full()
    by, now = officer(), timezone.now()
    for number, queries in ((1, 9), (3, 10)):  # one more where some are accepted: their targets
        with django_assert_num_queries(queries):
            grounds_for(cases[:number], by, now)


@pytest.mark.parametrize("outcome", ["accept", "waitlist", "decline"])
def test_nothing_is_released_before_the_announcement(freeze: Any, outcome: str) -> None:
    freeze("2026-03-01T12:00:00+08:00")
    phase = open_phase("DAY", announced_on=date(2026, 3, 10))
    decision = confirmed_decision(use_case_at(Stage.ASSESSING, phase=phase), outcome)
    freeze("2026-03-09T23:59:59+08:00")
    assert refused(decide.release, [decision], by=approver()) == EARLY
    assert message(decide.release, [decision], by=approver()) == (
        "Decisions of phase DAY are released from 10 March 2026 on. An officer or an "
        "administrator may change the announcement date on the page of the phase."
    )
    freeze("2026-03-10T00:00:00+08:00")
    assert decide.release([decision], by=approver())[0].released_at is not None


def test_one_too_early_holds_back_the_batch_and_the_date_may_be_changed() -> None:
    later = timezone.now().date() + timedelta(days=9)
    phase = open_phase("DAY", announced_on=later)
    held = confirmed_decision(use_case_at(Stage.ASSESSING, phase=phase))
    free = confirmed_decision(use_case_at(Stage.ASSESSING))
    assert refused(decide.release, [free, held], by=approver()) == EARLY
    edit.change(phase, {"announced_on": None}, by=administrator())
    assert len(decide.release([free, held], by=approver())) == 2


def test_what_is_declined_in_screening_is_told_at_once() -> None:
    later = timezone.now().date() + timedelta(days=9)
    case = use_case_at(Stage.SCREENING, phase=open_phase("DAY", announced_on=later))
    released_decision(case, "decline")
    assert UseCase.objects.get().stage == "declined"


def test_feedback_comes_from_the_criteria_and_is_the_proposers_to_edit() -> None:
    case = two_needed()
    handed_in(case, assessor("second"), 2)
    proposed = proposed_decision(case, "decline")
    assert proposed.feedback == "What the assessment found:\n- Innovation: Fair"
    decide.refuse(proposed, by=officer(), reason="Words.")
    own = proposed_decision(case, "decline", feedback="Come back with tests.")
    letter = decide.confirm(own, by=approver()).letter
    assert ("Come back with tests." in letter.body, "Innovation" in letter.body) == (True, False)
    decide.refuse(own, by=approver(), reason="Words.")
    assert proposed_decision(case, "accept").feedback == ""


def fresh(person: Person) -> Person:
    assert person.user is not None
    return person_for(person.user)


def test_a_role_granted_later_does_not_make_two_people_of_one() -> None:
    case = use_case_at(Stage.ASSESSING)
    decision = proposed_decision(case)
    user = officer().user
    assert user is not None
    people.grant(user, "approver", by=administrator(), reason="Promoted.")
    assert refused(decide.confirm, decision, by=fresh(officer())) == NOT_ALLOWED
    RoleGrant.objects.filter(user=user, role="officer").update(until=timezone.now())
    assert fresh(officer()).roles == {"approver"}
    assert refused(decide.confirm, decision, by=fresh(officer())) == NOT_ALLOWED
    text = "You proposed it: another person confirms it."
    assert message(decide.confirm, decision, by=fresh(officer())) == text
    assert decide.confirm(decision, by=approver()).confirmed_by == approver().user


def test_a_deputy_does_not_confirm_for_whom_they_stand_in() -> None:
    case = use_case_at(Stage.ASSESSING)
    decision = proposed_decision(case, by=approver())
    user = officer("second").user
    assert user is not None
    until = timezone.now() + timedelta(days=3)
    make_grant(user, "approver", None, deputy_for=approver().user, until=until)
    text = "You stand in for whoever proposed it: another person confirms it."
    assert message(decide.confirm, decision, by=fresh(officer("second"))) == text
    mine = proposed_decision(use_case_at(Stage.ASSESSING), by=officer("third"))
    assert decide.confirm(mine, by=fresh(officer("second"))).confirmed_by == user


def test_two_hats_are_one_head() -> None:
    """Somebody who is also a member of the bank confirms nothing by that."""
    case = use_case_at(Stage.ASSESSING)
    decision = proposed_decision(case)
    both = replace(officer(), membership=signatory().membership)
    assert refused(decide.confirm, decision, by=both) == NOT_ALLOWED


def test_refusals_say_what_to_do_instead() -> None:
    case = use_case_at(Stage.ASSESSING)
    decision = proposed_decision(case)
    by = approver()
    assert message(decide.release, [decision], by=by) == "Another person has to confirm it first."
    decide.confirm(decision, by=by)
    assert message(decide.confirm, decision, by=by) == "It is confirmed already."
    decide.refuse(decision, by=by, reason="No.")
    told = "It was refused or taken back: propose anew."
    assert message(decide.confirm, decision, by=by) == told
    assert message(decide.refuse, decision, by=by, reason="x") == told
    other = confirmed_decision(case)
    asked(case)
    assert message(decide.release, [other], by=by) == (
        "The use case no longer stands where such a decision is made."
    )


def test_whoever_still_owes_an_assessment_reads_none_in_the_feedback() -> None:
    case = two_needed()
    user = officer("both").user
    assert user is not None
    make_grant(user, "assessor", None)
    assigned(case, fresh(officer("both")))
    handed_in(case, assessor("second"))
    by = fresh(officer("both"))
    assert drafted(case, "decline", by=by).feedback == ""
    assert drafted(case, "decline", by=officer()).feedback != ""
