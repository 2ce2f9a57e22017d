"""Measures the assistant on a set of questions, and holds what was found against the goals."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from time import perf_counter
from typing import Any

from usecases.assistant.alike import digest_of
from usecases.assistant.answer import Answer, SentenceKind
from usecases.assistant.ask import ask
from usecases.assistant.boundary import quantile
from usecases.assistant.oracle import Plain
from usecases.assistant.sets import Asked
from usecases.assistant.wording import fixed
from usecases.reporting.intervals import Interval, wilson
from usecases.text.folding import folded
from usecases.vocabulary.asking import AnswerKind, Tier

_FEWEST_OUTSIDE, _FEWEST_LOOK_ALIKES = 200, 100


@dataclass(frozen=True)
class Measured:
    """One question, its answer, and what is wrong with that."""

    asked: Asked
    answer: Answer
    milliseconds: float
    right: bool
    quoted: int  # sentences that are quoted to the letter, computed, or fixed


@dataclass(frozen=True)
class Measure:
    """One line of the table: so many of so many, and the goal. A measure of nothing is left out."""

    name: str
    part: int
    whole: int
    goal: Decimal
    at_most: bool = False
    fewest: int = 0  # of fewer questions the goal cannot be told to be met

    @property
    def interval(self) -> Interval | None:
        """Wilson's 95 per cent interval."""
        return wilson(self.part, self.whole)

    @property
    def share(self) -> Decimal:
        """The share in per cent."""
        return Decimal(100) * self.part / self.whole

    @property
    def met(self) -> bool:
        """Whether the goal is met."""
        return self.share <= self.goal if self.at_most else self.share >= self.goal


@dataclass
class Evaluation:
    """A set of questions asked, each once."""

    results: list[Measured] = field(default_factory=list)

    def of(self, kind: str) -> list[Measured]:
        """Return the results of one kind of question."""
        return [each for each in self.results if each.asked.kind == kind]

    def measures(self) -> list[Measure]:
        """Return the lines of the table that this set can fill."""
        inside, outside = self.of("inside"), self.of("outside")
        structured, alike = self.of("structured"), self.of("look-alike")
        sentences = sum(len(each.answer.sentences) for each in self.results)
        answered = [each for each in structured if _is_structured(each)]
        lines = (
            ("sentences quoted, computed or fixed", self.results, sentences, _quoted, "100"),
            ("inside: gold facts shown", inside, len(inside), _shown, "90"),
            ("inside: gold facts asserted", inside, len(inside), _asserted, "75"),
            ("structured: exact when answered", answered, len(answered), _right, "100"),
            ("structured: answered", structured, len(structured), _is_structured, "90"),
        )
        found = [
            Measure(name, sum(map(counted, among)), whole, Decimal(goal))
            for name, among, whole, counted, goal in lines
        ]
        outs = sum(map(_wrongly_asserted, outside))
        taken = sum(map(_is_structured, alike))
        few = _FEWEST_OUTSIDE, _FEWEST_LOOK_ALIKES
        found += [
            Measure("outside: asserted", outs, len(outside), Decimal(3), True, few[0]),
            Measure("look-alikes taken as structured", taken, len(alike), Decimal(0), True, few[1]),
        ]
        return [each for each in found if each.whole]

    def times(self) -> tuple[float, float]:
        """Return the median and the 95th percentile of milliseconds, within this process."""
        taken = sorted(each.milliseconds for each in self.results)
        return quantile(taken, 0.5), quantile(taken, 0.95)

    def digest(self) -> str:
        """Return a digest of every answer, equal on every database that holds the same record."""
        return digest_of(each.answer for each in self.results)


def evaluate(asked: Iterable[Asked], tell: Callable[[int], object] = lambda _n: None) -> Evaluation:
    """Ask every question once and measure the answers; `tell` hears how many are done."""
    plain, found = Plain(), Evaluation()
    texts = {str(row.record): list(_texts(row.content)) for row in plain.rows}
    for number, each in enumerate(asked, 1):
        begun = perf_counter()
        answer = ask(each.question, each.language)
        taken = 1000 * (perf_counter() - begun)
        found.results.append(
            Measured(each, answer, taken, _is_right(each, answer, plain), _held(answer, texts))
        )
        tell(number)
    return found


def _is_right(asked: Asked, answer: Answer, plain: Plain) -> bool:
    if asked.kind == "structured":
        exact = answer.kind == AnswerKind.STRUCTURED
        return exact and plain.expected(asked.oracle).met_by(answer)
    told = folded(" ".join(each.text for each in answer.sentences))
    if asked.kind == "inside":
        return all(any(folded(fact) in told for fact in several) for several in asked.gold)
    if asked.corrected:
        return told == folded(asked.corrected)
    return answer.tier != Tier.ASSERTS


def _held(answer: Answer, texts: dict[str, list[str]]) -> int:
    """Count the sentences that stand in the public content of the record they cite, are figures of
    a structured answer, or are fixed.
    """
    cited = {each.number: texts.get(each.record, []) for each in answer.citations}
    counted = answer.kind == AnswerKind.STRUCTURED
    return sum(
        (each.kind == SentenceKind.FIXED and each.text in fixed(answer.language))
        or (each.kind == SentenceKind.FIGURE and counted)
        or any(each.text in text for text in cited.get(each.citation or 0, ()))
        for each in answer.sentences
    )


def _texts(told: Any) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict | list):
        for part in told.values() if isinstance(told, dict) else told:
            yield from _texts(part)


def _quoted(each: Measured) -> int:
    return each.quoted


def _right(each: Measured) -> int:
    return int(each.right)


def _is_structured(each: Measured) -> int:
    return int(each.answer.kind == AnswerKind.STRUCTURED)


def _shown(each: Measured) -> int:
    return int(each.right and each.answer.tier != Tier.REFUSES)


def _asserted(each: Measured) -> int:
    return int(each.right and each.answer.tier == Tier.ASSERTS)


def _wrongly_asserted(each: Measured) -> int:
    corrected = bool(each.asked.corrected) and each.right
    return int(each.answer.tier == Tier.ASSERTS and not corrected)
