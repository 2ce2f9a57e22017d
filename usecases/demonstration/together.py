"""How colleagues of the first invented bank write together: comments, and shared answers."""

from usecases.demonstration.cast import Cast
from usecases.demonstration.names import HARBOUR
from usecases.demonstration.world import World
from usecases.rules.visibility import own_cases_for
from usecases.vocabulary.stages import Stage
from usecases.workflow import comments, share

_OVERSIGHT = (
    "Nothing leaves the bank by itself. A trained colleague reads every draft, may change or "
    "discard it, and sends it in their own name. Team leads read a sample each week and can "
    "switch the assistant off within minutes."
)
_SAFEGUARDS = (
    "The model runs on machines that the bank controls. Prompts and outputs are kept for "
    "ninety days, seen by named people only, and never used to train anything else."
)
_DATA = (
    "Names, numbers and addresses are masked before anything reaches the model. The key stays "
    "with the data office, and a test finds what was missed."
)
_SHARED = (
    ("human_oversight", "Drafts that staff send", _OVERSIGHT),
    ("safeguards", "Data that stay here", _SAFEGUARDS),
    ("data_description", "Masked customer data", _DATA),
)
_SAID = (
    ("testing", "Do we stop the test by ourselves when the error rate doubles? Compliance asks."),
    ("risks", "We should say what happens when the model is not reachable."),
    ("about", "The title tells little to somebody outside of the bank."),
)


def write_together(world: World, cast: Cast) -> None:
    """Share some answers, and talk about the bank's newest draft; one comment is dealt with."""
    writer, signatory = cast.writers[HARBOUR], cast.signatories[HARBOUR]
    for field, name, text in _SHARED:
        share.keep(field, name, text, by=writer)
    drafts = own_cases_for(writer).filter(stage=Stage.DRAFT, phase__programme=world.programme)
    draft = drafts.order_by("recorded_at", "id").last()
    if draft is None:
        return
    said = [comments.comment(draft, section, text, by=signatory) for section, text in _SAID]
    comments.settle(said[-1], by=writer)
