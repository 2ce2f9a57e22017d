"""What became of use cases, and what they follow from, edge by edge, worked out by hand."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from tests.factories.base import add
from tests.factories.institutions import bank_b
from tests.factories.outcomes import told_outcome
from tests.factories.phases import open_phase
from tests.factories.publications import loaded
from tests.factories.usecases import recorded_case
from tests.keeping import kept
from tests.people import ANONYMOUS, approver, officer
from tests.reporting.asked import Asked, ask, cells, unexplained
from usecases.models.casefile import Lineage
from usecases.models.usecases import UseCase
from usecases.vocabulary.casefile import LineageKind
from usecases.workflow import correct, freeze
from usecases.workflow.record import Reached

pytestmark = pytest.mark.django_db

Told = tuple[tuple[str, datetime], ...]


def _on(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 4, tzinfo=UTC)


# The stage in which it ended and when, and what was told of it.
CASES: dict[str, tuple[str, datetime, Told]] = {
    "in production in time, stopped later": (
        "completed",
        _on(2024, 2, 29),
        (("in-production", _on(2025, 2, 28)), ("stopped-business", _on(2025, 6, 1))),
    ),
    "a day too late": ("completed", _on(2024, 3, 1), (("in-production", _on(2025, 3, 2)),)),
    "nobody replied": ("completed", _on(2024, 4, 1), (("no-reply", _on(2025, 4, 1)),)),
    "nothing told": ("completed", _on(2024, 5, 1), ()),
    "not a year ago": ("completed", _on(2025, 5, 1), (("in-production", _on(2025, 6, 1)),)),
    "terminated in trial": ("terminated", _on(2024, 6, 1), (("terminated", _on(2024, 6, 1)),)),
    "withdrawn in trial": ("withdrawn", _on(2024, 6, 1), ()),
    "entered in error": ("completed", _on(2024, 2, 1), (("in-production", _on(2024, 3, 1)),)),
}
MADE: dict[str, UseCase] = {}


def _furnish() -> None:
    early, late = open_phase("GS1"), open_phase("GS2")
    for name, (stage, when, told) in CASES.items():
        began = Reached("trialling", _on(2023, 12, 1), "moment")
        case = recorded_case(stages=[began, Reached(stage, when, "moment")], phase=early)
        MADE[name] = case
        for result, moment in told:
            told_outcome(case, result, happened_on=moment)
    loaded_ones = [early.programme, early, late, MADE["a day too late"], MADE["nobody replied"]]
    correct.void(MADE["entered in error"], by=approver(), reason="Entered twice.")
    _follow("a day too late", "withdrawn in trial")
    loaded_ones.insert(3, MADE["a day too late"].institution)
    for record in loaded_ones:
        loaded(record)


def _follow(first: str, second: str) -> None:
    """Let cases of the second phase follow from those of the first."""
    late = open_phase("GS3")
    for earlier, kind in (
        (first, LineageKind.CONTINUES),
        (second, LineageKind.RESUBMITTED),
        ("entered in error", LineageKind.SPLIT),
    ):
        case = recorded_case("accepted", phase=late, happened_on=_on(2025, 5, 1))
        add(Lineage(earlier=MADE[earlier], later=case, kind=kind))
    both = recorded_case("accepted", phase=late, institution=bank_b(), happened_on=_on(2025, 5, 2))
    for earlier in (first, second):
        add(Lineage(earlier=MADE[earlier], later=both, kind=LineageKind.MERGED))


_world = kept(_furnish)
AT = {"as_at": "2025-12-31"}


def _total(report: str, **asked: Any) -> dict[str, Any]:
    total = ask(officer(), report, **asked).total
    assert total is not None
    return {name: value for name, value in total.values.items() if value}


def test_outcomes_by_hand() -> None:
    assert _total("outcomes", **AT) == {
        "completed": 5,
        "in_production": 2,
        "stopped_business": 1,
        "terminated": 1,
        "unknown": 1,
        "terminated_in_trial": 1,
        "withdrawn_in_trial": 1,
        "year_over": 4,
        "year_in_production": 1,
        "year_unknown": 2,
        "within_12_months": Decimal("25.0"),
    }


def test_outcomes_as_at_a_day() -> None:
    then = _total("outcomes", as_at="2025-02-28")
    assert then == {
        "completed": 4,
        "in_production": 1,
        "terminated": 1,
        "terminated_in_trial": 1,
        "withdrawn_in_trial": 1,
        "year_over": 1,
        "year_in_production": 1,
        "within_12_months": Decimal("100.0"),
    }


def test_outcomes_of_a_period() -> None:
    june = {"from": "2025-06-01", "to": "2025-06-30", "counted": "event", **AT}
    assert _total("outcomes", **june) == {"in_production": 1, "stopped_business": 1}
    spring = {"from": "2025-02-01", "to": "2025-03-31", "counted": "event", **AT}
    assert _total("outcomes", **spring) == {
        "in_production": 1,
        "year_over": 2,
        "year_in_production": 1,
        "within_12_months": Decimal("50.0"),
    }


def test_outsiders_are_told_what_is_published() -> None:
    (row,) = [r for r in ask(ANONYMOUS, "outcomes").rows if r.values["phase"] == "GS1"]
    counts = {name: n for name, n in row.values.items() if n and name in row.records}
    assert counts == {"completed": 2, "in_production": 1, "unknown": 1}
    assert unexplained(ANONYMOUS, "outcomes") == []


def test_lineage_by_hand() -> None:
    table = ask(officer(), "lineage", **AT)
    assert cells(table, "phase", "follows", "earlier_stage", "use_cases") == [
        ("GS3", "continues", "completed", 1),
        ("GS3", "merged", "completed", 1),
        ("GS3", "merged", "withdrawn", 1),
        ("GS3", "resubmitted", "withdrawn", 1),
    ]
    assert _total("lineage", **AT) == {"use_cases": 3}
    assert _total("lineage", as_at="2025-04-30") == {}


def test_lineage_frozen_by_hand() -> None:
    drafted = freeze.prepare(
        report="lineage", phases=["GS3"], by="", as_at=_on(2025, 12, 31), known_at=timezone.now()
    )
    counts = {name: sum(parts.values()) for name, parts in drafted.behind["GS3"].items()}
    assert {name: n for name, n in counts.items() if n} == {
        "following": 3,
        "continues": 1,
        "merged": 1,
        "resubmitted": 1,
        "from_completed": 2,
        "from_withdrawn": 2,
    }
    (row, _whole) = drafted.rows
    assert {"continues", "merged", "resubmitted"} <= set(row["withheld"])


SCOPES: list[Asked] = [
    {},
    {"as_at": "2025-02-28"},
    {"phase": "GS3", "by": "category"},
    {"by": "technique"},
    {"every": "year"},
]
EVENTS: list[Asked] = [
    {"counted": "event", "from": "2024-06-01", "to": "2025-06-01", **AT},
    {"every": "quarter", "counted": "event", "by": "sector", **AT},
]


@pytest.mark.parametrize("scope", SCOPES)
def test_every_figure_has_its_records(scope: Asked) -> None:
    assert unexplained(officer(), "outcomes", **scope) == []
    assert unexplained(officer(), "lineage", **scope) == []


@pytest.mark.parametrize("scope", EVENTS)
def test_every_figure_of_events_has_its_records(scope: Asked) -> None:
    assert unexplained(officer(), "outcomes", **scope) == []
