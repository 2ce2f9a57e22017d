"""Random people walk use cases through their life; a model of ten lines knows where each stands."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import sampled_from

from tests.factories import memory
from tests.factories.clarifications import DUE
from tests.factories.memory import once
from tests.factories.phases import phase
from tests.factories.usecases import answers
from tests.factories.words import category, metric, reason
from tests.workflow.deciding_walk import Deciding, whose
from tests.workflow.walkers import (
    APPROVERS,
    BACK,
    ENDS,
    HEADS,
    MOVES,
    NEXT,
    OFFICERS,
    ONWARD,
    PAUSES,
    PREPARED,
    SIGNS,
    WHO,
    WITHDRAWABLE,
    everybody,
    ready,
)
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.rules.visibility import use_cases_for
from usecases.workflow import clarify, draft, moves

anyone = sampled_from(WHO)
likely = sampled_from(
    (
        *(*ONWARD, "start", "complete", "withdraw", "recall"),
        *("lapse", "terminate", "reopen", "void"),
        *("suspend", "suspend", "resume", "resume", "answer", "answer", "proceed"),
    )
)
ways = sampled_from(["accept", "accept", "waitlist", "decline", "decline", "withdraw"])


class Life(Deciding):
    """One case of bank A and one of bank B, from the first draft on."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.people = once("everybody", everybody)
        self.before: dict[str, str] = {}  # the stage before the last move
        self.asked: dict[str, str] = {}  # the stage at which the bank was last asked
        self.for_a_time: set[str] = set()  # suspended by an officer, upheld by nobody
        for bank in ("a", "b"):
            signer = self.people[f"signatory-{bank}"]
            case = draft.begin(phase=phase().pk, by=signer, fields=answers())
            self.cases[bank], self.stage[bank] = case, "draft"

    def teardown(self) -> None:
        """Undo the walk."""
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

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
        allowed = self.is_theirs(bank, verb, who) and stage in MOVES[verb] and ready(case, verb)
        before = StageChange.objects.count()
        self.attempt(allowed, moves.move, case, verb, by=self.people[who], reason="because")
        if allowed:
            target = MOVES[verb][stage]
            if target == BACK:
                target = (self.before if stage == "withdrawn" else self.asked)[bank]
            self.before[bank], self.stage[bank] = stage, target
            self.void(bank, answered=verb == "answer")
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

    @rule(bank=whose, who=sampled_from(["officer", *WHO]))
    def ask(self, bank: str, who: str) -> None:
        """Anybody asks the bank; while it is being asked, more is asked."""
        case, stage = self.cases[bank], self.stage[bank]
        allowed = who in OFFICERS and stage in ("screening", "assessing", "clarifying")
        questions = [("Which data do you use?", timezone.now() + DUE)]
        words = {"questions": questions, "by": self.people[who]}
        if self.attempt(allowed, clarify.ask, case, **words) and stage != "clarifying":
            self.asked[bank] = self.before[bank] = stage
            self.stage[bank] = "clarifying"

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
            self.go_on_deciding(bank)
        elif stage in ("assessing", "waitlisted"):
            self.propose(bank, way, "officer")
        elif stage in NEXT:
            self.prepare(bank, 3)
            self.the_right_one_moves(bank, NEXT[stage])

    @precondition(lambda self: not PREPARED.keys().isdisjoint(self.stage.values()))
    @rule(bank=whose, steps=sampled_from([1, 2, 3]))
    def prepare(self, bank: str, steps: int) -> None:
        """Who is to write what the next move needs writes some of it, or all."""
        for write in PREPARED.get(self.stage[bank], ())[:steps]:
            write(self.cases[bank], self.people[f"signatory-{bank}"])

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
    for make in (phase, category, metric, reason):
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
