"""Reviews and decisions walked at random: nobody decides alone, on another text, or in conflict.

What must never be is said in plain Python over what the walk itself did, not by the rules.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from hypothesis.strategies import sampled_from

from tests.factories import memory
from tests.factories.access import make_grant
from tests.factories.assessments import conflicted
from tests.factories.clarifications import answered, asked
from tests.factories.memory import once
from tests.factories.phases import phase
from tests.factories.usecases import use_case_at
from tests.factories.words import category, reason
from tests.people import administrator, approver, assessor, officer, signatory
from usecases.models.access import RoleGrant
from usecases.models.letters import DecisionLetter
from usecases.models.person import Person, person_for
from usecases.models.reviews import Decision
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.rules.visibility import decisions_for, submissions_for, use_cases_for
from usecases.rules.visibility_reviews import letters_for
from usecases.vocabulary.stages import Stage
from usecases.workflow import clarify, decide, intervene, submit
from usecases.workflow.errors import Refused

WHO = ("officer", "officer2", "approver", "approver2", "assessor")
CASES = (0, 1)
whom, case_of = sampled_from(WHO), sampled_from(CASES)
outcomes = sampled_from(["accept", "waitlist", "decline"])
_UNDER_WAY = {Stage.SCREENING, Stage.ASSESSING, Stage.WAITLISTED}


@dataclass
class Told:
    """What the walk knows of one decision: who did what, about how manyeth version."""

    case: int
    version: int
    proposed: str
    confirmed: set[str] = field(default_factory=set)


def staff() -> dict[str, Person]:
    """Make the people of the walk."""
    made = {
        "officer": officer(),
        "officer2": officer("officer2"),
        "approver": approver(),
        "approver2": approver("approver2"),
        "assessor": assessor(),
    }
    for each in (administrator(), signatory()):
        assert each.user is not None
    return made


class Fairness(RuleBasedStateMachine):
    """Two cases under assessment, five of the staff, and everything that can change in between."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.staff = once("staff", staff)
        self.cases = [use_case_at(Stage.ASSESSING) for _case in CASES]
        self.versions = [1, 1]
        self.told: dict[Any, Told] = {}
        self.conflicts: set[tuple[str, int]] = set()
        self.deputies: dict[str, set[str]] = {name: set() for name in WHO}

    def teardown(self) -> None:
        """Undo the walk."""
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def by(self, who: str) -> Person:
        """Return a person with the roles of this moment."""
        user = self.staff[who].user
        assert user is not None
        return person_for(user)

    def attempt(self, verb: Callable[..., Any], *args: Any, **words: Any) -> Any:
        """Perform a verb, or take its no."""
        try:
            return verb(*args, **words)
        except Refused:
            return None

    def decision(self, number: int) -> Decision | None:
        """Return the newest decision about a case."""
        rows = Decision.objects.filter(use_case=self.cases[number])
        return rows.order_by("-recorded_at").first()

    @rule(number=case_of, who=whom, outcome=outcomes)
    def propose(self, number: int, who: str, outcome: str) -> None:
        """Anybody proposes."""
        words = {"outcome": outcome, "by": self.by(who), "reason": reason()}
        found = self.attempt(decide.propose, self.cases[number], **words)
        if found is not None:
            self.told[found.pk] = Told(number, self.versions[number], who)

    @rule(number=case_of, who=whom)
    def confirm(self, number: int, who: str) -> None:
        """Anybody confirms the newest."""
        found = self.decision(number)
        if found and self.attempt(decide.confirm, found, by=self.by(who)):
            told = self.told[found.pk]
            told.confirmed = {who}
            rights = RoleGrant.objects.filter(user=self.staff[who].user, role="approver")
            in_force = [
                each for each in rights if each.until is None or each.until > timezone.now()
            ]
            assert [each for each in in_force if each.deputy_for_id != found.proposed_by_id]
            assert told.version == self.versions[number]
            assert (who, number) not in self.conflicts

    @rule(number=case_of, who=whom)
    def refuse(self, number: int, who: str) -> None:
        """Anybody refuses the newest."""
        if found := self.decision(number):
            self.attempt(decide.refuse, found, by=self.by(who), reason="no")

    @rule(number=case_of, who=whom)
    def release(self, number: int, who: str) -> None:
        """Anybody releases the newest: it is about the version in force, and is sent as held."""
        found = self.decision(number)
        held = DecisionLetter.objects.filter(decision=found).first()
        if found and self.attempt(decide.release, [found], by=self.by(who)):
            sent = DecisionLetter.objects.get(decision=found)
            assert held is not None
            assert (sent.subject, sent.body) == (held.subject, held.body)
            assert self.told[found.pk].version == self.versions[number]

    @rule(number=case_of, answers=sampled_from([True, False]))
    def ask(self, number: int, answers: bool) -> None:
        """The officer asks; the bank answers with another version, or nobody waits for it."""
        case = UseCase.objects.get(pk=self.cases[number].pk)
        if (
            case.stage not in _UNDER_WAY - {Stage.WAITLISTED}
            or ("officer", number) in self.conflicts
        ):
            return
        if self.attempt(asked, case, by=self.by("officer")) is None:
            return
        if answers:
            answered(case)
            self.versions[number] += 1
        else:
            self.attempt(clarify.proceed, case, by=self.by("officer"), reason="no need")

    @rule(number=case_of)
    def withdraw_and_reopen(self, number: int) -> None:
        """The bank withdraws; an approver takes it up again."""
        if self.attempt(submit.withdraw, self.cases[number], by=signatory(), reason="plans"):
            self.attempt(intervene.reopen, self.cases[number], by=self.by("approver2"), reason="x")

    @rule(number=case_of, who=sampled_from(["officer2", "approver", "assessor"]))
    def conflict(self, number: int, who: str) -> None:
        """Somebody declares a conflict."""
        if self.attempt(conflicted, self.cases[number], self.by(who)):
            self.conflicts.add((who, number))

    @rule(who=whom, role=sampled_from(["officer", "approver"]))
    def grant(self, who: str, role: str) -> None:
        """Somebody is given another role."""
        user = self.staff[who].user
        assert user is not None
        if not user.grants.filter(role=role, until=None, deputy_for=None).exists():
            make_grant(user, role, None)

    @rule(who=sampled_from(["officer2", "assessor"]), whom=sampled_from(["approver", "officer"]))
    def deputise(self, who: str, whom: str) -> None:
        """Somebody stands in for another as approver."""
        user, other = self.staff[who].user, self.staff[whom].user
        assert user is not None
        assert other is not None
        if whom not in self.deputies[who]:
            until = timezone.now() + timedelta(days=9)
            make_grant(user, "approver", None, deputy_for=other, until=until)
            self.deputies[who].add(whom)

    @rule(who=whom)
    def end(self, who: str) -> None:
        """The roles somebody was given on the way end."""
        grants = RoleGrant.objects.filter(user=self.staff[who].user, until=None)
        later = [each.pk for each in grants.order_by("recorded_at")[1:]]
        RoleGrant.objects.filter(pk__in=later).update(until=timezone.now())

    @invariant()
    def two_people_decide(self) -> None:
        """Nobody proposes and confirms, whatever roles they held when."""
        for found in Decision.objects.filter(confirmed_at__isnull=False):
            told = self.told[found.pk]
            assert found.proposed_by_id != found.confirmed_by_id
            assert told.confirmed
            assert told.proposed not in told.confirmed

    @invariant()
    def no_decision_stands_on_another_text(self) -> None:
        """What was released was about the version in force then; what is held, about today's."""
        for letter in DecisionLetter.objects.filter(dropped_at=None, released_at=None):
            told = self.told[letter.decision_id]
            assert told.version == self.versions[told.case]
        for number, case in enumerate(self.cases):
            assert Submission.objects.filter(use_case=case).count() == self.versions[number]

    @invariant()
    def who_has_a_conflict_reads_nothing(self) -> None:
        """No case, version, decision or letter of a conflict is there for that person."""
        for who, number in self.conflicts:
            person, key = self.by(who), self.cases[number].pk
            assert not use_cases_for(person).filter(pk=key).exists()
            for visible in (submissions_for, decisions_for, letters_for):
                assert not visible(person).filter(use_case=key).exists()


