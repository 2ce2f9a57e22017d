"""The life of a use case: one row a verb. `workflow.move` performs a row, nothing else does."""

from dataclasses import dataclass

from usecases.vocabulary.actions import Action
from usecases.vocabulary.stages import UNCOUNTED, Stage
from usecases.vocabulary.verbs import Verb


@dataclass(frozen=True)
class Move:
    """One row of the table: from which stages, to which, by whom, with a reason or not."""

    verb: Verb
    sources: tuple[str, ...]
    target: Stage
    action: Action
    needs_reason: bool = False


# An approver who suspends what an officer has suspended for a time upholds it.
_IN_TRIAL = (Stage.TRIALLING, Stage.SUSPENDED)

TABLE: dict[str, Move] = {
    move.verb: move
    for move in (
        Move(Verb.SUBMIT, (Stage.DRAFT,), Stage.SUBMITTED, Action.SIGN),
        Move(Verb.RECALL, (Stage.SUBMITTED,), Stage.DRAFT, Action.SIGN),
        Move(Verb.SCREEN, (Stage.SUBMITTED,), Stage.SCREENING, Action.HANDLE),
        Move(Verb.ASK, (Stage.SCREENING, Stage.ASSESSING), Stage.CLARIFYING, Action.HANDLE),
        # An answer, or going on without one, leads back to where the question was asked.
        Move(Verb.ANSWER, (Stage.CLARIFYING,), Stage.SCREENING, Action.SIGN),
        Move(Verb.PROCEED, (Stage.CLARIFYING,), Stage.SCREENING, Action.HANDLE, needs_reason=True),
        Move(Verb.ASSESS, (Stage.SCREENING,), Stage.ASSESSING, Action.HANDLE),
        Move(Verb.ACCEPT, (Stage.ASSESSING, Stage.WAITLISTED), Stage.ACCEPTED, Action.RELEASE),
        Move(Verb.WAITLIST, (Stage.ASSESSING,), Stage.WAITLISTED, Action.RELEASE),
        Move(
            Verb.DECLINE,
            (Stage.SCREENING, Stage.ASSESSING, Stage.WAITLISTED),
            Stage.DECLINED,
            Action.RELEASE,
        ),
        Move(Verb.START, (Stage.ACCEPTED,), Stage.TRIALLING, Action.HANDLE),
        Move(Verb.COMPLETE, (Stage.TRIALLING,), Stage.COMPLETED, Action.HANDLE),
        Move(Verb.SUSPEND, _IN_TRIAL, Stage.SUSPENDED, Action.SUSPEND, needs_reason=True),
        Move(Verb.RESUME, (Stage.SUSPENDED,), Stage.TRIALLING, Action.SUSPEND, needs_reason=True),
        Move(Verb.TERMINATE, _IN_TRIAL, Stage.TERMINATED, Action.INTERVENE, needs_reason=True),
        Move(
            Verb.LAPSE,
            (Stage.ACCEPTED, Stage.WAITLISTED),
            Stage.LAPSED,
            Action.INTERVENE,
            needs_reason=True,
        ),
        Move(
            Verb.WITHDRAW,
            (
                Stage.SUBMITTED,
                Stage.SCREENING,
                Stage.CLARIFYING,
                Stage.ASSESSING,
                Stage.WAITLISTED,
                Stage.ACCEPTED,
                Stage.TRIALLING,
                Stage.SUSPENDED,
            ),
            Stage.WITHDRAWN,
            Action.SIGN,
            needs_reason=True,
        ),
        Move(
            Verb.REOPEN,
            (Stage.DECLINED, Stage.WITHDRAWN),
            Stage.SCREENING,  # a withdrawn case goes back to where it was withdrawn from
            Action.INTERVENE,
            needs_reason=True,
        ),
        Move(
            Verb.VOID,
            tuple(stage for stage in Stage if stage not in UNCOUNTED),
            Stage.VOID,
            Action.CORRECT,
            needs_reason=True,
        ),
    )
}


def moves_from(stage: str) -> list[Move]:
    """Return the rows that start at a stage, in the table's order."""
    return [move for move in TABLE.values() if stage in move.sources]
