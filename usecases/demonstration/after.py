"""What firms say to a decision, and to what is to be public of their use cases."""

from collections.abc import Sequence

from usecases.demonstration.cast import Cast
from usecases.demonstration.lives import Life
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.rules.clearances import ASKED_AT
from usecases.vocabulary.terms import DecisionOutcome
from usecases.workflow import clear, reply

_QUERY = (
    "Does the condition of a report every month hold from the acceptance on, or from the first day "
    "of the trial?"
)
_ANSWER = "From the first day of the trial. The first report covers the weeks up to its due date."
_CHANGE = "Please call the product by its public name, and leave out the name of our vendor."
_IN_TEN, _ASKS, _SILENT = 10, 3, 9


def settle_decision(life: Life, decision: Decision, cast: Cast) -> None:
    """Most firms accept at once, some ask first, some have not replied."""
    turn = life.luck % _IN_TEN
    if decision.outcome != DecisionOutcome.ACCEPT or turn == _SILENT:
        return
    if turn == _ASKS:
        asked = reply.query(decision, text=_QUERY, by=cast.writers[life.firm])
        reply.answer(asked, text=_ANSWER, by=cast.officer)
    reply.accept(decision, by=cast.signatories[life.firm])


def clear_for_publication(case: UseCase, life: Life, cast: Cast) -> bool:
    """The officer asks and a signatory agrees; whether it may be published then."""
    if case.stage not in ASKED_AT:
        return False
    asked = clear.ask(case, by=cast.officer)
    clear.agree(asked, by=cast.signatories[life.firm], read=clear.stamp(asked))
    return True


def leave_open(cases: Sequence[tuple[UseCase, Life]], cast: Cast) -> None:
    """One firm wants a change of what is to be public, the next has not answered yet."""
    for place, (case, life) in enumerate(cases):
        if case.stage in ASKED_AT:
            asked = clear.ask(case, by=cast.officer)
            if not place:
                clear.object_to(asked, by=cast.signatories[life.firm], text=_CHANGE)