@pytest.fixture
def _everybody_there(db: None) -> Iterator[None]:
    once("staff", staff)
    for make in (phase, category, reason):
        make()
    yield
    memory.forget()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("_everybody_there")
def test_no_path_is_unfair() -> None:
    run_state_machine_as_test(
        Fairness,
        settings=settings(
            max_examples=6, stateful_step_count=25, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("_everybody_there")
def test_the_walk_can_reach_a_release_and_a_void_decision() -> None:
    walk = Fairness()
    try:
        walk.propose(number=0, who="officer", outcome="accept")
        walk.confirm(number=0, who="approver")
        walk.release(number=0, who="approver2")
        walk.propose(number=1, who="officer2", outcome="decline")
        walk.confirm(number=1, who="approver")
        walk.ask(number=1, answers=True)
        walk.release(number=1, who="approver")
        walk.conflict(number=1, who="approver")
        for each in (walk.two_people_decide, walk.no_decision_stands_on_another_text,
                     walk.who_has_a_conflict_reads_nothing):  # fmt: skip
            each()
        stages = [UseCase.objects.get(pk=case.pk).stage for case in walk.cases]
    finally:
        walk.teardown()
    assert (stages, walk.versions, walk.conflicts) == (
        ["accepted", "assessing"],
        [1, 2],
        {("approver", 1)},
    )
