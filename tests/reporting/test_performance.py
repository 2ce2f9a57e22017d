"""The evidence explorer against an independent reading in plain Python."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random
from statistics import median
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.institutions import make_institution
from tests.factories.phases import make_phase, open_phase, phase
from tests.factories.trials import make_cycle, make_result, make_target, planned_trial
from tests.factories.usecases import use_case_at
from tests.factories.words import make_category, make_metric, make_technique
from tests.keeping import kept
from tests.people import ANONYMOUS, assessor, auditor, officer, signatory
from tests.reporting.asked import Asked, ask, unexplained
from usecases.models.results import Result
from usecases.models.trials import Target
from usecases.models.usecases import UseCase
from usecases.reporting.catalogue import REPORTS
from usecases.reporting.table import Row
from usecases.selection.errors import BadParameters
from usecases.vocabulary.stages import Stage
from usecases.workflow import trial

pytestmark = pytest.mark.django_db

SCALED = {"unit": "seconds", "direction": "lower", "lowest": Decimal(0), "highest": None}
SUCCESSES = {"higher": ("at-least", "more-than"), "lower": ("at-most", "less-than")}


def _world() -> None:
    """Make started trials of three banks in two phases, measured at random by two metrics."""
    random = Random(5)  # noqa: S311  # the same world every time
    share, latency = make_metric("precision"), make_metric("latency", **SCALED)
    techniques = [make_technique(name) for name in ("guardrails", "retrieval")]
    categories = [make_category("fraud"), make_category("service")]
    firms, phases = [make_institution() for _number in range(3)], [phase(), open_phase("GS2")]
    for number in range(7):
        case = use_case_at(
            Stage.ACCEPTED,
            phase=random.choice(phases),
            institution=firms[number % 3],
        )
        _aim(case, random, share, latency)
        if number == 6:
            continue  # nothing of it is locked
        trial.start(case, by=officer())
        UseCase.objects.filter(pk=case.pk).update(category=categories[number % 2])
        for target in case.targets.all():
            _measure(target, random, techniques)
    void = Target.objects.earliest("recorded_at").use_case_id
    UseCase.objects.filter(pk=void).update(stage=Stage.VOID)


def _aim(case: UseCase, random: Random, share: Any, latency: Any) -> None:
    for metric in (share, latency):
        base = random.choice([None, Decimal(0), Decimal(40), Decimal(60)])
        said = {
            "success": random.choice(SUCCESSES[metric.direction]),
            "value": Decimal(50),
            "baseline": base,
        }
        make_target(case, metric=metric, **said)
    planned_trial(case)


def _measure(target: Target, random: Random, techniques: list[Any]) -> None:
    for _number in range(random.choice([0, 1, 2])):
        chosen = random.sample(techniques, random.randint(0, 2))
        cycle = make_cycle(target.use_case, techniques=chosen)
        value = Decimal(random.choice([45, 50, 55]))
        whole = target.metric.unit == "percentage"
        share = {"denominator": 100} if whole else {}
        upper = random.choice([None, None, value + 7])
        operator = "equal" if upper else random.choice(["equal", "less", "more", "about"])
        size = random.choice([None, 100, 250])
        none = {"numerator": None, "denominator": None} | share
        told = {"value": value, "upper": upper, "operator": operator, "sample_size": size, **none}
        make_result(target, cycle, **told, final=False)
    last = target.results.order_by("recorded_at").last()
    if last is not None and random.random() < 0.5:
        Result.objects.filter(pk=last.pk).update(final=True)


_kept = kept(_world)


def rows(**asked: Any) -> list[Row]:
    return ask(officer(), "performance", **asked).rows


def judged() -> Iterator[tuple[Target, Result | None]]:
    """Return every target of a started trial that counts, and by which result it is judged."""
    for target in Target.objects.filter(dropped_at=None):
        if target.use_case.stage in (Stage.ACCEPTED, Stage.VOID):
            continue
        results = [each for each in target.results.all() if each.voided_at is None]
        results.sort(key=lambda each: (each.final, each.happened_on, each.recorded_at))
        yield target, results[-1] if results else None


def said(target: Target, result: Result | None) -> str:
    """Try every value that the result may stand for, on a fine grid, against the target."""
    if result is None:
        return "no_result"
    if result.operator == "about":
        return "undetermined"
    low, high = Fraction(result.value), Fraction(result.upper or result.value)
    step = Fraction(1, 8)
    may_be = {low, high, (low + high) / 2}
    if result.operator == "less":
        may_be = {low - step * n for n in range(1, 2000)}
    if result.operator == "more":
        may_be = {low + step * n for n in range(1, 2000)}
    aim = Fraction(target.value)
    good = {
        {
            "at-least": each >= aim,
            "more-than": each > aim,
            "at-most": each <= aim,
            "less-than": each < aim,
        }[target.success]
        for each in may_be
    }
    return "undetermined" if len(good) == 2 else "met" if good == {True} else "missed"


def values_of(target: Target, result: Result | None, by: str) -> list[str | None]:
    if by == "technique":
        found = [each.code for each in result.cycle.techniques.all()] if result else []
        return list(found) or ([None] if result else [])
    if by == "category":
        return [target.use_case.category.code if target.use_case.category else None]
    return [None]


def change(value: Decimal, base: Decimal) -> Decimal:
    exact = (value - base) / base * 100
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def expected(by: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    groups: dict[tuple[Any, ...], list[tuple[Target, Result | None]]] = defaultdict(list)
    for target, result in judged():
        for value in values_of(target, result, by):
            key = (target.use_case.phase.code, target.metric.code, value)
            groups[key].append((target, result))
    return {key: figures(group, by) for key, group in groups.items()}


def figures(group: list[tuple[Target, Result | None]], by: str) -> dict[str, Any]:
    words = [said(*pair) for pair in group]
    found = [(target, result) for target, result in group if result is not None]
    ends = [(each.value, each.upper or each.value) for _target, each in found]
    changes = {
        result.pk: [change(end, target.baseline) for end in (result.value, result.upper) if end]
        for target, result in found
        if target.baseline and result.operator == "equal"
    }
    flat = [each for several in changes.values() for each in several]
    sizes = [each.sample_size for _target, each in found if each.sample_size]
    return {
        "results": len(found),
        **{name: words.count(name) for name in ("met", "missed", "undetermined")},
        **({} if by == "technique" else {"no_result": words.count("no_result")}),
        "institutions": len({target.use_case.institution_id for target, _result in found}),
        "lowest": min((low for low, _high in ends), default=None),
        "middle": median([(low + high) / 2 for low, high in ends]) if ends else None,
        "highest": max((high for _low, high in ends), default=None),
        "change_lowest": min(flat, default=None),
        "change_highest": max(flat, default=None),
        "compared": len(changes),
        "smallest_sample": min(sizes, default=None),
        "largest_sample": max(sizes, default=None),
        "whole_sample": sum(sizes) or None,
    }


@pytest.mark.parametrize("by", ["", "technique", "category"])
def test_every_figure_is_that_of_the_oracle(by: str) -> None:
    told = {
        (row.values["phase"], row.values["metric"], row.values[by] if by else None): {
            name: row.values[name] for name in row.values if name in FIGURES
        }
        for row in rows(**({"by": by} if by else {}))
    }
    assert told == expected(by)
    assert len(told) > 3


FIGURES = frozenset(figures([], ""))


@pytest.mark.parametrize("by", ["", "technique"])
def test_two_scopes_side_by_side_metric_by_metric(by: str) -> None:
    asked: Asked = {"phase": ["GS1", "GS2"], "against.phase": "GS2", **({"by": by} if by else {})}
    told: dict[tuple[Any, ...], dict[str, Any]] = defaultdict(dict)
    for row in (each.values for each in rows(**asked)):
        key = row["metric"], row[by] if by else None
        told[key][row["measure"]] = (row["value"], row["against"], row["difference"])
        if row["measure"] == "lowest":
            assert row["unit"] == {"precision": "%", "latency": "seconds"}[row["metric"]]
    both, second = (_over(phases, by) for phases in (("GS1", "GS2"), ("GS2",)))
    for key, lines in told.items():
        sides = [side.get(key, {}) for side in (both, second)]
        assert {name: line[:2] for name, line in lines.items()} == {
            name: tuple(side.get(name) for side in sides) for name in lines
        }
        assert all(line[2] == line[0] - line[1] for line in lines.values() if None not in line[:2])
    assert told.keys() == both.keys()


def _over(phases: tuple[str, ...], by: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Return the figures of each metric over all of these phases."""
    groups: dict[tuple[Any, ...], list[tuple[Target, Result | None]]] = defaultdict(list)
    for target, result in judged():
        if target.use_case.phase.code in phases:
            for value in values_of(target, result, by):
                groups[target.metric.code, value].append((target, result))
    return {key: figures(group, by) for key, group in groups.items()}


