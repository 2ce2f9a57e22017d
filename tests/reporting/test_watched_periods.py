"""What is watched, by period: each row of a series is what the oracle reads of that period."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
import time_machine

from tests.keeping import kept
from tests.people import officer
from tests.reporting import watched_oracle as oracle
from tests.reporting.asked import Asked, ask, unexplained
from tests.reporting.test_watched import MOMENTS, READ, asked_of
from tests.reporting.watched_world import NOW, build
from usecases.selection.errors import BadParameters

pytestmark = pytest.mark.django_db

_kept = kept(build)
WAYS = ("cohort", "event")
TEXTS = ("period", "programme", "phase", "name", "technique", "category")


@pytest.fixture(autouse=True)
def _frozen() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def _quarter(name: str) -> tuple[date, date]:
    year, number = int(name[:4]), int(name[-1])
    following = date(year + number // 4, number % 4 * 3 + 1, 1)
    return date(year, number * 3 - 2, 1), following - timedelta(days=1)


def _alike(values: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Compare what the oracle tells; what it does not tell is nothing."""
    told = {name: values[name] for name in values if name in wanted}
    assert told == {name: wanted[name] for name in told}
    assert set(wanted) <= set(values)
    rest = {name: each for name, each in values.items() if name not in (*wanted, *TEXTS)}
    assert {name: each for name, each in rest.items() if each} == {}


def _in_phase(found: dict[oracle.Key, dict[str, Any]], value: Any) -> dict[str, Any]:
    return found.get(("GS1", value), {})


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("report", READ)
def test_each_quarter_is_that_of_the_oracle(report: str, way: str) -> None:
    whole = oracle.Oracle(*MOMENTS[2], NOW)
    asked = {"phase": "GS1", "every": "quarter", "counted": way, **asked_of(*MOMENTS[2])}
    rows = [row.values for row in ask(officer(), report, **asked).rows]
    assert len(rows) > 1
    for values in rows:
        if values["period"] is not None:
            wanted = READ[report](whole.of(*_quarter(values["period"]), way), "")
            _alike(values, _in_phase(wanted, None))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("report", READ)
def test_a_random_period_of_a_random_part(report: str, way: str) -> None:
    random = Random(f"{report} {way}")  # noqa: S311  # the same questions every time
    first = date(2020, 1, 1) + timedelta(days=random.randint(0, 200))
    last = first + timedelta(days=random.randint(20, 150))
    by, moments = random.choice(["technique", "category"]), random.choice(MOMENTS[:4])
    asked = {"phase": "GS1", "by": by, "counted": way, **asked_of(*moments)}
    asked |= {"from": first.isoformat(), "to": last.isoformat()}
    wanted = READ[report](oracle.Oracle(*moments, NOW).of(first, last, way), by)
    rows = {row.values[by]: row.values for row in ask(officer(), report, **asked).rows}
    for value, values in rows.items():
        _alike(values, _in_phase(wanted, value))
    counted = {value for phase, value in wanted if phase == "GS1" if _some(wanted[phase, value])}
    assert counted <= set(rows)


def _some(wanted: dict[str, Any]) -> bool:
    """Whether anything is counted: of a trial that ran nothing need have begun."""
    names = ("incidents", "trials", "use_cases", "accepted", "deliverables", "questions", "notes")
    return any(wanted.get(name) for name in names)


def _questions() -> Iterator[tuple[str, Asked]]:
    for report in READ:
        yield report, {"every": "year", "counted": "event", "by": "technique"}
        yield report, {"every": "quarter", "from": "2020-02-01", **asked_of(*MOMENTS[2])}
    yield "workload", {"from": "2020-02-01", "to": "2020-06-30"}
    yield "workload", {"by": "waits"}


@pytest.mark.parametrize(("report", "asked"), [*_questions()])
def test_every_figure_of_a_period_has_its_records(report: str, asked: Asked) -> None:
    assert unexplained(officer(), report, **asked) == []


@pytest.mark.parametrize("report", [*READ, "workload"])
def test_two_phases_side_by_side(report: str) -> None:
    by = {"by": "technique"} if report != "workload" else {"by": "waits"}
    (name,) = by.values()
    sides = []
    for phase in (["GS1"], ["GS1", "GS2"]):
        table = ask(officer(), report, phase=phase, **(by if report == "workload" else {}))
        if report == "workload":
            rows = {(row.values["waits"], "things"): row.values["things"] for row in table.rows}
        else:
            assert table.total is not None
            rows = {(None, each): value for each, value in table.total.values.items()}
        sides.append(rows)
    table = ask(officer(), report, **{"phase": "GS1", "against.phase": ["GS1", "GS2"]})
    lines = {
        (row.values.get(name), row.values["measure"]): (row.values["value"], row.values["against"])
        for row in table.rows
    }
    for key in sides[0]:
        if key in lines:
            assert (key, lines[key]) == (key, (sides[0][key], sides[1][key]))
    assert set(sides[1]) & set(lines)


def test_what_is_broken_down_is_compared_over_all_phases() -> None:
    both = {"phase": ["GS1", "GS2"], "by": "category"}
    rows = ask(officer(), "compliance", **both).rows
    wanted: dict[str | None, int] = {}
    for row in rows:
        value = row.values["category"]
        wanted[value] = wanted.get(value, 0) + row.values["deliverables"]
    table = ask(officer(), "compliance", **both, **{"against.phase": "GS1"})
    told = {
        row.values["category"]: row.values["value"]
        for row in table.rows
        if row.values["measure"] == "deliverables"
    }
    assert told == wanted


@pytest.mark.parametrize("moments", MOMENTS[:4])
def test_what_waits_of_what_was_submitted_in_a_period(moments: tuple[Any, Any]) -> None:
    random = Random(str(moments))  # noqa: S311  # the same questions every time
    whole, found = oracle.Oracle(*moments, NOW), 0
    for _number in range(3):
        first = date(2020, 1, 1) + timedelta(days=random.randint(0, 150))
        last = first + timedelta(days=random.randint(20, 200))
        asked = {"from": first.isoformat(), "to": last.isoformat(), **asked_of(*moments)}
        told = {
            (row["waits"], row["whom"]): (row["things"], date.fromisoformat(row["since"]))
            for row in (each.values for each in ask(officer(), "workload", **asked).rows)
        }
        wanted = oracle.workload(whole.of(first, last, "cohort"))
        assert told == {key: each[:2] for key, each in wanted.items()}
        found += len(told)
    assert found or moments != MOMENTS[0]


@pytest.mark.parametrize(
    ("report", "asked"),
    [
        ("workload", {"every": "year"}),
        ("workload", {"counted": "event"}),
        ("compute", {"every": "day"}),
    ],
)
def test_what_cannot_be_is_refused(report: str, asked: Asked) -> None:
    with pytest.raises(BadParameters):
        ask(officer(), report, **asked)
