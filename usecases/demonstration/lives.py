"""Plans every life before anything is written: who, what, and what happens when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from random import Random
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from usecases.demonstration.calendar import ZONE, Round
from usecases.demonstration.fates import Fate, fate, window
from usecases.demonstration.names import FIRMS, HARBOUR, PARTNERS, PEAK, Firm
from usecases.demonstration.texts import answers
from usecases.demonstration.topic import Topic
from usecases.demonstration.topics import TOPICS

T = TypeVar("T")

_APART = timedelta(minutes=40)
_OTHERS = 5  # between two turns of the firms whose people sign in; no divisor of the fates
_OPENING, _LONGEST_DAY = time(9, 0), 8 * 60


@dataclass(frozen=True)
class Life:
    """One invented use case, from its first draft on."""

    phase: Round
    firm: Firm
    topic: Topic
    answers: dict[str, Any]
    partners: tuple[str, ...]
    luck: int  # a number from 0 to 99 for what else is to be chosen
    events: tuple[tuple[datetime, str], ...] = field(repr=False)


def plan(phases: list[Round], use_cases: int, today: date, choose: Random) -> list[Life]:
    """Return so many lives, spread over the phases; the same seed gives the same lives."""
    shares = _shares(phases, use_cases)
    topics = _shuffled(TOPICS, choose)
    lives: list[Life] = []
    for phase, share in zip(phases, shares, strict=True):
        for turn, firm in enumerate(_deal(share, choose)):
            acts = fate(turn, phase.age)
            lives.append(_life(phase, firm, next(topics), acts=acts, today=today, choose=choose))
    return lives


def moment(day: date, choose: Random) -> datetime:
    """Return a moment in the working hours of a day."""
    start = datetime.combine(day, _OPENING, ZoneInfo(ZONE))
    return start + timedelta(minutes=choose.randrange(_LONGEST_DAY))


def _shares(phases: list[Round], use_cases: int) -> list[int]:
    """Share the use cases out: the middle gets most, the open phase least."""
    weights = [3 if phase.age == 0 else 5 if phase.age == 1 else 4 for phase in phases]
    shares = [use_cases * weight // sum(weights) for weight in weights]
    shares[-1] += use_cases - sum(shares)
    return shares


def _deal(share: int, choose: Random) -> list[Firm]:
    """Give every firm its turns; the two whose people sign in come first and most often."""
    others = _shuffled([firm for firm in FIRMS if firm not in (HARBOUR, PEAK)], choose)
    dealt: list[Firm] = []
    while len(dealt) < share:
        dealt += [HARBOUR, PEAK, *islice(others, _OTHERS)]
    return dealt[:share]


def _shuffled(deck: Sequence[T], choose: Random) -> Iterator[T]:
    """Deal a deck out again and again, shuffled anew each time."""
    while True:
        yield from choose.sample(deck, len(deck))


def _life(
    phase: Round, firm: Firm, topic: Topic, *, acts: Fate, today: date, choose: Random
) -> Life:
    """Let chance choose the days, within their windows, and what is written."""
    events: list[tuple[datetime, str]] = []
    for act in acts:
        first, last = window(act, phase, today)
        day = first + timedelta(days=choose.randrange((last - first).days + 1))
        at = moment(day, choose)
        if events:
            at = max(at, events[-1][0] + _APART)
        events.append((at, act))
    partners = choose.sample([name for name, _kind in PARTNERS], choose.choice((0, 1, 1, 2)))
    return Life(
        phase=phase,
        firm=firm,
        topic=topic,
        answers=answers(topic, choose),
        partners=tuple(sorted(partners)),
        luck=choose.randrange(100),
        events=tuple(events),
    )
