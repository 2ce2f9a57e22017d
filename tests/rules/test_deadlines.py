"""What a phase's dates say at a moment, also where some are missing."""

from datetime import UTC, date, datetime, timedelta

import pytest

from usecases.models.phases import Phase, Programme
from usecases.rules.deadlines import day_end, day_start, is_open, state

HONG_KONG = Programme(code="GS", time_zone="Asia/Hong_Kong")
OPENS, CLOSES = datetime(2026, 3, 2, 1, tzinfo=UTC), datetime(2026, 3, 31, 15, 59, tzinfo=UTC)
TICK = timedelta(microseconds=1)
DATES = {
    "opens_at": OPENS,
    "closes_at": CLOSES,
    "announced_on": date(2026, 5, 15),
    "trials_from": date(2026, 6, 1),
    "trials_to": date(2026, 11, 30),
    "report_due_on": date(2027, 1, 31),
}


def at(year: int, month: int, day: int, hour: int = 4) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def phase(*names: str) -> Phase:
    return Phase(programme=HONG_KONG, code="P", **{name: DATES[name] for name in names})


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (OPENS - TICK, "planned"),
        (OPENS, "open"),
        (CLOSES, "open"),
        (CLOSES + TICK, "assessing"),
        (at(2026, 5, 15), "assessing"),
        (at(2026, 5, 20), "announced"),
        (at(2026, 5, 31, 15), "announced"),
        (at(2026, 5, 31, 16), "trialling"),
        (at(2026, 11, 30, 15), "trialling"),
        (at(2026, 11, 30, 16), "reporting"),
        (at(2027, 1, 31, 15), "reporting"),
        (at(2027, 1, 31, 16), "closed"),
    ],
)
def test_state_with_every_date_known(moment: datetime, expected: str) -> None:
    assert state(phase(*DATES), moment) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ((), "planned"),
        (("opens_at",), "open"),
        (("closes_at",), "assessing"),
        (("announced_on",), "announced"),
        (("opens_at", "announced_on"), "announced"),
        (("trials_from",), "trialling"),
        (("opens_at", "trials_to"), "reporting"),
        (("announced_on", "report_due_on"), "closed"),
    ],
)
def test_a_date_that_is_missing_has_passed_when_a_later_one_has(
    known: tuple[str, ...], expected: str
) -> None:
    assert state(phase(*known), at(2030, 1, 1)) == expected


@pytest.mark.parametrize(
    ("known", "moment", "expected"),
    [
        (("opens_at", "closes_at"), OPENS - TICK, False),
        (("opens_at", "closes_at"), OPENS, True),
        (("opens_at", "closes_at"), CLOSES, True),
        (("opens_at", "closes_at"), CLOSES + TICK, False),
        (("opens_at",), OPENS - TICK, False),
        (("opens_at",), at(2099, 1, 1), True),
        (("opens_at", "announced_on"), at(2026, 5, 15, 15), True),
        (("opens_at", "announced_on"), at(2026, 5, 15, 16), False),
        (("opens_at", "trials_from"), at(2026, 5, 31, 16), False),
        (("closes_at",), CLOSES - TICK, False),
        ((), at(2026, 3, 10), False),
    ],
)
def test_whether_a_submission_may_come_in(
    known: tuple[str, ...], moment: datetime, expected: bool
) -> None:
    assert is_open(phase(*known), moment) is expected


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [
        ("Asia/Hong_Kong", at(2026, 5, 14, 16), at(2026, 5, 15, 16)),
        ("UTC", at(2026, 5, 15, 0), at(2026, 5, 16, 0)),
        ("Europe/London", at(2026, 5, 14, 23), at(2026, 5, 15, 23)),
    ],
)
def test_days_are_cut_in_the_programmes_zone(zone: str, first: datetime, last: datetime) -> None:
    programme, day = Programme(code="X", time_zone=zone), date(2026, 5, 15)
    assert (day_start(day, programme), day_end(day, programme)) == (first, last - TICK)
