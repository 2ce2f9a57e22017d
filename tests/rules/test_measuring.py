"""What cannot be measured so: each fault with its field and code, by one rule for every door."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.trials import make_cycle, make_result, make_target, measured
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import make_metric, metric
from tests.people import approver, officer
from tests.workflow.refusals import refused
from usecases.models.results import Cycle, Result
from usecases.models.usecases import UseCase
from usecases.rules.agreement import agrees
from usecases.vocabulary.stages import Stage
from usecases.workflow import conclude, intervene, measure

GOOD: dict[str, Any] = {
    "value": Decimal(92), "numerator": 184, "denominator": 200, "evaluator": "people",
}  # fmt: skip
START, NOW = datetime(2026, 3, 2, 2, tzinfo=UTC), datetime(2026, 4, 1, 2, tzinfo=UTC)


@pytest.fixture
def case(db: None) -> UseCase:
    """A trial that started on 2 March 2026, looked at on 1 April."""
    with time_machine.travel(START, tick=False):
        return use_case_at(Stage.TRIALLING)


@pytest.fixture
def cycle(case: UseCase) -> Cycle:
    with time_machine.travel(START, tick=False):
        return make_cycle(case, began_on=date(2026, 3, 2))


def faults(cycle: Cycle, **fields: Any) -> Any:
    given_fields = {**GOOD, "metric": metric(), **fields}
    with time_machine.travel(NOW, tick=False):
        return refused(measure.write_result, cycle, fields=given_fields, by=officer())


WRONG: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "no denominator": (
        {"numerator": None, "denominator": None}, [("denominator", "required")],
    ),
    "a numerator alone": ({"denominator": None}, [("denominator", "required")]),
    "no denominator said of what is live": (
        {"numerator": None, "denominator": None, "no_denominator": True},
        [("no_denominator", "live"), ("denominator", "required")],
    ),
    "a denominator and none": ({"no_denominator": True}, [("no_denominator", "both")]),
    "a denominator of zero": ({"denominator": 0}, [("denominator", "zero")]),
    "a sample of none": ({"sample_size": 0}, [("sample_size", "zero")]),
    "a numerator above it": ({"numerator": 201}, [("numerator", "above-denominator")]),
    "another value": ({"value": Decimal(91)}, [("value", "disagrees")]),
    "too precise": ({"value": Decimal("92.1")}, [("value", "disagrees")]),
    "below its bounds": (
        {"value": Decimal(-1), "numerator": None}, [("value", "below-bounds")],
    ),
    "above its bounds": (
        {"value": Decimal(90), "upper": Decimal(101), "numerator": None},
        [("upper", "above-bounds")],
    ),
    "upside down": (
        {"value": Decimal(90), "upper": Decimal(80), "numerator": None},
        [("upper", "upside-down")],
    ),
    "a range of one number": (
        {"value": Decimal(90), "upper": Decimal(90), "numerator": None},
        [("upper", "upside-down")],
    ),
    "a range below something": (
        {"operator": "less", "upper": Decimal(95), "numerator": None}, [("operator", "range")],
    ),
    "before the start": ({"happened_on": date(2026, 3, 1)}, [
        ("happened_on", "before-start"), ("happened_on", "before-cycle"),
    ]),
    "tomorrow": ({"happened_on": date(2026, 4, 2)}, [("happened_on", "future")]),
    "no value": ({"value": None}, [("value", "required")]),
    "no number": ({"value": Decimal("NaN")}, [("value", "invalid")]),
    "without end": ({"upper": Decimal("Infinity")}, [("upper", "invalid")]),
    "no metric": ({"metric": None}, [("metric", "required")]),
    "nobody judged": ({"evaluator": ""}, [("evaluator", "blank")]),
    "an evaluator that is none": ({"evaluator": "magic"}, [("evaluator", "invalid_choice")]),
    "an operator that is none": ({"operator": "about-so"}, [("operator", "invalid_choice")]),
    "a field that is none": ({"voided_at": NOW}, [("voided_at", "not-editable")]),
    "too many places": (
        {"value": Decimal("92.00001"), "numerator": None}, [("value", "max_decimal_places")],
    ),
}  # fmt: skip


def test_each_is_refused_by_its_field(cycle: Cycle) -> None:
    said = {name: faults(cycle, **fields) for name, (fields, _expected) in WRONG.items()}
    assert said == {name: expected for name, (_fields, expected) in WRONG.items()}
    assert not Result.objects.exists()


GOOD_TOO: list[dict[str, Any]] = [
    {},
    {"numerator": None},
    {"value": Decimal("66.7"), "numerator": 2, "denominator": 3},
    {"value": Decimal(67), "numerator": 2, "denominator": 3},
    {"operator": "less", "value": Decimal(95)},
    {"operator": "more", "value": Decimal(90)},
    {"operator": "about", "value": Decimal(90)},
    {"value": Decimal(90), "upper": Decimal(95)},
    {"operator": "about", "value": Decimal(90), "upper": Decimal(95)},
    {"happened_on": date(2026, 3, 2)},
    {"happened_on": date(2026, 4, 1)},
    {"happened_on": None},
    {"value": Decimal(0), "numerator": 0},
    {"value": Decimal(100), "numerator": 200},
]


def test_what_can_be_is_written(cycle: Cycle) -> None:
    target = cycle.use_case.targets.get()
    with time_machine.travel(NOW, tick=False):
        rows = [measured(cycle, metric(), **{**GOOD, **fields}) for fields in GOOD_TOO]
    written = {(row.percentage, row.basis, row.target) for row in rows}
    assert written == {(True, "live", target)}


def test_a_day_stands_for_its_end_and_today_for_now(cycle: Cycle) -> None:
    with time_machine.travel(NOW, tick=False):
        past = measured(cycle, metric(), happened_on=date(2026, 3, 10))
        today = measured(cycle, metric(), happened_on=date(2026, 4, 1))
        now = measured(cycle, metric())
    ends = datetime(2026, 3, 10, 15, 59, 59, 999999, tzinfo=UTC)  # in Hong Kong
    assert (past.happened_on, past.precision) == (ends, "day")
    assert (today.happened_on, today.precision) == (now.happened_on, "day")
    assert now.precision == "moment"


def test_after_the_end_nothing_is_measured_and_what_comes_late_says_why(case: UseCase) -> None:
    cycle = make_cycle_at(case)
    with time_machine.travel(NOW, tick=False):
        intervene.terminate(case, by=approver(), reason="It harmed customers.")
    later = NOW + timedelta(days=2)
    good = {**GOOD, "metric": metric()}
    with time_machine.travel(later, tick=False):
        write = {"fields": {**good, "happened_on": date(2026, 4, 2)}, "by": officer()}
        assert refused(measure.write_result, cycle, **write) == [
            *(("reason", "required"), ("happened_on", "after-end")),
        ]
        late = refused(measure.write_result, cycle, **write, reason="It came late.")
        assert late == [("happened_on", "after-end")]
        within = {**good, "happened_on": date(2026, 4, 1)}
        row = measure.write_result(cycle, fields=within, by=officer(), reason="It came late.")
    assert row.value == 92


def make_cycle_at(case: UseCase) -> Cycle:
    with time_machine.travel(START, tick=False):
        return make_cycle(case)


def test_nothing_is_measured_before_the_start(db: None) -> None:
    case = use_case_at(Stage.ACCEPTED)
    assert refused(measure.begin_cycle, case, fields={}, by=officer()) == [("", "wrong-stage")]


CYCLES: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "before the start": ({"began_on": date(2026, 3, 1)}, [("began_on", "before-start")]),
    "tomorrow": ({"ended_on": date(2026, 4, 2)}, [("ended_on", "future")]),
    "upside down": (
        {"began_on": date(2026, 3, 9), "ended_on": date(2026, 3, 8)}, [("ended_on", "order")],
    ),
    "a temperature below zero": ({"temperature": Decimal("-0.1")}, [("", "invalid")]),
    "a model of no size": ({"model_size": Decimal(0)}, [("", "invalid")]),
    "a field that is none": ({"number": 9}, [("number", "not-editable")]),
}  # fmt: skip


def test_a_cycle_that_cannot_be_is_refused(case: UseCase) -> None:
    with time_machine.travel(NOW, tick=False):
        said = {
            name: refused(measure.begin_cycle, case, fields=fields, by=officer())
            for name, (fields, _expected) in CYCLES.items()
        }
    assert said == {name: expected for name, (_fields, expected) in CYCLES.items()}


@pytest.mark.django_db
def test_parts_of_another_case_are_refused() -> None:
    mine, other = use_case_at(Stage.TRIALLING), use_case_at(Stage.TRIALLING)
    cycle, target = make_cycle(mine), other.targets.get()
    write: Callable[..., Any] = lambda **fields: refused(  # noqa: E731  # a form of the same call
        measure.write_result, cycle, fields={**GOOD, "metric": metric(), **fields}, by=officer()
    )
    assert write(target=target) == [("target", "other-case")]
    latency = make_target(use_case_at(Stage.ACCEPTED), metric=make_metric())
    assert write(target=latency) == [("target", "other-case")]
    own = mine.targets.get()
    assert write(target=own, metric=make_metric()) == [("target", "other-metric")]


@pytest.mark.django_db
class TestRecorded:
    """What a publication tells of a case recorded after the fact."""

    def case(self) -> UseCase:
        return recorded_case(Stage.TRIALLING)

    def test_it_may_lack_the_denominator_and_then_says_so(self) -> None:
        cycle = make_cycle(self.case())
        told = {**GOOD, "numerator": None, "denominator": None, "source": "The report, page 37"}
        assert refused(
            measure.write_result, cycle, fields={**told, "metric": metric()}, by=officer()
        ) == [("denominator", "required")]
        row = measured(cycle, metric(), **told, no_denominator=True)
        assert (row.basis, row.no_denominator, row.denominator) == ("recorded", True, None)

    def test_it_needs_its_source(self) -> None:
        cycle = make_cycle(self.case())
        fields = {**GOOD, "metric": metric()}
        assert refused(measure.write_result, cycle, fields=fields, by=officer()) == [
            ("source", "required")
        ]

    def test_a_month_stands_for_its_end(self) -> None:
        cycle = make_cycle(self.case())
        row = measured(cycle, metric(), source="x", happened_on=date(2021, 2, 3), precision="month")
        assert row.happened_on == datetime(2021, 2, 28, 15, 59, 59, 999999, tzinfo=UTC)

    def test_before_its_trial_is_before_the_start(self) -> None:
        cycle = make_cycle(self.case())
        fields = {**GOOD, "metric": metric(), "source": "x", "happened_on": date(2020, 5, 30)}
        assert refused(measure.write_result, cycle, fields=fields, by=officer()) == [
            ("happened_on", "before-start")
        ]


@given(part=st.integers(0, 400), whole=st.integers(1, 400), places=st.integers(0, 4))
def test_a_rounded_value_agrees_and_a_step_beside_it_does_not(
    part: int, whole: int, places: int
) -> None:
    part = min(part, whole)
    step = Decimal(1).scaleb(-places)
    value = (Decimal(100) * part / whole).quantize(step)
    row = Result(percentage=True, numerator=part, denominator=whole, operator="equal", value=value)
    assert agrees(row)
    row.value = value + 2 * step
    # Zeros at the end are not told from places that were not given: those count as rounded off.
    if row.value.normalize().as_tuple().exponent == -places:
        assert not agrees(row)


def test_a_trial_with_a_void_result_is_not_complete(db: None) -> None:
    case = use_case_at(Stage.TRIALLING)
    row = make_result(case.targets.get(), final=True)
    measure.void_result(row, reason="Counted twice.", by=officer())
    codes = [field for field, _code in refused(conclude.complete, case, by=officer())]
    assert "results" in codes
