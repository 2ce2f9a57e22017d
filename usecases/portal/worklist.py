"""What a bank has to do next, case by case, the nearest deadline first."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from usecases.models.permits import Permit
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.cases import Status, status
from usecases.portal.coming import Coming
from usecases.portal.duties import duties
from usecases.rules.deadlines import is_open
from usecases.rules.permits import permitted
from usecases.rules.readiness import Step, for_many
from usecases.rules.visibility_reviews import clarifications_for
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
    questions: int = 0
    due: datetime | None = None
    permit: Permit | None = None
    duties: list[Coming] = field(default_factory=list)

    @property
    def late(self) -> bool:
        """Whether a day has passed by which something was to be done."""
        return any(each.late for each in self.duties)

    @property
    def answers_missing(self) -> int:
        """How many answers a draft still lacks."""
        missing = self.step.missing if self.step else ()
        return sum(1 for each in missing if each.field != "phase")

    @property
    def draft_to_sign(self) -> bool:
        """Whether it is a draft that a signatory could sign now."""
        return self.case.stage == Stage.DRAFT and self.open and self.ready

    @property
    def ready(self) -> bool:
        """Whether a draft waits for nothing but the signature."""
        return self.step is not None and not self.step.missing


def worklist(cases: Iterable[UseCase], person: Person, at: datetime) -> list[ToDo]:
    """Return what the bank has to do, the nearest deadline first, the closed phases last."""
    own = person.membership.institution_id if person.membership else None
    live = [case for case in cases if case.basis == Basis.LIVE and case.institution_id == own]
    owed = {
        key: [each for each in rows if each.yours] for key, rows in duties(live, person, at).items()
    }
    waiting = [case for case in live if case.stage in ON_THE_BANK or owed[case.pk]]
    steps = for_many(waiting, person, at)
    dues = _dues([case for case in waiting if case.stage == Stage.CLARIFYING], person)
    late = permitted([case for case in waiting if case.stage == Stage.DRAFT], at)
    todo = [
        _todo(case, steps[case], at, dues.get(case.pk, []), late.get(case.pk)) for case in waiting
    ]
    todo = [replace(each, duties=owed[each.case.pk]) for each in todo]
    return sorted(todo, key=lambda each: _urgency(each, at))


def _dues(asked: list[UseCase], person: Person) -> dict[UUID, list[datetime]]:
    """Return when the answers to the open questions about these cases are due; none, no query."""
    found: dict[UUID, list[datetime]] = {}
    if asked:
        rows = clarifications_for(person).filter(use_case__in=asked, closed_at__isnull=True)
        for case, due in rows.values_list("use_case", "due_at"):
            found.setdefault(case, []).append(due)
    return found


def _todo(
    case: UseCase, steps: list[Step], at: datetime, dues: list[datetime], permit: Permit | None
) -> ToDo:
    mine = {step.move.verb: step for step in steps}
    step = mine.get(Verb.SUBMIT) or mine.get(Verb.ANSWER)
    first = min(dues, default=None)
    taken = permit is not None or is_open(case.phase, at)
    return ToDo(case, status(case.stage), taken, step, len(dues), first, permit)


def _urgency(todo: ToDo, at: datetime) -> tuple[int, str, str]:
    """Put the nearest day first; what has none and waits for the bank stands for today."""
    closes = todo.permit.until if todo.permit else todo.case.phase.closes_at
    due = todo.due or (closes if todo.case.stage == Stage.DRAFT else None)
    draft = todo.case.stage == Stage.DRAFT
    mine = todo.questions or todo.duties or (draft and todo.open)
    days = [due.isoformat()] if due else []
    days += [(each.on or at).isoformat() for each in todo.duties]
    return 0 if mine else 1 if not draft else 2, min(days, default="9"), str(todo.case.pk)
