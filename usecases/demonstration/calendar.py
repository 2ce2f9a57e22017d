"""The days of the invented phases, counted from today, so that the newest is always open."""

from dataclasses import dataclass
from datetime import date, timedelta

ZONE = "Asia/Hong_Kong"
CODE = "HAR"

# Days from today: opens, closes, announced, trials from, trials to, report due.
_NEWEST = (-35, 26, 75, 105, 285, 330)
_ONE_BEFORE = (-300, -255, -205, -170, 30, 75)
_TWO_BEFORE = (-640, -590, -540, -505, -330, -290)
_APART = 340


@dataclass(frozen=True)
class Round:
    """One phase of the invented programme."""

    number: int
    theme: str
    opens: date
    closes: date
    announced: date
    trials_from: date
    trials_to: date
    report_due: date
    age: int  # how many phases came after it

    @property
    def code(self) -> str:
        """The code of the phase."""
        return f"{CODE}{self.number}"


_THEMES = ("Agents that act", "AI against AI", "First steps", "Groundwork")


def rounds(today: date, count: int) -> list[Round]:
    """Return so many phases, the oldest first; the newest is open today."""
    return [_round(today, count - age, age) for age in reversed(range(count))]


def _round(today: date, number: int, age: int) -> Round:
    pattern = (_NEWEST, _ONE_BEFORE, _TWO_BEFORE)[min(age, 2)]
    earlier = _APART * max(age - 2, 0)
    opens, closes, announced, trials_from, trials_to, report_due = (
        today + timedelta(days=days - earlier) for days in pattern
    )
    return Round(
        number=number,
        theme=_THEMES[min(age, len(_THEMES) - 1)],
        opens=opens,
        closes=closes,
        announced=announced,
        trials_from=trials_from,
        trials_to=trials_to,
        report_due=report_due,
        age=age,
    )
