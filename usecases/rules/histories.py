"""Whether the moves of a use case, one after the other, can be so."""

import itertools
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from usecases.models.trail import StageChange
from usecases.rules.lifecycle import TABLE
from usecases.rules.missing import Missing
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import ENDED, IMPLIED, Stage
from usecases.vocabulary.verbs import Verb

# How far a recorded case had come; earlier stages may be unknown, none is gone back to.
_RANK: dict[str, int] = {
    Stage.SUBMITTED: 0,
    Stage.SCREENING: 1,
    Stage.CLARIFYING: 1,
    Stage.ASSESSING: 2,
    Stage.WAITLISTED: 3,
    Stage.ACCEPTED: 4,
    Stage.TRIALLING: 5,
    Stage.SUSPENDED: 5,
}
# The last rank from which a case can end so.
_ENDS_FROM: dict[str, tuple[int, int]] = {
    Stage.DECLINED: (0, 3),
    Stage.WITHDRAWN: (0, 5),
    Stage.LAPSED: (3, 4),
    Stage.TERMINATED: (5, 5),
    Stage.COMPLETED: (4, 5),
}


def impossible(moves: Sequence[StageChange], at: datetime) -> Missing | None:
    """Return why these moves, in their order, cannot be what happened; None if they can."""
    if not moves:
        text = _("Nothing would be left of its history. Declare the use case void instead.")
        return Missing("change", "empty", text)
    if any(move.happened_on > at for move in moves):
        return Missing("happened_on", "future", _("This date is in the future."))
    if moves[0].basis == Basis.LIVE and moves[0].to_stage != Stage.SUBMITTED:
        return Missing("change", "submission", _("A live use case begins with its submission."))
    if moves[0].to_stage not in IMPLIED:
        return Missing("stage", "invalid", _("A use case cannot begin at this stage."))
    for before, after in itertools.pairwise(moves):
        if not _follows(before, after):
            text = _("“{after}” cannot follow “{before}”.")
            told = str(text).format(
                after=after.get_to_stage_display(), before=before.get_to_stage_display()
            )
            return Missing("stage", "impossible", told)
    return None


def _follows(before: StageChange, after: StageChange) -> bool:
    origin, target = before.to_stage, after.to_stage
    if target == Stage.VOID:
        return origin != Stage.VOID
    if after.basis == Basis.LIVE:
        if origin == Stage.CLARIFYING and target in TABLE[Verb.ASK].sources:
            return True  # back to where it was asked
        return any(origin in move.sources and target == move.target for move in TABLE.values()) or (
            origin == Stage.WITHDRAWN and target in TABLE[Verb.WITHDRAW].sources
        )
    if origin in ENDED:
        return origin in (Stage.DECLINED, Stage.WITHDRAWN) and target in _RANK
    if target in _ENDS_FROM:
        least, most = _ENDS_FROM[target]
        return least <= _RANK[origin] <= most
    return target in _RANK and _RANK[target] >= _RANK[origin] and target != origin
