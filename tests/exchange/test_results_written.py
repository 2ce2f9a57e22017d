"""Results of what was published: recorded with their use case, from one cell, all or nothing."""

from decimal import Decimal

import pytest

from tests.exchange.import_world import csv_of, faults, past_row, world, written
from tests.factories.words import make_metric, metric
from usecases.exchange.sheet_lines import SheetFile
from usecases.models.results import Cycle, Result
from usecases.models.usecases import UseCase

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world(db: None) -> None:
    world()
    metric()
    make_metric("latency", unit="seconds", lowest=Decimal(0), highest=None, label_en="Latency")


def file(results: str, **cells: str) -> SheetFile:
    return csv_of(past_row(results=results, **cells), record=True)


def test_each_is_written_in_one_cycle_with_the_source_of_its_case() -> None:
    told = (
        "precision = 92 % of 184/200 by people; Precision [letters] ~ 80..90% by model;"
        " latency<2.5 by Computed automatically"
    )
    (case,) = written(file(told))
    cycle = Cycle.objects.get(use_case=case)
    assert (cycle.number, cycle.name) == (1, "As published")
    rows = Result.objects.filter(use_case=case).order_by("metric__code", "aspect")
    measured = ("metric__code", "aspect", "operator", "value", "upper", "denominator")
    columns = (*measured, "no_denominator", "evaluator")
    assert {(row.source, row.basis) for row in rows} == {("A file", "recorded")}
    assert [*rows.values_list(*columns)] == [
        ("latency", "", "less", Decimal("2.5"), None, None, True, "automatic"),
        ("precision", "", "equal", 92, None, 200, False, "people"),
        ("precision", "letters", "about", 80, 90, None, True, "model"),
    ]
    (accepted,) = case.stage_changes.all()
    assert {row.happened_on for row in rows} == {accepted.happened_on}
    assert written(file(told)) == []  # it is there already
    assert [code for _row, _column, code in faults(file("precision = 93 % by people"))] == [
        "exists"
    ]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("precision", "invalid"),
        ("precision = 92", "invalid"),
        ("precision = many by people", "invalid"),
        ("magic = 1 by people", "unknown"),
        ("precision = 92 % by nobody", "unknown"),
        ("latency = 2 % by people", "percent"),
        ("x" * 5_000 + " = 1 by people", "invalid"),
    ],
)
def test_what_cannot_be_read_is_told(told: str, code: str) -> None:
    assert faults(file(told)) == [(2, "results", code)]


def test_what_cannot_be_leaves_nothing() -> None:
    before = UseCase.objects.count()
    for told in ("precision = 101 by people", "precision = 91 % of 184/200 by people"):
        assert faults(file(told))[0][1] == "results"
    assert UseCase.objects.count() == before
    declined = file(
        "precision = 92 by people", stage="declined", accepted="", declined="2025-05-31"
    )
    assert (2, "results", "impossible") in faults(declined)
