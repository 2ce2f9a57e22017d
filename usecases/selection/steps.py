"""The moves of one use case by the calendar of its programme, and what follows from them."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from usecases.selection.history import ACCEPTING, UNDECIDING_VERBS
from usecases.vocabulary.basis import Precision
from usecases.vocabulary.stages import IMPLIED, Stage

RUNNING = (Stage.TRIALLING, Stage.SUSPENDED)
_TRIED = frozenset(stage for stage, past in IMPLIED.items() if Stage.TRIALLING in past)


@dataclass(frozen=True)
class Step:
    """One move: to which stage, when by the calendar of the programme, and whether that is known
    to the day.
    """

    stage: str
    when: datetime
    exact: bool = True
    verb: str = ""

    @property
    def decides(self) -> str:
        """What it says of the decision, if anything."""
        if self.stage in ACCEPTING:
            return "accept"
        if self.stage == Stage.SCREENING and self.verb in UNDECIDING_VERBS:
            return "open"
        said: dict[str, str] = {Stage.DECLINED: "decline", Stage.WAITLISTED: "waitlist"}
        return said.get(self.stage, "")


@dataclass(frozen=True)
class Frame:
    """What the phase, the plan and the papers say: all by the calendar of the programme."""

    now: datetime
    closes: datetime | None = None
    closing_known: bool = True
    clock_stops: bool = True
    target: int | None = None
    planned_to: date | None = None
    confirmed: dict[str, datetime] = field(default_factory=dict)  # by what was decided


class Life:
    """The moves of one case, with what follows from them."""

    def __init__(self, steps: Sequence[Step], frame: Frame) -> None:
        self.steps, self.frame = steps, frame
        ends = (*(each.when for each in steps[1:]), frame.now)
        self.spells = list(zip(steps, ends, strict=True))
        out = {Stage.DRAFT, Stage.DECLINED, Stage.WITHDRAWN}
        out |= {Stage.CLARIFYING} if frame.clock_stops else set()
        self.stood = [(step.when, until) for step, until in self.spells if step.stage in out]
        self.vague = any(
            step.stage in out and not (step.exact and after.exact)
            for step, after in itertools.pairwise(steps)
        )
        first = next((each for each in steps if each.stage in IMPLIED), None)
        known = first and first.stage == Stage.SUBMITTED and first.exact
        self.submitted = first.when if first and known else None
        self.decision = self._decision()
        self.started = next((each for each in steps if each.stage in _TRIED), None)

    def _decision(self) -> Step | None:
        """Return the move by which the decision in force came."""
        said, made = "", None
        for step in self.steps:
            if step.decides and step.decides != said:
                said, made = step.decides, step
        return made if said in ("accept", "decline") else None

    def between(self, since: datetime, until: datetime) -> timedelta:
        """Return how long it took from one moment to another, less what stood between."""
        return max(timedelta(), until - since - self.idle(since, until))

    def idle(self, since: datetime, until: datetime) -> timedelta:
        """Return how long the clock stood between two moments."""
        if not self.stood:
            return timedelta()
        parts = (min(end, until) - max(begin, since) for begin, end in self.stood)
        return sum((max(timedelta(), each) for each in parts), timedelta())

    @property
    def begins(self) -> datetime | None:
        """From when the target runs: the later of submission and the close of the window."""
        if self.submitted is None or not self.frame.closing_known:
            return None
        return max(self.submitted, self.frame.closes or self.submitted)


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return a moment as the calendar and the clock of a place show it."""
    return moment.astimezone(zone).replace(tzinfo=None)


def is_exact(precision: str) -> bool:
    """Whether a date is known to the day."""
    return precision in (Precision.MOMENT, Precision.DAY)


def confirmations(rows: Iterable[tuple[str, datetime]], zone: ZoneInfo) -> dict[str, datetime]:
    """Return by what was decided when the last such decision was confirmed."""
    return {outcome: local(moment, zone) for outcome, moment in rows}
