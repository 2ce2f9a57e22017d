"""How long use cases took, read from their moves: to a decision, to a trial, in it, and beyond.

Days are those of the programme's calendar, with fractions. Not counted are days on which the clock
stood, and days for which a case was out of hand: a draft again, declined or withdrawn, before it
was taken up anew. What a source tells only to the month is not known.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from usecases.selection.steps import RUNNING, Frame, Life, Step
from usecases.vocabulary.stages import UNCOUNTED, Stage

TO_CONFIRMATION, TO_DECISION = "to_confirmation", "to_decision"
CLOSE_TO_CONFIRMATION, CLOSE_TO_DECISION = "close_to_confirmation", "close_to_decision"
TO_TRIAL, IN_TRIAL, OVERRUN = "to_trial", "in_trial", "overrun"
MEASURES = (
    *(TO_CONFIRMATION, TO_DECISION, CLOSE_TO_CONFIRMATION, CLOSE_TO_DECISION),
    *(TO_TRIAL, IN_TRIAL, OVERRUN),
)
# What is said of the target, once it has fallen due.
MET, MISSED = "met", "missed"
TARGET = "target"


@dataclass
class Stretch:
    """How long each thing took, what came about on unknown dates, and what became of the target.

    `ends` holds the day on which each came about, where it is known.
    """

    took: dict[str, timedelta] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    ends: dict[str, date] = field(default_factory=dict)
    target: str = ""

    def tell(self, measure: str, end: Step | None, took: timedelta | None) -> None:
        """Say how long something took; not known where nothing is given."""
        if took is None:
            self.unknown.add(measure)
        else:
            self.took[measure] = took
        if end is not None and end.exact:
            self.ends[measure] = end.when.date()


def stretch_of(steps: Sequence[Step], frame: Frame) -> Stretch:
    """Return how long one case took; of what never came in, nothing."""
    found = Stretch()
    if not steps or steps[-1].stage in UNCOUNTED:
        return found
    life = Life(steps, frame)
    _to_decision(life, found)
    _target(life, found)
    _trial(life, found)
    return found


def _to_decision(life: Life, found: Stretch) -> None:
    made = life.decision
    if made is None:
        return
    sure = made.exact and made.stage in (Stage.ACCEPTED, Stage.DECLINED) and not life.vague
    confirmed = life.frame.confirmed.get(made.decides)
    agreed = Step(made.stage, confirmed) if confirmed else None
    for since, release, confirmation in (
        (life.submitted, TO_DECISION, TO_CONFIRMATION),
        (life.begins, CLOSE_TO_DECISION, CLOSE_TO_CONFIRMATION),
    ):
        for measure, end in ((release, made), (confirmation, agreed)):
            known = sure and since is not None and end is not None
            took = life.between(since, end.when) if known and since and end else None
            found.tell(measure, end, took)


def _target(life: Life, found: Stretch) -> None:
    """Say whether it was decided in time, once that can be said."""
    made, begins, days = life.decision, life.begins, life.frame.target
    if days is None or begins is None or life.vague:
        return
    if made is not None and not (made.exact and made.stage in (Stage.ACCEPTED, Stage.DECLINED)):
        return
    last = life.steps[-1]
    left = last.stage in (Stage.WITHDRAWN, Stage.LAPSED)
    end = made.when if made else last.when if left else life.frame.now
    due = begins + timedelta(days=days) + life.idle(begins, end)
    if due > (life.frame.now if made else end):
        return
    found.target = MET if made and made.when <= due else MISSED
    found.ends[TARGET] = due.date()


def _trial(life: Life, found: Stretch) -> None:
    began, made = life.started, life.decision
    if began is None:
        return
    sure = began.stage == Stage.TRIALLING and began.exact
    if made is not None and made.decides == "accept":
        known = sure and made.exact and made.stage == Stage.ACCEPTED
        found.tell(TO_TRIAL, began, life.between(made.when, began.when) if known else None)
    inside = [n for n, step in enumerate(life.steps) if step.stage in RUNNING]
    ended = life.steps[inside[-1] + 1] if inside and inside[-1] + 1 < len(life.steps) else None
    if life.steps[-1].stage not in RUNNING:
        spans = [(life.spells[n], life.steps[n + 1]) for n in inside]
        exact = all(spell[0].exact and after.exact for spell, after in spans)
        ran = sum(
            (u - s.when for (s, u), _after in spans if s.stage == Stage.TRIALLING), timedelta()
        )
        found.tell(IN_TRIAL, ended or began, ran if sure and exact and ended else None)
    _overrun(life, found, ended or began)


def _overrun(life: Life, found: Stretch, ended: Step) -> None:
    """Say how far a trial ran past the last day of its plan; one that runs still, until now."""
    planned = life.frame.planned_to
    running = life.steps[-1].stage in RUNNING
    end = Step(Stage.TRIALLING, life.frame.now) if running else ended
    if planned is None:
        return
    over = end.when - datetime.combine(planned + timedelta(days=1), time.min)
    if not end.exact:
        found.tell(OVERRUN, end, None)
    elif over > timedelta():
        found.tell(OVERRUN, end, over)
