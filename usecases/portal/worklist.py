"""What a bank has to do next, case by case, the nearest deadline first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.cases import Status, status
from usecases.rules.deadlines import is_open
from usecases.rules.readiness import Step, for_many
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb

# At these stages the plain words say what the bank itself does next.
ON_THE_BANK = frozenset({Stage.DRAFT, Stage.CLARIFYING, Stage.ACCEPTED, Stage.TRIALLING})


@dataclass(frozen=True)
class ToDo:
    """A use case on which the next act is the bank's."""

    case: UseCase
    status: Status
    open: bool
    step: Step | None

    @property
    def answers_missing(self) -> int:
        """How many answers a draft still lacks."""
        missing = self.step.missing if self.step else ()
        return sum(1 for each in missing if each.field != "phase")

    @property
    def ready(self) -> bool:
        """Whether a draft waits for nothing but the signature."""
        return self.step is not None and not self.step.missing


def worklist(cases: Iterable[UseCase], person: Person, at: datetime) -> list[ToDo]:
    """Return what the bank has to do, the nearest deadline first, the closed phases last."""
    live = (case for case in cases if case.basis == Basis.LIVE)
    waiting = [case for case in live if case.stage in ON_THE_BANK]
    steps = for_many(waiting, person, at)
    todo = [_todo(case, steps[case], at) for case in waiting]
    return sorted(todo, key=_urgency)


def _todo(case: UseCase, steps: list[Step], at: datetime) -> ToDo:
    submit = next((step for step in steps if step.move.verb == Verb.SUBMIT), None)
    return ToDo(case, status(case.stage), is_open(case.phase, at), submit)


def _urgency(todo: ToDo) -> tuple[int, str, str]:
    closes = todo.case.phase.closes_at
    draft = todo.case.stage == Stage.DRAFT
    order = 0 if draft and todo.open else 1 if not draft else 2
    return order, closes.isoformat() if closes else "9", str(todo.case.pk)
