"""By period, by cohort and by event, as a series; days are those of the programme."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.factories.institutions import make_institution
from tests.factories.phases import open_phase, phase
from tests.factories.usecases import recorded_case
from tests.keeping import kept
from tests.people import ANONYMOUS, officer
from tests.reporting.asked import Asked, ask, unexplained
from usecases.models.person import Person
from usecases.reporting.catalogue import REPORTS
from usecases.selection.errors import BadParameters
from usecases.workflow.record import Reached

pytestmark = pytest.mark.django_db

Life = list[tuple[str, datetime]]
EVENING = datetime(2025, 1, 31, 20, tzinfo=UTC)  # the first of February in Hong Kong
COMPLETE = ("submitted", "assessing", "accepted", "trialling", "completed")


def _on(month: int, day: int) -> datetime:
    return datetime(2025, month, day, 4, tzinfo=UTC)


LIVES: tuple[tuple[int, Life], ...] = (
    (
        0,
        list(
            zip(COMPLETE, (_on(1, 15), _on(1, 20), _on(2, 10), _on(3, 5), _on(5, 20)), strict=True)
        ),
    ),
    (0, [("submitted", EVENING), ("declined", _on(2, 28))]),
    (1, [("accepted", _on(3, 15))]),  # nobody says when it was submitted
    (1, [("submitted", _on(4, 2)), ("withdrawn", _on(4, 20))]),
)


def _furnish() -> None:
    banks = [make_institution() for _ in range(2)]
    where = open_phase("GS1")
    for bank, life in LIVES:
        told = [Reached(stage, moment, "moment") for stage, moment in life]
        recorded_case(stages=told, institution=banks[bank], phase=where)
    officer()
    phase()


_world = kept(_furnish)


def _series(report: str, **asked: Any) -> dict[str | None, dict[str, Any]]:
    """Return what each period counts and is not zero."""
    found: dict[str | None, dict[str, Any]] = {}
    for row in ask(officer(), report, **asked).rows:
        counts = {name: n for name, n in row.values.items() if n and name in row.records}
        found.setdefault(row.values["period"], {}).update(counts)
    return found


def test_a_cohort_is_followed_on() -> None:
    assert _series("funnel", every="month") == {
        "2025-01": {**dict.fromkeys(COMPLETE, 1), "decided_accepted": 1},
        "2025-02": {"submitted": 1, "decided_declined": 1},
        "2025-03": {},
        "2025-04": {"submitted": 1, "withdrawn_before_decision": 1},
        None: {**dict.fromkeys(COMPLETE[:3], 1), "decided_accepted": 1},
    }


def test_events_stand_where_they_happened() -> None:
    assert _series("funnel", every="month", counted="event") == {
        "2025-01": {"submitted": 1, "assessing": 1},
        "2025-02": {"submitted": 1, "accepted": 1, "decided_accepted": 1, "decided_declined": 1},
        "2025-03": {"accepted": 1, "decided_accepted": 1, "trialling": 1},
        "2025-04": {"submitted": 1, "withdrawn_before_decision": 1},
        "2025-05": {"completed": 1},
    }


def test_quarters_and_years() -> None:
    assert [*_series("funnel", every="quarter")] == ["2025-Q1", "2025-Q2", None]
    assert _series("funnel", every="year", counted="event")["2025"]["accepted"] == 2
    within = {"from": "2024-11-10", "to": "2025-02-15"}
    assert [*_series("funnel", every="quarter", **within)] == ["2024-Q4", "2025-Q1"]


def test_the_matrix_by_period() -> None:
    found = {
        (row.values["period"], row.values["stage"]): row.values["use_cases"]
        for row in ask(officer(), "matrix", every="month").rows
    }
    assert found == {
        ("2025-01", "completed"): 1,
        ("2025-02", "declined"): 1,
        ("2025-04", "withdrawn"): 1,
        (None, "accepted"): 1,
    }
    table = ask(officer(), "matrix", every="month", counted="event")
    assert [(row.values["period"], row.values["stage"]) for row in table.rows] == [
        ("2025-02", "declined"),
        ("2025-03", "accepted"),
        ("2025-04", "withdrawn"),
        ("2025-05", "completed"),
    ]


def test_who_took_part_in_a_period() -> None:
    def stood(**asked: Any) -> list[int]:
        return [row.values["institutions"] for row in ask(officer(), "participation", **asked).rows]

    assert stood(phase="GS1") == [2]
    assert stood(phase="GS1", **{"from": "2025-02-10", "to": "2025-03-01"}) == [1]
    assert stood(phase="GS1", to="2025-02-09") == [0]


SCOPES: tuple[tuple[str, list[Asked]], ...] = (
    (
        "funnel",
        [
            {"from": "2025-02-01"},
            {"from": "2025-01-16", "to": "2025-04-19", "as_at": "2025-04-30"},
            {"counted": "event", "from": "2025-02-01", "to": "2025-02-28"},
            {"every": "month"},
            {"every": "month", "counted": "event", "as_at": "2025-03-31"},
            {"every": "quarter", "by": "kind"},
            {"every": "year", "by": "newcomer", "counted": "event"},
        ],
    ),
    (
        "matrix",
        [
            {"from": "2025-02-01", "to": "2025-02-28"},
            {"every": "month", "as_at": "2025-03-10"},
            {"every": "month", "counted": "event", "by": "sector", "from": "2025-03-01"},
        ],
    ),
    ("participation", [{"from": "2025-02-10", "to": "2025-03-14"}, {"to": "2025-02-11"}]),
    ("performance", [{"from": "2025-02-01"}]),
)


@pytest.mark.parametrize(("report", "scopes"), SCOPES)
def test_every_figure_of_a_period_has_its_records(report: str, scopes: list[Asked]) -> None:
    assert [w for scope in scopes for w in unexplained(officer(), report, **scope)] == []


MANY = ("every", "many")
WRONG: list[tuple[Person | None, str, dict[str, Any], tuple[str, str]]] = [
    (None, "funnel", {"from": "2025-02-30"}, ("from", "invalid")),
    (None, "funnel", {"to": "next year"}, ("to", "invalid")),
    (None, "funnel", {"to": "2025-1-1"}, ("to", "invalid")),
    (None, "funnel", {"from": "2025-03-01", "to": "2025-02-28"}, ("to", "order")),
    (None, "funnel", {"from": ["2025-03-01", "2025-04-01"]}, ("from", "repeated")),
    (None, "funnel", {"every": "week"}, ("every", "invalid")),
    (
        None,
        "funnel",
        {"every": "month", "from": "1900-01-01", "to": "2000-01-01"},
        ("every", "many"),
    ),
    (None, "funnel", {"counted": "both"}, ("counted", "invalid")),
    (None, "phases", {"from": "2025-01-01"}, ("from", "unknown")),
    (None, "participation", {"counted": "cohort"}, ("counted", "unknown")),
    (ANONYMOUS, "matrix", {"counted": "cohort"}, ("counted", "invalid")),
]


@pytest.mark.parametrize(("person", "report", "asked", "fault"), WRONG)
def test_what_cannot_be_is_refused(
    person: Person | None, report: str, asked: dict[str, Any], fault: tuple[str, str]
) -> None:
    params = {name: [v] if isinstance(v, str) else v for name, v in asked.items()}
    with pytest.raises(BadParameters) as refusal:
        REPORTS[report].run(person or officer(), params)
    assert [(each.field, each.code) for each in refusal.value.faults] == [fault]
