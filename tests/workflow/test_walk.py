"""Random people walk use cases through their life; a model of ten lines knows where each stands."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import sampled_from

from tests.factories import memory
from tests.factories.memory import once
from tests.factories.outcomes import told_outcome
from tests.factories.phases import phase
from tests.factories.trials import planned_trial
from tests.factories.usecases import answers
from tests.factories.words import category, reason
from tests.workflow.walkers import APPROVERS, OFFICERS, WHO, everybody
from usecases.models.reviews import Decision
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.rules.visibility import use_cases_for
from usecases.workflow import decide, draft, moves
from usecases.workflow.errors import Refused

WITHDRAWABLE = (
    *("submitted", "screening", "assessing", "waitlisted", "accepted", "trialling", "suspended"),
)
ANYWHERE = (*WITHDRAWABLE, "completed", "declined", "lapsed", "terminated", "withdrawn")
# verb: {from: to}, and who: the table of the domain once more, in the smallest form.
MOVES: dict[str, dict[str, str]] = {
    "submit": {"draft": "submitted"},
    "screen": {"submitted": "screening"},
    "assess": {"screening": "assessing"},
    "start": {"accepted": "trialling"},
    "complete": {"trialling": "completed"},
    "withdraw": dict.fromkeys(WITHDRAWABLE, "withdrawn"),
    "recall": {"submitted": "draft"},
    "lapse": dict.fromkeys(("waitlisted", "accepted"), "lapsed"),
    "suspend": dict.fromkeys(("trialling", "suspended"), "suspended"),
    "resume": {"suspended": "trialling"},
    "terminate": dict.fromkeys(("trialling", "suspended"), "terminated"),
    "reopen": {"declined": "screening", "withdrawn": "where it was"},
    "void": dict.fromkeys(ANYWHERE, "void"),
}
RELEASES: dict[str, dict[str, str]] = {
    "accept": {"assessing": "accepted", "waitlisted": "accepted"},
    "waitlist": {"assessing": "waitlisted"},
    "decline": dict.fromkeys(("screening", "assessing", "waitlisted"), "declined"),
}
ONWARD = ("submit", "screen", "assess", "start", "complete")
NEXT = {origin: verb for verb in ONWARD for origin in MOVES[verb]}
SIGNS, HEADS = {"submit", "withdraw", "recall"}, {"lapse", "terminate", "reopen", "void"}
PAUSES = {"suspend", "resume"}
anyone = sampled_from(WHO)
whose = sampled_from(["a", "b"])
likely = sampled_from(
    (
        *(*ONWARD, "start", "complete", "withdraw", "recall"),
        *("lapse", "terminate", "reopen", "void"),
        *("suspend", "suspend", "resume", "resume"),
    )
)
outcomes = sampled_from(["accept", "accept", "waitlist", "decline"])
ways = sampled_from(["accept", "accept", "waitlist", "decline", "decline", "withdraw"])
ENDS = {"accept": "completed", "decline": "declined", "withdraw": "withdrawn"}


class Life(RuleBasedStateMachine):
    """One case of bank A and one of bank B, from the first draft on."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.people = once("everybody", everybody)
        self.cases: dict[str, UseCase] = {}
        self.stage: dict[str, str] = {}
        self.open: dict[str, tuple[Decision, str, str, bool]] = {}
        self.before: dict[str, str] = {}  # the stage before the last move
        self.for_a_time: set[str] = set()  # suspended by an officer, upheld by nobody
        for bank in ("a", "b"):
            signer = self.people[f"signatory-{bank}"]
            case = draft.begin(phase=phase().pk, by=signer, fields=answers())
            self.cases[bank], self.stage[bank] = case, "draft"

    def teardown(self) -> None:
        """Undo the walk."""
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def attempt(self, allowed: bool, verb: Callable[..., Any], *args: Any, **words: Any) -> Any:
        """Perform a verb: it must work when it is allowed, and only then."""
        try:
            done = verb(*args, **words)
        except Refused:
            assert not allowed
            return None
        assert allowed
        return done

    @rule(bank=whose, verb=likely, who=anyone)
    def anyone_moves(self, bank: str, verb: str, who: str) -> None:
        """Anybody tries a move, mostly in vain."""
        self.move(bank, verb, who)

    @rule(bank=whose, verb=likely)
    def the_right_one_moves(self, bank: str, verb: str) -> None:
        """Who may make the move tries it, mostly at the wrong stage."""
        staff = "approver" if verb in HEADS else "officer"
        self.move(bank, verb, f"signatory-{bank}" if verb in SIGNS else staff)

    def move(self, bank: str, verb: str, who: str) -> None:
        """Try a move by its name."""
        case, stage = self.cases[bank], self.stage[bank]
        allowed = (
            self.is_theirs(bank, verb, who) and stage in MOVES[verb] and self.ready(case, verb)
        )
        before = StageChange.objects.count()
        self.attempt(allowed, moves.move, case, verb, by=self.people[who], reason="because")
        if allowed:
            back = verb == "reopen" and stage == "withdrawn"
            self.stage[bank] = self.before[bank] if back else MOVES[verb][stage]
            self.before[bank] = stage
            if verb in PAUSES:
                brief = verb == "suspend" and who in OFFICERS
                (self.for_a_time.add if brief else self.for_a_time.discard)(bank)
        assert StageChange.objects.count() == before + allowed

    def is_theirs(self, bank: str, verb: str, who: str) -> bool:
        """Whether the move is this person's to make."""
        if verb in SIGNS:
            return who == f"signatory-{bank}"
        if verb in HEADS:
            return who in APPROVERS
        if verb not in PAUSES or self.stage[bank] != "suspended":
            return who in OFFICERS | (APPROVERS if verb in PAUSES else set())
        brief = bank in self.for_a_time
        if verb == "suspend":
            return brief and who in APPROVERS
        return who in APPROVERS | (OFFICERS | {"system"} if brief else set())

    def ready(self, case: UseCase, verb: str) -> bool:
        """Whether plan or outcome are there."""
        if verb == "start":
            return hasattr(UseCase.objects.select_related("trial").get(pk=case.pk), "trial")
        return verb != "complete" or case.outcomes.exists()

    @rule(bank=whose, way=ways, steps=sampled_from([1, 4, 9]))
    def the_right_ones_go_on(self, bank: str, way: str, steps: int) -> None:
        """The right people make the next moves, so that the walk gets far."""
        for _ in range(steps):
            self.go_on(bank, way)

    def go_on(self, bank: str, way: str) -> None:
        """The right person makes the next move."""
        stage = self.stage[bank]
        if way == "withdraw" and stage in WITHDRAWABLE:
            self.the_right_one_moves(bank, way)
        elif bank in self.open:
            confirmed = self.open[bank][3]
            (self.release if confirmed else self.confirm)(bank, "approver2")
        elif stage in ("assessing", "waitlisted"):
            self.propose(bank, way, "officer")
        elif stage in NEXT:
            self.prepare(bank)
            self.the_right_one_moves(bank, NEXT[stage])

    @precondition(lambda self: not {"accepted", "trialling"}.isdisjoint(self.stage.values()))
    @rule(bank=whose)
    def prepare(self, bank: str) -> None:
        """The officer writes what the next move needs."""
        if self.stage[bank] == "accepted":
            planned_trial(self.cases[bank])
        elif self.stage[bank] == "trialling":
            told_outcome(self.cases[bank])

    @rule(bank=whose, outcome=outcomes, who=sampled_from(["officer", "approver", *WHO]))
    def propose(self, bank: str, outcome: str, who: str) -> None:
        """Anybody proposes a decision."""
        possible = self.stage[bank] in RELEASES[outcome] and bank not in self.open
        allowed = possible and who in OFFICERS | APPROVERS
        words = {"outcome": outcome, "by": self.people[who], "reason": reason()}
        decision = self.attempt(allowed, decide.propose, self.cases[bank], **words)
        if decision:
            self.open[bank] = (decision, outcome, who, False)

    @precondition(lambda self: bool(self.open))
    @rule(bank=whose, who=sampled_from(["approver", "approver2", *WHO]))
    def confirm(self, bank: str, who: str) -> None:
        """Anybody confirms it."""
        if bank not in self.open:
            return
        decision, outcome, proposer, confirmed = self.open[bank]
        timely = self.stage[bank] in RELEASES[outcome]
        allowed = who in APPROVERS and who != proposer and not confirmed and timely
        if self.attempt(allowed, decide.confirm, decision, by=self.people[who]):
            self.open[bank] = (decision, outcome, proposer, True)

    @precondition(lambda self: bool(self.open))
    @rule(bank=whose, who=sampled_from(["approver", "approver2", *WHO]))
    def release(self, bank: str, who: str) -> None:
        """Anybody releases it."""
        if bank not in self.open:
            return
        decision, outcome, _, confirmed = self.open[bank]
        target = RELEASES[outcome].get(self.stage[bank])
        allowed = who in APPROVERS and confirmed and target is not None
        if self.attempt(allowed, decide.release, [decision], by=self.people[who]):
            assert target is not None
            self.stage[bank] = target
            del self.open[bank]

    @precondition(lambda self: bool(self.open))
    @rule(bank=whose, who=sampled_from(["approver", *WHO]))
    def refuse(self, bank: str, who: str) -> None:
        """Anybody refuses it, or takes it back."""
        if bank not in self.open:
            return
        decision, _, proposer, _ = self.open[bank]
        allowed = who in APPROVERS or who == proposer
        if self.attempt(allowed, decide.refuse, decision, by=self.people[who], reason="no"):
            del self.open[bank]

    @invariant()
    def stages_follow_the_table(self) -> None:
        """The stage is the one expected, and the rows of each case form a chain to it."""
        for bank, case in self.cases.items():
            rows = list(case.stage_changes.order_by("row").values_list("from_stage", "to_stage"))
            joined = ["draft", *(to for _, to in rows)]
            assert [origin for origin, _ in rows] == joined[:-1]
            assert UseCase.objects.get(pk=case.pk).stage == joined[-1] == self.stage[bank]

    @invariant()
    def no_bank_sees_another(self) -> None:
        """Each bank sees its own case alone; an officer of another authority none."""
        seen = {who: list(use_cases_for(self.people[who])) for who in ("viewer-a", "signatory-b")}
        assert seen == {"viewer-a": [self.cases["a"]], "signatory-b": [self.cases["b"]]}
        assert not use_cases_for(self.people["elsewhere"]).exists()


@pytest.fixture
def _everybody_there(db: None) -> Iterator[None]:
    once("everybody", everybody)
    for make in (phase, category, reason):
        make()
    yield
    memory.forget()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("_everybody_there")
def test_walk() -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=6,
            stateful_step_count=25,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("_everybody_there")
@pytest.mark.parametrize("way", ENDS)
def test_one_rule_alone_reaches_every_end(way: str) -> None:
    life = Life()
    try:
        life.the_right_ones_go_on(bank="a", way=way, steps=9)
        life.stages_follow_the_table()
    finally:
        life.teardown()
    assert life.stage == {"a": ENDS[way], "b": "draft"}
