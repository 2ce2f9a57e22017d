"""The plan of a trial as its bank proposes it: what to begin with, where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from usecases.models.person import Person
from usecases.models.proposals import PlanProposal
from usecases.models.usecases import UseCase
from usecases.rules.permissions import may, on_case
from usecases.rules.plan_words import PlanWords, in_words
from usecases.rules.plans import proposed, standing
from usecases.rules.visibility import trials_for
from usecases.rules.visibility_plans import plan_proposals_for
from usecases.rules.visibility_trials import targets_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import Stage


@dataclass(frozen=True)
class Planning:
    """The proposals about a use case: the open one, and the last one that was answered."""

    case: UseCase
    person: Person
    open: PlanProposal | None
    last: PlanProposal | None

    @classmethod
    def of(cls, case: UseCase, person: Person, rows: Iterable[PlanProposal]) -> Self:
        """Return where a plan stands by its proposals, the latest first."""
        found = list(rows)
        still = next((row for row in found if row.answered_at is None), None)
        last = next((row for row in found if row.answered_at is not None), None)
        return cls(case, person, still, last)

    @property
    def planned(self) -> bool:
        """Whether the trial is still planned."""
        return self.case.stage == Stage.ACCEPTED and self.case.basis == Basis.LIVE

    @property
    def writes(self) -> bool:
        """Whether the person proposes."""
        return self.planned and may(on_case(self.person, self.case), Action.WRITE_TRIAL)

    @property
    def waits(self) -> bool:
        """Whether one is with the officer."""
        return self.planned and self.open is not None and self.open.proposed_at is not None

    @property
    def sent_back(self) -> PlanProposal | None:
        """The proposal that came back, as long as no other is with the officer."""
        last = self.last
        return last if self.planned and last and not last.agreed and not self.waits else None

    def content(self) -> dict[str, Any]:
        """Return what a page of the plan begins with: the draft, what came back, what stands."""
        row = self.open or self.sent_back
        if row is not None:
            return dict(row.content)
        trial = trials_for(self.person).filter(use_case=self.case).select_related("environment")
        targets = targets_for(self.person).filter(use_case=self.case).select_related("metric")
        return standing(trial.first(), targets)

    def words(self) -> PlanWords | None:
        """Return the open proposal in words, beside what is agreed."""
        if self.open is None:
            return None
        trial = trials_for(self.person).filter(use_case=self.case).select_related("environment")
        targets = targets_for(self.person).filter(use_case=self.case).select_related("metric")
        return in_words(self.open, self.case, trial.first(), targets)

    def missing(self) -> list[Any]:
        """Return what the open draft still lacks."""
        return proposed(self.case, self.open.content).faults if self.open else []


def planning_of(case: UseCase, person: Person) -> Planning:
    """Return where the plan of a use case stands."""
    people = ("proposed_by", "answered_by")
    rows = plan_proposals_for(person).filter(use_case=case).select_related(*people)
    return Planning.of(case, person, rows.order_by("-recorded_at", "id"))
