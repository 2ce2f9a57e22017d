"""What invented trials aim at, how their systems are set up, and what they measure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from usecases.demonstration.lives import Life
from usecases.demonstration.topic import CUSTOMER_EXPERIENCE, FRAUD_PREVENTION, RISK_MANAGEMENT
from usecases.demonstration.world import World
from usecases.models.person import Person
from usecases.models.results import Cycle
from usecases.models.trials import Target
from usecases.models.usecases import UseCase
from usecases.vocabulary.trials import Evaluator, Operator, Success, Unit
from usecases.workflow import measure, targets


@dataclass(frozen=True)
class Aim:
    """A metric, what it was before, what is aimed at, and the steps in which results fall."""

    metric: str
    baseline: str
    success: str
    value: str
    step: str
    meaning: str


_HALLUCINATION = Aim(
    "hallucination-rate", "14", Success.AT_MOST, "5", "-1.5",
    "Statements without support are rare enough for a reviewer to find each of them.",
)  # fmt: skip
_AIMS: dict[str, tuple[Aim, ...]] = {
    RISK_MANAGEMENT: (
        _HALLUCINATION,
        Aim("time-saved", "0", Success.AT_LEAST, "30", "6", "A third of the time is free."),
        Aim("rouge-l", "0.31", Success.AT_LEAST, "0.6", "0.06", "Drafts read like people's."),
    ),
    FRAUD_PREVENTION: (
        Aim("recall", "71", Success.AT_LEAST, "85", "3", "Fewer attempts pass unseen."),
        Aim("precision", "64", Success.AT_LEAST, "80", "2.5", "Honest customers are left alone."),
        Aim("latency", "4.2", Success.LESS_THAN, "2", "-0.3", "Fast enough for use in a call."),
    ),
    CUSTOMER_EXPERIENCE: (
        _HALLUCINATION,
        Aim("favourable-rating", "58", Success.AT_LEAST, "75", "4", "Customers would return."),
        Aim("judge-score", "3.1", Success.MORE_THAN, "4", "0.2", "Answers satisfy the judges."),
    ),
}  # fmt: skip
_FAMILIES = (("Harbour open model", "7"), ("Harbour open model", "32"), ("Lantern", "14"))
HOURS = Decimal("0.01")
_SAMPLES = (200, 400, 500)
_LATE = 11  # one life in so many leaves a target without result


def aim(life: Life, world: World, case: UseCase, by: Person) -> None:
    """The officer agrees with the firm what the trial is to reach."""
    for each in _of(life):
        targets.set_target(
            case,
            metric=world.metrics[each.metric],
            success=each.success,
            value=Decimal(each.value),
            baseline=Decimal(each.baseline),
            meaning=each.meaning,
            by=by,
        )


def begin(life: Life, world: World, case: UseCase, by: Person) -> Cycle:
    """A test cycle begins; the second is set up with what the first taught."""
    family, size = _FAMILIES[life.luck % len(_FAMILIES)]
    again = case.cycles.exists()
    codes = [*life.topic.techniques, *(("guardrails",) if again else ())]
    fields: dict[str, Any] = {
        "name": "After the first results" if again else "As proposed",
        "techniques": [world.techniques[code] for code in dict.fromkeys(codes)],
        "model_family": family,
        "model_size": Decimal(size),
        "prompting": "Sources are quoted sentence by sentence; a fixed sentence to refuse with.",
        "guardrails": "Answers are checked against their sources before delivery." if again else "",
        "temperature": Decimal("0.20"),
        "sampling": "top-p 0.5, top-k 20",
        "data_split": "Four fifths for tuning, one fifth kept back for the tests.",
    }
    return measure.begin_cycle(case, fields=fields, by=by)


def result(life: Life, case: UseCase, cycle: Cycle, by: Person, *, final: bool) -> None:
    """The officer writes what a cycle measured; now and then a target stays without."""
    for place, target in enumerate(case.targets.select_related("metric")):
        if final and (life.luck + place) % _LATE == 0:
            reason = "The host's computing was not available for the tests before the end."
            targets.explain(target, reason=reason, by=by)
            continue
        written = _measured(life, target, place, final=final)
        measure.write_result(cycle, fields={**written, "final": final}, by=by)


def _measured(life: Life, target: Target, place: int, *, final: bool) -> dict[str, Any]:
    known = next(each for each in _of(life) if each.metric == target.metric.code)
    steps = (life.luck + 3 * place) % 7 - 2 - (0 if final else 2)
    value = Decimal(known.value) + steps * Decimal(known.step)
    low, high = target.metric.lowest, target.metric.highest
    value = value if high is None else min(value, high)
    value = value if low is None else max(value, low)
    sample = _SAMPLES[(life.luck + place) % len(_SAMPLES)]
    fields: dict[str, Any] = {
        "metric": target.metric,
        "target": target,
        "value": value,
        "sample_size": sample,
        "evaluator": list(Evaluator)[(life.luck + place) % len(Evaluator)],
    }
    if target.metric.unit == Unit.PERCENTAGE:
        fields |= {"denominator": sample}
        fields |= dict(_counted(value, sample)) if life.luck % 9 else {"operator": Operator.ABOUT}
    elif life.luck % 5 == 0:
        fields["upper"] = value + abs(Decimal(known.step)) / 2
    if fields.get("upper") and high is not None and fields["upper"] > high:
        del fields["upper"]
    return fields


def _counted(value: Decimal, sample: int) -> Iterator[tuple[str, Any]]:
    """Yield a numerator, and the percentage that it really gives."""
    numerator = int(value * sample / 100)
    yield "numerator", numerator
    yield "value", (Decimal(numerator) * 100 / sample).quantize(Decimal("0.01"))


def _of(life: Life) -> tuple[Aim, ...]:
    aims = _AIMS[life.topic.category]
    return aims if life.luck % 3 else aims[:2]
