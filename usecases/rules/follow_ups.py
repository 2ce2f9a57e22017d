"""When a bank is asked what became of a completed trial: 6 and 12 calendar months after it."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from usecases.models.outcomes import Outcome
from usecases.vocabulary.terms import FOLLOW_UPS, OutcomeResult

MONTHS: tuple[int, ...] = tuple(months for months, _label in FOLLOW_UPS)


@dataclass(frozen=True)
class FollowUp:
    """One asking: after how many months, on which day, and the last row that answers it."""

    months: int
    due_on: date
    reply: Outcome | None

    @property
    def unanswered(self) -> bool:
        """Whether it was written down that no reply came."""
        return self.reply is not None and self.reply.result == OutcomeResult.NO_REPLY

    def late(self, today: date) -> bool:
        """Whether its day has passed with nothing written down."""
        return self.reply is None and self.due_on < today

    def open(self, today: date) -> bool:
        """Whether its day has come with nothing written down."""
        return self.reply is None and self.due_on <= today


def add_months(day: date, months: int) -> date:
    """Return the same day so many months on; where that month is shorter, its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def latest_completion(today: date, months: int) -> date:
    """Return the latest day of completion of which this follow-up has come due by today."""
    back = add_months(today, -months)
    if today.day == monthrange(today.year, today.month)[1]:
        return back.replace(day=monthrange(back.year, back.month)[1])
    return back


def follow_ups(completed_on: date, outcomes: Iterable[Outcome]) -> list[FollowUp]:
    """Return both askings of a trial completed on a day; the last row of each is its reply."""
    replies = sorted(outcomes, key=lambda each: (each.happened_on, each.recorded_at))
    last = {each.follow_up: each for each in replies if each.follow_up}
    return [
        FollowUp(months, add_months(completed_on, months), last.get(months)) for months in MONTHS
    ]
