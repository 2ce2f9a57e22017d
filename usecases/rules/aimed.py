"""What a trial aims at and has measured, in words: targets beside results, cycle by cycle."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from usecases.models.results import Cycle, Result
from usecases.models.trials import Target
from usecases.rules.verdict import deciding, verdict
from usecases.text.digest import plain
from usecases.text.measures import measured_text, of_how_many, value_text
from usecases.vocabulary.trials import SETUP_FIELDS, Verdict

# The badge of each verdict; its word says it, its colour repeats it.
TONES: dict[str, str] = {
    Verdict.MET: "badge-good",
    Verdict.MISSED: "badge-bad",
    Verdict.UNDETERMINED: "badge-wait",
    Verdict.NO_RESULT: "",
}


@dataclass(frozen=True)
class Measured:
    """A result in words."""

    row: Result
    value: str
    whole: str
    verdict: Verdict | None
    tone: str


@dataclass(frozen=True)
class Aimed:
    """A target beside its result, and what the record says."""

    row: Target
    baseline: str
    aim: str
    result: Measured | None
    verdict: Verdict
    tone: str


@dataclass(frozen=True)
class SetUp:
    """A test cycle: how the system was set up, and what it measured."""

    row: Cycle
    facts: list[tuple[str, str]]
    results: list[Measured]


def aimed(targets: Iterable[Target], results: Iterable[Result]) -> Iterator[Aimed]:
    """Yield each target beside the result by which it is judged."""
    found: defaultdict[UUID | None, list[Result]] = defaultdict(list)
    for result in results:
        found[result.target_id].append(result)
    for row in targets:
        unit, last = row.metric.unit, deciding(found[row.pk])
        said = verdict(row, last)
        yield Aimed(
            row=row,
            baseline="" if row.baseline is None else value_text(row.baseline, unit),
            aim=f"{row.get_success_display()} {value_text(row.value, unit)}",
            result=measured(last, said) if last is not None else None,
            verdict=said,
            tone=TONES[said],
        )


def measured(row: Result, said: Verdict | None) -> Measured:
    """Return a result in words, with what it says of its target."""
    value = measured_text(row.operator, row.value, row.upper, row.metric.unit)
    whole = of_how_many(row.numerator, row.denominator, row.sample_size)
    if row.no_denominator:
        whole = _("published without denominator")
    return Measured(row, value, whole, said, TONES[said] if said else "")


def setups(
    cycles: Iterable[Cycle], results: list[Result], targets: list[Target]
) -> Iterator[SetUp]:
    """Yield each test cycle with its set-up and its results."""
    aims = {each.pk: each for each in targets}
    for cycle in cycles:
        own = [each for each in results if each.cycle_id == cycle.pk]
        wanted = [(each, aims.get(each.target_id) if each.target_id else None) for each in own]
        said = [measured(each, verdict(aim, each) if aim else None) for each, aim in wanted]
        yield SetUp(cycle, list(_facts(cycle)), said)


def frozen(rows: Iterable[Aimed]) -> list[dict[str, Any]]:
    """Return targets and results as plain words, to be kept with a report."""
    return [
        {
            "metric": str(each.row.metric),
            "aspect": each.row.aspect,
            "baseline": each.baseline,
            "aim": each.aim,
            "result": each.result.value if each.result else "",
            "whole": each.result.whole if each.result else "",
            "verdict": str(each.verdict.label),
            "why_none": each.row.no_result_reason,
        }
        for each in rows
    ]


def _facts(cycle: Cycle) -> Iterator[tuple[str, str]]:
    for name in SETUP_FIELDS:
        value = getattr(cycle, name)
        if value not in (None, ""):
            yield str(Cycle._meta.get_field(name).verbose_name), str(plain(value))  # type: ignore[union-attr]  # plain columns
