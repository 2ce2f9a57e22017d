"""What people asked the assistant and it did not answer, and what the team did about some of it."""

from usecases.assistant.answer import Answer, Sentence, SentenceKind
from usecases.assistant.log import keep, of_use, send
from usecases.assistant.wording import said
from usecases.demonstration.cast import Cast
from usecases.models.enquiries import Enquiry
from usecases.vocabulary.asking import AnswerKind, Tier, Useful
from usecases.workflow import gaps

_LOGS = (
    "How long must the logs of a trial be kept?",
    "How long are logs kept after a trial?",
    "Must logs of a trial be kept, and for how long?",
)
_ALONE = (
    "Can a fintech apply without a bank?",
    "May a fintech apply alone, without a bank?",
)
_FOREIGN = "Which shares should I buy?"
_COST = "What does a place at the host’s centre cost?"
_CHINESE = ("試驗結束後記錄要保留多久？", "zh-hant")


def enquire(cast: Cast) -> None:
    """Questions come in; one cluster becomes a sample question, one question is set aside."""
    for question in _LOGS:
        _asked(question)
    send(_asked(_COST).pk)
    of_use(_asked(_CHINESE[0], _CHINESE[1]).pk, False, Useful.LITTLE)
    alone = [_asked(question).pk for question in _ALONE]
    gaps.write_sample(alone, question=_ALONE[0], gold=[["bank", "institution"]], by=cast.officer)
    gaps.set_aside([_asked(_FOREIGN).pk], by=cast.officer)


def _asked(question: str, language: str = "en") -> Enquiry:
    """Keep a question that was refused."""
    refusal = Answer(
        tier=Tier.REFUSES,
        kind=AnswerKind.REFUSAL,
        language=language,
        sentences=(Sentence(said("refusal", language), SentenceKind.FIXED),),
    )
    row = keep(question, refusal)
    if row is None:
        raise RuntimeError("A question of the demonstration was not kept.")
    return row
