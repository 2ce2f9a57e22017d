"""The decisions of the random walk: proposed, confirmed, released or refused by anybody."""

from collections.abc import Callable
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from hypothesis.strategies import sampled_from

from tests.factories.words import reason
from tests.workflow.walkers import APPROVERS, OFFICERS, RELEASES, WHO, Open
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.workflow import decide
from usecases.workflow.errors import Refused

whose = sampled_from(["a", "b"])
outcomes = sampled_from(["accept", "accept", "waitlist", "decline"])


class Deciding(RuleBasedStateMachine):
    """Who may decide what, and when, of one case of each bank."""

    def __init__(self) -> None:
        super().__init__()
        self.people: dict[str, Person] = {}
        self.cases: dict[str, UseCase] = {}
        self.stage: dict[str, str] = {}
        self.open: dict[str, Open] = {}

    def attempt(self, allowed: bool, verb: Callable[..., Any], *args: Any, **words: Any) -> Any:
        """Perform a verb: it must work when it is allowed, and only then."""
        try:
            done = verb(*args, **words)
        except Refused:
            assert not allowed
            return None
        assert allowed
        return done

    @rule(bank=whose, outcome=outcomes, who=sampled_from(["officer", "approver", *WHO]))
    def propose(self, bank: str, outcome: str, who: str) -> None:
        """Anybody proposes a decision."""
        possible = self.stage[bank] in RELEASES[outcome] and bank not in self.open
        allowed = possible and who in OFFICERS | APPROVERS
        words = {"outcome": outcome, "by": self.people[who], "reason": reason()}
        decision = self.attempt(allowed, decide.propose, self.cases[bank], **words)
        if decision:
            self.open[bank] = Open(decision, outcome, who)

    @precondition(lambda self: bool(self.open))
    @rule(bank=whose, who=sampled_from(["approver", "approver2", *WHO]))
    def confirm(self, bank: str, who: str) -> None:
        """Anybody confirms it."""
        if bank not in self.open:
            return
        opened = self.open[bank]
        timely = self.stage[bank] in RELEASES[opened.outcome] and not opened.confirmed
        allowed = who in APPROVERS and who != opened.proposer and timely
        if self.attempt(allowed, decide.confirm, opened.decision, by=self.people[who]):
            opened.confirmed = True

    @precondition(lambda self: bool(self.open))
    @rule(bank=whose, who=sampled_from(["approver", "approver2", *WHO]))
    def release(self, bank: str, who: str) -> None:
        """Anybody releases it."""
        if bank not in self.open:
            return
        opened = self.open[bank]
        target = RELEASES[opened.outcome].get(self.stage[bank])
        standing = opened.confirmed and not opened.dropped and target is not None
        allowed = who in APPROVERS and standing
        if self.attempt(allowed, decide.release, [opened.decision], by=self.people[who]):
            assert target is not None
            self.stage[bank] = target
            del self.open[bank]

    @precondition(lambda self: bool(self.open))
    @rule(bank=whose, who=sampled_from(["approver", *WHO]))
    def refuse(self, bank: str, who: str) -> None:
        """Anybody refuses it, or takes it back."""
        if bank not in self.open:
            return
        opened = self.open[bank]
        allowed = who in APPROVERS or who == opened.proposer
        if self.attempt(allowed, decide.refuse, opened.decision, by=self.people[who], reason="no"):
            del self.open[bank]

    def void(self, bank: str, *, answered: bool) -> None:
        """What a move does to an open decision: a new submission, or another stage, voids it."""
        if bank not in self.open:
            return
        opened = self.open[bank]
        if answered:
            head = self.people["approver2"]
            self.attempt(False, decide.confirm, opened.decision, by=head)
            self.attempt(False, decide.release, [opened.decision], by=head)
            del self.open[bank]
        elif opened.confirmed and self.stage[bank] not in ("clarifying", *RELEASES[opened.outcome]):
            opened.dropped = True

    def go_on_deciding(self, bank: str) -> None:
        """Another person confirms, then releases; what is void is taken back."""
        opened = self.open[bank]
        if opened.dropped:
            self.refuse(bank, "approver2")
        else:
            (self.release if opened.confirmed else self.confirm)(bank, "approver2")
