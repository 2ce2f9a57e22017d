"""What a bank may say to a decision: accept it with its conditions, or query it."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from usecases.models.proposals import DecisionReply
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.rules.missing import Missing
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.monitoring import RUNNING
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import DecisionOutcome

# While a case stands at one of these, the decision that led to it is the one in force.
IN_FORCE: dict[str, tuple[str, ...]] = {
    DecisionOutcome.ACCEPT: (Stage.ACCEPTED, *RUNNING),
    DecisionOutcome.WAITLIST: (Stage.WAITLISTED,),
    DecisionOutcome.DECLINE: (Stage.DECLINED,),
}
# Where a bank may have something to say to a decision.
ANSWERABLE: frozenset[str] = frozenset(stage for stages in IN_FORCE.values() for stage in stages)

WRONG_STAGE = "wrong-stage"
_NOT_IN_FORCE = _("This decision is not the one in force; there is nothing to reply to it.")
_TO_ACCEPT = _("Only an acceptance is accepted; you can ask about this decision.")
_ACCEPTED = _("Your institution has accepted this decision already.")
_ASKED = _("Your last query is not answered yet. Wait for the answer, then ask on.")


def in_force(case: UseCase, released: Iterable[Decision]) -> Decision | None:
    """Return which of the released decisions of a case stands, if one does.

    One recorded after the fact asked nobody.
    """
    live = [each for each in released if each.released_at and each.basis == Basis.LIVE]
    last = max(live, key=lambda each: (each.released_at, each.pk), default=None)
    return last if last and case.stage in IN_FORCE[last.outcome] else None


def against_accepting(
    decision: Decision, standing: Decision | None, replies: Iterable[DecisionReply]
) -> Iterator[Missing]:
    """Yield what stands in the way of accepting a decision with its conditions."""
    if decision != standing:
        yield Missing("", WRONG_STAGE, _NOT_IN_FORCE)
    elif decision.outcome != DecisionOutcome.ACCEPT:
        yield Missing("", "not-an-acceptance", _TO_ACCEPT)
    elif any(each.accepts for each in replies):
        yield Missing("", "accepted", _ACCEPTED)


def against_querying(
    decision: Decision, standing: Decision | None, replies: Iterable[DecisionReply]
) -> Iterator[Missing]:
    """Yield what stands in the way of a query: one at a time."""
    if decision != standing:
        yield Missing("", WRONG_STAGE, _NOT_IN_FORCE)
    elif any(not each.accepts and each.answered_at is None for each in replies):
        yield Missing("", "asked", _ASKED)
