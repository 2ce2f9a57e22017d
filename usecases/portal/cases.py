"""A use case as its bank sees it: fetched through visibility, its next steps, its life so far."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise

from usecases.models.person import Person
from usecases.models.submissions import Submission
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.rules.clarified import revised, revisions_of
from usecases.rules.readiness import Step, for_many
from usecases.rules.visibility import stage_changes_for, submissions_for, use_cases_for
from usecases.vocabulary.stages import PLAIN, Stage
from usecases.vocabulary.verbs import Verb
from usecases.workflow.errors import NotFound
from usecases.workflow.fetch import fetch

RELATED = ("phase__programme", "institution", "own_category")
# Moves of which the reason is the bank's own.
_THEIRS = frozenset({Verb.RECALL, Verb.WITHDRAW})
# Once one of these was reached a trial and its outcome may be shown: the decision is released.
PLACED = frozenset({Stage.ACCEPTED, Stage.TRIALLING, Stage.COMPLETED})


@dataclass(frozen=True)
class Status:
    """A stage in the bank's words."""

    code: str
    word: Promise
    next: Promise


def status(stage: str) -> Status:
    """Return a stage in the bank's words, and what happens next."""
    word, after = PLAIN[stage]
    return Status(stage, word, after)


def own_case(person: Person, key: UUID) -> UseCase:
    """Return a use case of the person's bank; any other is not there."""
    return fetch(use_cases_for(person).select_related(*RELATED), key)


def writable_case(person: Person, key: UUID) -> UseCase:
    """Return a use case of the person's bank with what the bank has changed and not signed."""
    case = own_case(person, key)
    if case.stage != Stage.CLARIFYING:
        return case
    return revised(case, revisions_of([case]).get(case, {}))


def own_submission(person: Person, key: UUID, number: int) -> Submission:
    """Return a frozen version of a use case of the person's bank."""
    rows = submissions_for(person).select_related("signed_by").filter(use_case=key, number=number)
    found = rows.first()
    if found is None:
        raise NotFound
    return found


def bank_step(case: UseCase, person: Person, verb: Verb) -> Step | None:
    """Return one of the bank's own next steps; the regulator's are not for its eyes."""
    return bank_steps(case, person).get(verb)


def bank_steps(case: UseCase, person: Person) -> dict[str, Step]:
    """Return the bank's own next steps, by their verbs."""
    steps = for_many([case], person, timezone.now())[case]
    return {step.move.verb: step for step in steps}


@dataclass(frozen=True)
class Lived:
    """One stage that a use case came to, and why, where the bank itself said so."""

    change: StageChange
    status: Status

    @property
    def reason(self) -> str:
        """The bank's own reason; what staff wrote beside a move is theirs."""
        return self.change.reason if self.change.verb in _THEIRS else ""


def life(case: UseCase, person: Person) -> list[Lived]:
    """Return the stages that a use case came to, in order; what was voided is left out."""
    rows = stage_changes_for(person).filter(use_case=case, voided_by=None).exclude(to_stage="")
    return [Lived(row, status(row.to_stage)) for row in rows.order_by("happened_on", "row")]