SCOPES: list[Asked] = [
    {},
    {"by": "technique"},
    {"by": "category"},
    {"by": "technique", "technique": "guardrails"},
    {"by": "category", "phase": "GS2", "metric": "latency"},
    {"category": "fraud"},
    {"as_at": "2020-07-01"},
    {"known_at": "2020-07-01", "by": "category"},
]


@pytest.mark.parametrize("asked", SCOPES)
def test_every_count_lists_exactly_its_records(asked: Asked) -> None:
    assert unexplained(officer(), "performance", **asked) == []


def test_unlike_metrics_share_no_row_and_no_total_of_values() -> None:
    table = ask(officer(), "performance")
    units = {(row.values["metric"], row.values["unit"]) for row in table.rows}
    assert units == {("precision", "%"), ("latency", "seconds")}
    assert table.total is not None
    assert set(table.total.values) == {*("results", "met", "missed", "undetermined", "no_result")}


def test_a_phase_without_trials_has_no_row() -> None:
    make_phase("GS7")
    assert rows(phase="GS7") == []


@pytest.mark.parametrize("asked", [{"by": "sector"}, {"by": "x"}, {"metric": "none"}, {"x": "1"}])
def test_what_it_does_not_know_is_refused(asked: Asked) -> None:
    with pytest.raises(BadParameters):
        ask(officer(), "performance", **asked)


