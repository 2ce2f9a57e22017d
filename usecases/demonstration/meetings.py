"""Where the invented panel sits together over a phase's use cases before they are decided."""

from collections.abc import Iterable

from usecases.audit.context import clock
from usecases.demonstration.acts import Acting
from usecases.demonstration.calendar import Round
from usecases.demonstration.cast import Cast
from usecases.demonstration.world import World
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow.meet import hold, remark

_PRESENT = "Prudence Yeung (chair), Olive Fong, Anson Szeto, Hetty Compton"
_NOTES = "The panel compared its severity first: two points apart on complexity were talked over."
_SAID = (
    "Agreed after some talk: the safeguards are better than they read.",
    "One score stood apart; the assessor had looked at an older version of the plan.",
    "To be taken only if there is room.",
)


def meet(world: World, cast: Cast, phase: Round, cases: Iterable[Acting]) -> None:
    """Hold a meeting on a phase, with a remark on the first few cases under assessment."""
    row = world.phases[phase.code]
    meeting = hold(row, held_on=clock().date(), present=_PRESENT, notes=_NOTES, by=cast.officer)
    keys = [acting.case.pk for acting in cases if acting.submitted]
    assessed = UseCase.objects.filter(pk__in=keys, stage=Stage.ASSESSING).order_by("reference")
    for case, text in zip(assessed, _SAID, strict=False):
        remark(meeting, case, text=text, by=cast.officer)
