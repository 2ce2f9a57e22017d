"""How long use cases took, edge by edge, worked out by hand."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.factories.phases import make_phase, make_programme
from tests.factories.usecases import recorded_case
from tests.keeping import kept
from tests.people import officer
from tests.reporting.asked import Asked, ask, unexplained
from usecases.workflow.record import Reached

pytestmark = pytest.mark.django_db

HERE = ZoneInfo("Asia/Hong_Kong")
Life = tuple[tuple[str, int, int], ...]


def _noon(month: int, day: int) -> datetime:
    return datetime(2025, month, day, 12, tzinfo=HERE)


# Stage, month and day of 2025. The window closes on the 1st of February, the target is 20 days.
CASES: dict[str, Life] = {
    "plain, and in trial with a suspension": (
        *(("submitted", 1, 10), ("assessing", 1, 20), ("accepted", 2, 11), ("trialling", 2, 21)),
        *(("suspended", 3, 1), ("trialling", 3, 5), ("completed", 3, 20)),
    ),
    "the clock stood for five days": (
        *(("submitted", 1, 20), ("screening", 1, 21), ("clarifying", 2, 3), ("screening", 2, 8)),
        *(("assessing", 2, 9), ("accepted", 2, 24)),
    ),
    "handed in late, declined for ten days, then accepted": (
        *(("submitted", 2, 5), ("declined", 2, 15), ("screening", 2, 25), ("accepted", 3, 2)),
    ),
    "withdrawn before the target fell due": (("submitted", 1, 15), ("withdrawn", 2, 10)),
    "withdrawn undecided after it": (("submitted", 1, 15), ("withdrawn", 3, 1)),
    "waitlisted, then accepted": (
        *(("submitted", 1, 10), ("assessing", 1, 20), ("waitlisted", 2, 12), ("accepted", 3, 4)),
    ),
    "nobody says when it was submitted": (("accepted", 2, 20),),
}


def _furnish() -> None:
    run = make_programme("GS", target_days=20)
    where = make_phase("GS1", programme=run, opens_at=_noon(1, 1), closes_at=_noon(2, 1))
    for life in CASES.values():
        told = [Reached(stage, _noon(month, day), "moment") for stage, month, day in life]
        recorded_case(stages=told, phase=where)
    month = [("submitted", "month"), ("declined", "day")]
    recorded_case(stages=[Reached(s, _noon(3, 30), p) for s, p in month], phase=where)
    officer()


_world = kept(_furnish)


def _total(**asked: Any) -> dict[str, Any]:
    total = ask(officer(), "durations", phase="GS1", **asked).total
    assert total is not None
    return {name: value for name, value in total.values.items() if value}


def test_by_hand() -> None:
    found = _total(as_at="2025-03-31")
    assert found == {
        "to_decision": 4,  # 15, 30, 32 and 53 days
        "to_decision_median": Decimal("31.0"),
        "to_decision_p90": Decimal("46.7"),
        "to_decision_unknown": 2,
        "close_to_decision": 4,  # 10, 15, 18 and 31 days
        "close_to_decision_median": Decimal("16.5"),
        "close_to_decision_p90": Decimal("27.1"),
        "close_to_decision_unknown": 2,
        "to_confirmation_unknown": 6,
        "close_to_confirmation_unknown": 6,
        "to_trial": 1,
        "to_trial_median": Decimal("10.0"),
        "to_trial_p90": Decimal("10.0"),
        "in_trial": 1,
        "in_trial_median": Decimal("23.0"),
        "in_trial_p90": Decimal("23.0"),
        "target_due": 5,
        "target_met": 3,
        "within_target": Decimal("60.0"),
    }


def test_before_the_target_fell_due() -> None:
    assert _total(as_at="2025-02-14") == {
        "to_decision": 1,
        "to_decision_median": Decimal("32.0"),
        "to_decision_p90": Decimal("32.0"),
        "close_to_decision": 1,
        "close_to_decision_median": Decimal("10.0"),
        "close_to_decision_p90": Decimal("10.0"),
        "to_confirmation_unknown": 1,
        "close_to_confirmation_unknown": 1,
    }


def test_the_undecided_count_as_not_met_once_it_is_due() -> None:
    found = _total(as_at="2025-02-22")
    assert (found["target_due"], found["target_met"]) == (3, 1)  # withdrawn in March, waitlisted


def test_by_what_came_about_in_a_period() -> None:
    march = _total(counted="event", **{"from": "2025-03-01", "to": "2025-03-31"})
    assert (march["to_decision"], march["in_trial"], march["target_due"]) == (2, 1, 1)
    assert "to_trial" not in march
    cohort = _total(**{"from": "2025-02-01", "to": "2025-02-28"})
    assert (cohort["to_decision"], cohort["to_decision_median"]) == (1, Decimal("15.0"))


SCOPES: list[Asked] = [
    {},
    {"as_at": "2025-02-22"},
    {"by": "category", "as_at": "2025-03-31"},
    {"from": "2025-01-11", "to": "2025-02-28"},
    {"counted": "event", "from": "2025-02-20", "to": "2025-03-02"},
    {"every": "month"},
    {"every": "month", "counted": "event", "by": "sector"},
]


@pytest.mark.parametrize("scope", SCOPES)
def test_every_figure_has_its_records(scope: Asked) -> None:
    assert unexplained(officer(), "durations", **scope) == []
