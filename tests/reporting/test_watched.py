"""Incidents, compliance and compute against an independent reading in plain Python."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.keeping import kept
from tests.people import ANONYMOUS, assessor, auditor, officer, signatory
from tests.reporting import watched_oracle as oracle
from tests.reporting.asked import ask, unexplained
from tests.reporting.watched_world import BEGAN, FIRST, LAST, NOW, THEN, build
from usecases.reporting.catalogue import REPORTS
from usecases.selection.errors import BadParameters

pytestmark = pytest.mark.django_db

_kept = kept(build)
DAY = timedelta(days=1)
MOMENTS: list[tuple[datetime | None, datetime | None]] = [
    (None, None),
    (BEGAN + 150 * DAY, None),
    (BEGAN + 220 * DAY, THEN + DAY),
    (None, FIRST + DAY),
    (None, LAST - DAY),
    (THEN + DAY, None),
    (datetime(2019, 1, 1, tzinfo=UTC), None),
]
READ = {"incidents": oracle.incidents, "compliance": oracle.compliance, "compute": oracle.compute}
NAMES = tuple(READ)


@pytest.fixture(autouse=True)
def _frozen() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def asked_of(as_at: datetime | None, known_at: datetime | None) -> dict[str, str]:
    told = {"as_at": as_at, "known_at": known_at}
    return {name: moment.isoformat() for name, moment in told.items() if moment}


ASKED = [
    *((name, "", moments) for name in NAMES for moments in MOMENTS),
    *((name, by, MOMENTS[2]) for name in NAMES for by in ("technique", "category")),
    *((name, by, MOMENTS[1]) for name in NAMES for by in ("sector", "authority")),
    *(("incidents", by, moments) for by in ("severity", "cause") for moments in MOMENTS[1:3]),
]


@pytest.mark.parametrize(("report", "by", "moments"), ASKED)
def test_every_figure_is_that_of_the_oracle(
    report: str, by: str, moments: tuple[datetime | None, datetime | None]
) -> None:
    wanted = READ[report](oracle.Oracle(*moments, NOW), by)
    scope = {**asked_of(*moments), **({"by": by} if by else {})}
    told = {
        (row.values["phase"], row.values[by] if by else None): row.values
        for row in ask(officer(), report, **scope).rows
    }
    for key, values in told.items():
        expected = wanted.get(key, {})
        counted = {n: v for n, v in values.items() if n in expected or (v and n in _counts(report))}
        assert (key, counted) == (key, {n: expected.get(n) for n in counted})
        assert set(expected) - set(oracle.SEVERITIES) <= set(values)  # by severity these are rows
    assert {key for key in wanted if any(wanted[key].values())} <= set(told)


def _counts(report: str) -> set[str]:
    named = {"incidents": {"incidents", "trials"}, "compute": {"use_cases"}}
    compliance = {"deliverables", "on_time", "late", "missing", "waived", "questions", "rounds"}
    return named.get(report, compliance)


@pytest.mark.parametrize("moments", [MOMENTS[0], MOMENTS[2]])
@pytest.mark.parametrize("report", [*NAMES, "workload"])
def test_every_count_lists_exactly_its_records(
    report: str, moments: tuple[datetime | None, datetime | None]
) -> None:
    bys = {"incidents": ("", "severity", "technique"), "workload": ("",)}
    for by in bys.get(report, ("", "technique")):
        scope = {**asked_of(*moments), **({"by": by} if by else {})}
        assert unexplained(officer(), report, **scope) == []


def test_the_total_counts_everything_once() -> None:
    for report, name in (("compliance", "deliverables"), ("incidents", "incidents")):
        plain, split = ask(officer(), report), ask(officer(), report, by="technique")
        assert plain.total is not None
        assert split.total is not None
        assert plain.total.values == split.total.values
        assert plain.total.values[name] == sum(row.values[name] for row in plain.rows) > 5


@pytest.mark.parametrize("moments", MOMENTS)
def test_what_waits_is_what_the_oracle_finds(
    moments: tuple[datetime | None, datetime | None],
) -> None:
    wanted = oracle.workload(oracle.Oracle(*moments, NOW))
    told = {
        (row.values["waits"], row.values["whom"]): (
            row.values["things"],
            date.fromisoformat(row.values["since"]),
            row.values["days"],
        )
        for row in ask(officer(), "workload", **asked_of(*moments)).rows
    }
    assert told == wanted


@pytest.mark.parametrize("report", [*NAMES, "workload"])
def test_they_are_the_regulators(report: str) -> None:
    readers = (officer(), auditor(), assessor(), signatory(), ANONYMOUS)
    opened = [REPORTS[report].open_to(each) for each in readers]
    assert opened == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("report", "asked"),
    [
        ("incidents", {"by": "kind"}),
        ("compute", {"by": "severity"}),
        ("workload", {"by": "sector"}),
    ],
)
def test_what_they_do_not_know_is_refused(report: str, asked: dict[str, str]) -> None:
    with pytest.raises(BadParameters):
        ask(officer(), report, **asked)


@pytest.mark.parametrize("report", [*NAMES, "workload"])
def test_as_often_for_more_rows(report: str) -> None:
    def queries(*phases: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            ask(officer(), report, phase=list(phases))
        return len(captured)

    assert queries("GS1") == queries("GS1", "GS2")