def test_it_is_the_regulators() -> None:
    report = REPORTS["performance"]
    readers = (officer(), auditor(), assessor(), signatory(), ANONYMOUS)
    assert [report.open_to(each) for each in readers] == [True, True, False, False, False]


def test_as_often_for_more_rows() -> None:
    def queries(*metrics: str, by: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            rows(metric=list(metrics), by=by)
        return len(captured)

    for by in ("technique", "category"):
        assert queries("latency", by=by) == queries("latency", "precision", by=by)


@pytest.mark.parametrize("by", ["", "technique", "category"])
def test_each_judged_result_is_a_mark_of_its_row(by: str) -> None:
    wanted: dict[tuple[Any, ...], list[tuple[str, Decimal, Decimal]]] = defaultdict(list)
    for target, result in judged():
        for value in values_of(target, result, by) if result else ():
            assert result is not None
            key = (target.use_case.phase.code, target.metric.code, value)
            ends = (result.value, result.upper or result.value)
            wanted[key].append((target.use_case.reference, *ends))
    drawn = {
        (row.values["phase"], row.values["metric"], row.values.get(by)): sorted(
            (mark.said.split(":")[0], mark.low, mark.high) for mark in row.marks
        )
        for row in rows(**({"by": by} if by else {}))
        if row.marks
    }
    assert drawn == {key: sorted(marks) for key, marks in wanted.items()}
