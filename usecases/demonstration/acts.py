"""Performs the acts of a life, each through its verb of `workflow`."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from usecases.audit.writing import writing
from usecases.demonstration import measured
from usecases.demonstration.asking import answer
from usecases.demonstration.cast import Cast
from usecases.demonstration.endings import (
    reason_to_accept,
    reason_to_decline,
    reason_to_withdraw,
    result_of,
)
from usecases.demonstration.lives import Life
from usecases.demonstration.reports import hand_in_reports, set_reports
from usecases.demonstration.turns import TURNS
from usecases.demonstration.world import World
from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.vocabulary.terms import (
    FOLLOW_UPS,
    DecisionOutcome,
    OutcomeResult,
    PartyRole,
    TermKind,
)
from usecases.workflow import assess, conclude, decide, draft, submit, trial
from usecases.workflow.benefits import Claim
from usecases.workflow.edit import change, create

_FIRST = ("title", "summary", "stage_of_development")
_ENVIRONMENTS = ("host-supercomputing-centre", "host-supercomputing-centre", "own-premises")


class Acting:
    """One use case on its way; knows what it has become so far."""

    def __init__(self, world: World, cast: Cast, life: Life) -> None:
        self.world, self.cast, self.life = world, cast, life
        self.case = UseCase()
        self.decision = Decision()
        self.confirmed = False
        self.accepted = False
        self.submitted = False

    @property
    def officer(self) -> Person:
        """Whoever handles this case."""
        return self.cast.second_officer if self.life.luck % 3 == 0 else self.cast.officer

    def perform(self, act: str) -> None:
        """Perform one act; what stands after a colon is the outcome of a proposal."""
        name, _, about = act.partition(":")
        if about:
            self.propose(about)
        elif name in TURNS:
            case = UseCase.objects.select_related("phase__programme").get(pk=self.case.pk)
            self.case = TURNS[name](self.world, self.cast, self.life, case) or case
        else:
            _ACTS[name](self)

    def begin(self) -> None:
        """Somebody of the firm begins a draft."""
        life = self.life
        self.case = draft.begin(
            phase=self.world.phases[life.phase.code].pk,
            by=self.cast.writers[life.firm],
            fields={name: life.answers[name] for name in _FIRST},
        )

    def write(self) -> None:
        """The rest of the answers."""
        rest = {name: value for name, value in self.life.answers.items() if name not in _FIRST}
        category = self.world.categories[self.life.topic.category]
        self.case = draft.write(
            self.case,
            fields={"own_category": category, **rest},
            by=self.cast.writers[self.life.firm],
        )
        self.case = answer(self.world, self.cast, self.life, self.case)

    def submit(self) -> None:
        """The signatory signs."""
        submit.submit(self.case, by=self.cast.signatories[self.life.firm])
        self.submitted = True

    def screen(self) -> None:
        """The officer begins."""
        assess.screen(self.case, by=self.officer)

    def handle(self) -> None:
        """The officer says who handles it, how it works, who else is on it, how to call it."""
        life, world = self.life, self.world
        fields = {
            "case_officer": self.officer.user,
            "techniques": [world.techniques[code] for code in life.topic.techniques],
            "public_title": life.topic.title,
            "public_summary": life.topic.impact,
        }
        with writing(by=self.officer, reason="Intake"):
            change(self.case, fields, by=self.officer, reason="Intake")
            for name in life.partners:
                party = Party(
                    use_case=self.case, partner=world.partners[name], role=PartyRole.PROVIDER
                )
                create(party, by=self.officer, reason="Intake")

    def assess(self) -> None:
        """The officer sends it to assessment."""
        assess.assess(self.case, by=self.officer)

    def propose(self, outcome: str) -> None:
        """The officer proposes a decision."""
        declines = outcome == DecisionOutcome.DECLINE
        code, text = reason_to_decline(self.life) if declines else ("", reason_to_accept(self.life))
        self.decision = decide.propose(
            self.case,
            outcome=outcome,
            by=self.officer,
            reason=self.world.terms[TermKind.REASON, code] if code else None,
            text=text,
            conditions=""
            if outcome != DecisionOutcome.ACCEPT
            else "A report every month; a person reviews every result in the first four weeks.",
            rank=None if declines else self.life.luck + 1,
        )
        self.confirmed = False

    def confirm(self) -> None:
        """The approver agrees."""
        decide.confirm(self.decision, by=self.cast.approver)
        self.confirmed = True

    def refuse(self) -> None:
        """The approver does not agree."""
        reason = "The safeguards do not carry an acceptance. Please look again."
        decide.refuse(self.decision, by=self.cast.approver, reason=reason)

    def released(self) -> None:
        """The approver has released the decision, with others."""
        self.confirmed = False
        self.accepted = self.accepted or self.decision.outcome == DecisionOutcome.ACCEPT

    def plan(self) -> None:
        """The trial is agreed."""
        code = _ENVIRONMENTS[self.life.luck % len(_ENVIRONMENTS)]
        phase = self.life.phase
        granted = (self.life.answers["compute_asked"] * Decimal("0.8")).quantize(Decimal("0.01"))
        fields = {
            "environment": self.world.terms[TermKind.ENVIRONMENT, code],
            "plan": self.life.answers["testing_plan"],
            "safeguards": self.life.answers["safeguards"],
            "planned_from": phase.trials_from + timedelta(days=self.life.luck % 14),
            "planned_to": phase.trials_to,
            "compute_granted": granted,
            "customers_limit": 400,
            "transactions_limit": 10_000,
        }
        trial.plan(self.case, fields=fields, by=self.officer)
        measured.aim(self.life, self.world, self.case, self.officer)
        set_reports(self.case, phase.trials_from, phase.trials_to, by=self.officer)

    def start(self) -> None:
        """The trial starts, and with it the first test cycle."""
        trial.start(self.case, by=self.officer)
        measured.begin(self.life, self.world, self.case, self.officer)

    def tell(self) -> None:
        """The firm says what was measured, and what became of it."""
        first = self.case.cycles.order_by("number")[0]
        if not first.results.exists():
            measured.result(self.life, self.case, first, self.officer, final=False)
        second = measured.begin(self.life, self.world, self.case, self.officer)
        measured.result(self.life, self.case, second, self.officer, final=True)
        result, benefits, lessons = result_of(self.life, later=False)
        who = f"{self.life.firm.short_name}, end report"
        conclude.tell(
            self.case,
            result=result,
            by=self._teller,
            told_by=who,
            benefits=benefits,
            lessons=lessons,
            public_lessons=lessons,
            claims=self._claims(result),
        )

    @property
    def _teller(self) -> Person:
        """Most firms tell it themselves, for some the officer writes it down."""
        return self.cast.writers[self.life.firm] if self.life.luck % 3 else self.officer

    def _claims(self, result: str) -> list[Claim]:
        """A number that the firm claims, where it goes on; nobody tested it."""
        if result not in (OutcomeResult.IN_PRODUCTION, OutcomeResult.PRODUCTION_PLANNED):
            return []
        hours = Decimal(20 + self.life.luck % 30)
        words = "of a reviewer's time, as the firm sees it"
        return [Claim(self.world.metrics["time-saved"], hours, hours + 10, words=words)]

    def complete(self) -> None:
        """The trial is complete."""
        hand_in_reports(self.case, by=self.officer)
        conclude.complete(self.case, by=self.officer)

    def tell_later(self) -> None:
        """Half a year later the firm is asked again."""
        result, benefits, _ = result_of(self.life, later=True)
        who = f"{self.life.firm.short_name}, reply after six months"
        conclude.tell(
            self.case,
            result=result,
            by=self.officer if result == OutcomeResult.NO_REPLY else self._teller,
            told_by=who,
            benefits=benefits,
            follow_up=FOLLOW_UPS[0][0],
        )

    def withdraw(self) -> None:
        """The signatory withdraws."""
        reason = reason_to_withdraw(self.life)
        submit.withdraw(self.case, by=self.cast.signatories[self.life.firm], reason=reason)


_ACTS: dict[str, Callable[[Acting], None]] = {
    "begin": Acting.begin,
    "write": Acting.write,
    "submit": Acting.submit,
    "resubmit": Acting.submit,
    "screen": Acting.screen,
    "handle": Acting.handle,
    "assess": Acting.assess,
    "confirm": Acting.confirm,
    "confirm-later": Acting.confirm,
    "refuse": Acting.refuse,
    "plan": Acting.plan,
    "start": Acting.start,
    "tell": Acting.tell,
    "complete": Acting.complete,
    "tell-later": Acting.tell_later,
    "withdraw": Acting.withdraw,
    "withdraw-in-trial": Acting.withdraw,
}
