"""Calendar months: the same day later, or the last of a shorter month."""

from datetime import UTC, date, datetime, timedelta

import pytest

from usecases.models.outcomes import Outcome
from usecases.rules.follow_ups import MONTHS, add_months, follow_ups, latest_completion
from usecases.vocabulary.terms import OutcomeResult

DAYS = [date(2023, 1, 1) + timedelta(days=n) for n in range(3 * 366)]


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2026, 3, 15), 6, date(2026, 9, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 3, 31), 6, date(2026, 9, 30)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 6, 30), -6, date(2025, 12, 30)),
        (date(2026, 1, 31), -12, date(2025, 1, 31)),
    ],
)
def test_calendar_months(day: date, months: int, due: date) -> None:
    assert add_months(day, months) == due


@pytest.mark.parametrize("months", MONTHS)
def test_the_latest_completion_is_the_latest_that_is_due(months: int) -> None:
    for today in DAYS[400:1000]:
        past = [day for day in DAYS if add_months(day, months) <= today]
        assert latest_completion(today, months) == past[-1]


def told(months: int | None, day: int, result: str = OutcomeResult.IN_PRODUCTION) -> Outcome:
    moment = datetime(2026, 10, day, tzinfo=UTC)
    return Outcome(follow_up=months, happened_on=moment, recorded_at=moment, result=result)


def test_the_last_row_of_an_asking_is_its_reply() -> None:
    first, second = told(6, 2, OutcomeResult.NO_REPLY), told(6, 9)
    six, twelve = follow_ups(date(2026, 3, 31), [second, told(None, 20), first])
    assert (six.months, six.due_on, six.reply, six.unanswered) == (
        6,
        date(2026, 9, 30),
        second,
        False,
    )
    assert (twelve.months, twelve.due_on, twelve.reply) == (12, date(2027, 3, 31), None)
    assert [twelve.open(date(2027, 3, day)) for day in (30, 31)] == [False, True]
    assert [twelve.late(day) for day in (date(2027, 3, 31), date(2027, 4, 1))] == [False, True]
    assert (six.open(date(2030, 1, 1)), six.late(date(2030, 1, 1))) == (False, False)


def test_no_reply_is_an_answer_too() -> None:
    six, _twelve = follow_ups(date(2026, 3, 31), [told(6, 2, OutcomeResult.NO_REPLY)])
    assert (six.unanswered, six.open(date(2027, 1, 1))) == (True, False)
