"""Asks what was not answered again, after an evaluation: what is answered by now is closed."""

from collections.abc import Sequence
from typing import Any

from usecases.assistant.answer import Answer
from usecases.assistant.ask import ask
from usecases.models.enquiries import Enquiry, Evaluation, SampleQuestion
from usecases.text.normal import normal
from usecases.vocabulary.asking import Gap, Tier

_MOST = 2_000  # asked again, the newest first
_WAITING = (Gap.OPEN, Gap.IN_HAND)


def close_answered(run: Evaluation) -> int:
    """Close the gaps that are answered by now, and return how many."""
    passed = {sample.pk: passes(sample) for sample in SampleQuestion.objects.all()}
    rows = Enquiry.objects.filter(gap__in=_WAITING).order_by("-asked_at", "id")[:_MOST]
    known: dict[tuple[str, str], Answer] = {}
    closed = [each.pk for each in rows if _answered(each, passed, known)]
    return Enquiry.objects.filter(pk__in=closed).update(
        gap=Gap.CLOSED, gap_at=run.ran_at, closed_by=run
    )


def passes(sample: SampleQuestion) -> bool:
    """Whether an answer now shows what it must."""
    answer = ask(sample.question, sample.language)
    return answer.tier != Tier.REFUSES and shows(answer, sample.gold)


def shows(answer: Answer, gold: Sequence[Sequence[str]]) -> bool:
    """Whether an answer shows one text of each list."""
    told = _plain(" ".join(each.text for each in answer.sentences))
    return all(any(_plain(text) in told for text in texts) for texts in gold)


def _plain(text: str) -> str:
    return " ".join(normal(text).casefold().split())


def _answered(row: Enquiry, passed: dict[Any, bool], known: dict[tuple[str, str], Answer]) -> bool:
    """Whether a question has its answer: a sample that passes, or one that is asserted, from
    another source where the one before was of no use.
    """
    if row.sample_id is not None:
        return passed.get(row.sample_id, False)
    asked = (row.question, row.language)
    if asked not in known:
        known[asked] = ask(*asked)
    answer = known[asked]
    if answer.tier != Tier.ASSERTS:
        return False
    return row.tier != Tier.ASSERTS or _cited(answer) != _kept(row)


def _cited(answer: Answer) -> set[tuple[str, int]]:
    return {(each.record, each.version) for each in answer.citations}


def _kept(row: Enquiry) -> set[tuple[str, int]]:
    return {(each["record"], each["version"]) for each in row.cited}
