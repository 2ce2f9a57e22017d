"""Two scopes side by side: both figures, the difference, and what few cases leave open."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.factories.base import add
from tests.factories.institutions import make_institution
from tests.factories.phases import make_programme, open_phase
from tests.factories.usecases import recorded_case
from tests.factories.words import metric
from tests.keeping import kept
from tests.people import officer
from tests.reporting.asked import params
from usecases.models.casefile import Lineage
from usecases.models.trials import Target
from usecases.reporting.catalogue import REPORTS
from usecases.reporting.intervals import apart, wilson
from usecases.reporting.senseless import SENSELESS
from usecases.reporting.table import Table
from usecases.selection.errors import BadParameters
from usecases.vocabulary.casefile import LineageKind

ENDS = {"GS1": ("accepted", "completed", "declined"), "GS2": ("declined", "declined", "accepted")}


def _furnish() -> None:
    made = []
    for code, stages in ENDS.items():
        where = open_phase(code)
        for day, stage in enumerate(stages, 1):
            when, firm = datetime(2025, 1, day, tzinfo=UTC), make_institution()
            made.append(recorded_case(stage, phase=where, institution=firm, happened_on=when))
    for earlier, later in ((0, 4), (1, 5), (2, 4)):
        add(Lineage(earlier=made[earlier], later=made[later], kind=LineageKind.RESUBMITTED))
    add(Target(use_case=made[1], metric=metric(), success="at-least", value=90))
    open_phase("IN1", programme=make_programme("INV", invented=True))
    officer()


_world = kept(_furnish)
GS2 = {"phase": "GS1", "against.phase": "GS2"}


def _run(report: str, asked: dict[str, Any]) -> Table:
    return REPORTS[report].run(officer(), params(asked))


def _lines(report: str, asked: dict[str, Any]) -> dict[str, list[Any]]:
    names = ("value", "against", "difference")
    rows = _run(report, asked).rows
    return {row.values["measure"]: [row.values[name] for name in names] for row in rows}


@pytest.mark.django_db
def test_two_phases() -> None:
    found = _lines("funnel", GS2)
    assert found["submitted"] == [3, 3, 0]
    assert found["decided_accepted"] == [2, 1, 1]
    assert found["completed"] == [1, 0, 1]
    assert found["acceptance_of_decided"] == [Decimal("66.7"), Decimal("33.3"), Decimal("33.4")]
    assert found["completion"] == [Decimal("100.0"), None, None]


@pytest.mark.django_db
def test_a_rate_says_what_it_leaves_open() -> None:
    (row,) = [r for r in _run("funnel", GS2).rows if r.values["measure"] == "acceptance_of_decided"]
    told = [row.values[f"{name}_{end}"] for name in ("value", "against") for end in ("low", "high")]
    assert told == [Decimal(n) for n in ("20.8", "93.9", "6.1", "79.2")]
    assert row.values["small_numbers"] == "rests on 3, rests on 3"


@pytest.mark.django_db
def test_then_and_now() -> None:
    both = ["GS1", "GS2"]
    found = _lines("funnel", {"phase": both, "as_at": "2025-01-01", "against.phase": both})
    assert found["submitted"] == [2, 6, -4]


@pytest.mark.django_db
def test_what_is_announced_is_not_subtracted() -> None:
    assert _lines("phases", GS2) == {
        "use_cases": [2, 1, 1],
        "institutions": [2, 1, 1],
        "partners": [0, 0, 0],
    }


def _by_lines(report: str, *names: str, **asked: Any) -> dict[Any, Any]:
    names, said = (*names, "measure"), ("value", "against", "difference")
    return {
        tuple(row.values[name] for name in names): tuple(row.values[name] for name in said)
        for row in _run(report, asked).rows
        if any(row.values[name] for name in said)
    }


@pytest.mark.django_db
def test_stage_by_stage() -> None:
    asked = {"phase": "GS1", "against.phase": ["GS1", "GS2"], "by": "sector"}
    assert _by_lines("matrix", "sector", "stage", **asked) == {
        ("banking", "accepted", "use_cases"): (1, 2, -1),
        ("banking", "completed", "use_cases"): (1, 1, 0),
        ("banking", "declined", "use_cases"): (1, 3, -2),
    }
    asked = {"phase": "GS1", "against.phase": "GS1", "against.as_at": "2025-01-01"}
    found = _by_lines("matrix", "stage", **asked)
    assert sum(value or 0 for value, _against, _difference in found.values()) == 3
    assert sum(against or 0 for _value, against, _difference in found.values()) == 1


@pytest.mark.django_db
def test_how_one_follows_from_another() -> None:
    asked = {"phase": ["GS1", "GS2"], "against.phase": "GS2", "against.as_at": "2025-01-02"}
    assert _by_lines("lineage", "follows", "earlier_stage", **asked) == {
        ("resubmitted", "accepted", "use_cases"): (1, 1, 0),
        ("resubmitted", "completed", "use_cases"): (1, None, None),
        ("resubmitted", "declined", "use_cases"): (1, None, None),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("report", REPORTS)
def test_both_figures_have_their_records(report: str) -> None:
    scope = REPORTS[report].scope(officer(), {})
    table = _run(report, GS2)
    by = {"by": [REPORTS[report].lines]} if REPORTS[report].lines else {}
    assert (table.scope, table.against and table.against.scope) == (
        {"phase": ["GS1"], **by},
        {"phase": ["GS2"], **by},
    )
    wrong = [
        (row.values["measure"], name)
        for row in table.rows
        for name, records in row.records.items()
        if scope.follow(records).count() != row.values[name]
    ]
    assert wrong == []
    assert any(row.records for row in table.rows)


WRONG: list[tuple[str, dict[str, Any], tuple[str, str]]] = [
    ("funnel", {"against.phase": "GS9"}, ("against.phase", "invalid")),
    ("funnel", {"against.colour": "red"}, ("against.colour", "unknown")),
    ("funnel", {"against.by": "kind"}, ("against.by", "shared")),
    ("funnel", {"every": "month", "against.phase": "GS1"}, ("every", "compared")),
    ("funnel", {"phase": "GS1", "against.phase": "IN1"}, ("against.programme", "mixed")),
    ("durations", {"against.from": "2025-02-31"}, ("against.from", "invalid")),
    ("phases", {"against.from": "2025-01-01"}, ("against.from", "unknown")),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("report", "asked", "fault"), WRONG)
def test_what_cannot_be_is_refused(
    report: str, asked: dict[str, Any], fault: tuple[str, str]
) -> None:
    with pytest.raises(BadParameters) as refusal:
        _run(report, asked)
    assert [(each.field, each.code) for each in refusal.value.faults] == [fault]


@pytest.mark.django_db
@pytest.mark.parametrize("report", SENSELESS)
def test_what_makes_no_sense_is_refused_with_its_reason(report: str) -> None:
    for name, why in SENSELESS[report].items():
        assert name not in REPORTS[report].parameters
        with pytest.raises(BadParameters) as refusal:
            _run(report, {name: "month"})
        (fault,) = refusal.value.faults
        assert (fault.field, str(fault.text)) == (name, str(why))


def test_known_intervals() -> None:
    # Newcombe, Statistics in Medicine 17 (1998), 857 and 873.
    told = wilson(81, 263)
    assert told
    assert (told.low, told.high) == (Decimal("25.5"), Decimal("36.6"))
    between = apart((56, 70), (48, 80))
    assert between
    assert (between.low, between.high) == (Decimal("5.2"), Decimal("33.4"))
    assert (wilson(0, 0), apart((1, 2), (0, 0))) == (None, None)
