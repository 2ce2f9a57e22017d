"""Stage times and durations of use cases, ready-made: what their moves say and nothing else.

Nothing here depends on the moment of asking: what has not ended yet has no duration.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.reporting.feeds_look import Look
from usecases.selection.clock import DAY, clock_of
from usecases.selection.history import ACCEPTING, arrived_at
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import PATH, Stage
from usecases.vocabulary.verbs import Verb

# The stages whose first time stands in a column of its own.
TIMED: tuple[str, ...] = (
    *(Stage.SUBMITTED, Stage.ASSESSING, Stage.WAITLISTED, Stage.ACCEPTED, Stage.DECLINED),
    *(Stage.TRIALLING, Stage.COMPLETED, Stage.TERMINATED, Stage.WITHDRAWN, Stage.LAPSED),
)
DAYS = ("days_in_review", "days_stood", "days_to_trial", "days_in_trial", "days_suspended")
COLUMNS: tuple[str, ...] = (
    *(f"first_{stage}" for stage in TIMED),
    *(f"reached_{stage}" for stage in PATH),
    *("decision", "decided"),
    *DAYS,
)
_DECIDING = (*ACCEPTING, Stage.DECLINED, Stage.WAITLISTED)
_REOPENING = (Verb.REOPEN, Verb.CORRECT, Verb.RECORD)
_ARRIVED = {stage: frozenset(arrived_at(stage)) for stage in PATH}
_AFTER_TRIAL = (Stage.COMPLETED, Stage.TERMINATED, Stage.WITHDRAWN)
_FRACTION = Decimal("0.0001")

Move = tuple[str, datetime, str]  # to which stage, when, by which verb


def timed(cases: Sequence[tuple[Any, Any, str]], look: Look) -> dict[Any, tuple[Any, ...]]:
    """Return the values of `COLUMNS` for cases given by id, phase and stage, in one query."""
    moves = _moves([pk for pk, _phase, _stage in cases])
    stubs: dict[Any, UseCase] = {}
    found = {}
    for pk, phase, stage in cases:
        if phase not in stubs:
            stubs[phase] = UseCase(phase=look.phases[phase], basis=Basis.RECORDED)
        found[pk] = _values(moves.get(pk, []), stage, stubs[phase], look.zones[phase])
    return found


def _moves(cases: list[Any]) -> dict[Any, list[Move]]:
    rows = StageChange.objects.standing().filter(use_case__in=cases)
    told = rows.order_by("use_case", "happened_on", "row").values_list(
        "use_case", "to_stage", "happened_on", "verb"
    )
    return {
        case: [(to, at, verb) for _case, to, at, verb in group]
        for case, group in groupby(told, key=lambda row: row[0])
    }


def _values(moves: list[Move], stage: str, stub: UseCase, zone: ZoneInfo) -> tuple[Any, ...]:
    first: dict[str, datetime] = {}
    for to, at, _verb in moves:
        first.setdefault(to, at)
    stages = {to for to, _at, _verb in moves}
    return (
        *(first.get(each) for each in TIMED),
        *(not stages.isdisjoint(_ARRIVED[each]) for each in PATH),
        *_decided(moves, stage),
        *_reviewed(moves, stub),
        *_tried(moves, first, zone),
    )


def _decided(moves: list[Move], stage: str) -> tuple[str, datetime | None]:
    """Return the decision in force, as the list of use cases says it, and when it was made."""
    held, since = "", None
    for to, at, verb in moves:
        if to in _DECIDING:
            kind = "accepted" if to in ACCEPTING else to
            if kind != held:
                held, since = kind, at if to in (Stage.ACCEPTED, Stage.DECLINED) else None
        elif to == Stage.SCREENING and verb in _REOPENING:
            held, since = "", None
    if held in ("accepted", Stage.DECLINED):  # who withdraws later stays accepted
        return held, since
    undecided = {Stage.WITHDRAWN: "withdrawn-before", Stage.LAPSED: "none"}
    return undecided.get(Stage(stage), "pending"), None


def _reviewed(moves: list[Move], stub: UseCase) -> tuple[Decimal | None, Decimal | None]:
    """Return how long the clock ran until the review ended, and how long it stood."""
    if not any(to == Stage.SUBMITTED for to, _at, _verb in moves):
        return None, None
    clock = clock_of(stub, [(to, at) for to, at, _verb in moves], moves[-1][1])
    if clock is None or clock.ended is None:
        return None, None
    return _rounded(clock.ran), _rounded(clock.stood)


def _tried(
    moves: list[Move], first: dict[str, datetime], zone: ZoneInfo
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Return days from acceptance to the trial, in it without suspensions, and suspended."""
    began = first.get(Stage.TRIALLING)
    if began is None:
        return None, None, None
    accepted = first.get(Stage.ACCEPTED)
    waited = None if accepted is None else _rounded(_days(accepted, began, zone))
    ended = next((at for to, at, _v in moves if at >= began and to in _AFTER_TRIAL), None)
    if ended is None:
        return waited, None, None
    stood = sum(_days(since, until, zone) for since, until in _suspended(moves))
    return waited, _rounded(_days(began, ended, zone) - stood), _rounded(stood)


def _suspended(moves: list[Move]) -> Iterable[tuple[datetime, datetime]]:
    for at, (to, since, _verb) in enumerate(moves[:-1]):
        if to == Stage.SUSPENDED:
            yield since, moves[at + 1][1]


def _days(since: datetime, until: datetime, zone: ZoneInfo) -> float:
    """Return days of the calendar of a place between two moments, with fractions."""
    local = [each.astimezone(zone).replace(tzinfo=None) for each in (since, until)]
    return (local[1] - local[0]) / DAY


def _rounded(days: float) -> Decimal:
    return Decimal(str(days)).quantize(_FRACTION)
