"""How long the use cases of a selection took, in three queries; and those of which it is known."""

from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.selection.history import Times, stage_changes, void_cases
from usecases.selection.periods import Period
from usecases.selection.steps import Frame, Step, confirmations, is_exact, local
from usecases.selection.stretches import TARGET, Stretch, stretch_of
from usecases.selection.zoned import in_zone, shown
from usecases.vocabulary.terms import DecisionOutcome

# Parameters of use cases that are applied here.
TIMED = ("measured", "unmeasured", "decision_target")
_ZONE = "use_case__phase__programme__time_zone"
_FRAME = (
    *("phase__closes_at", "phase__window_precision", "phase__clock_stops"),
    *("phase__programme__target_days", "trial__planned_to", "phase__programme__time_zone"),
)


def stretches(cases: QuerySet[UseCase], times: Times) -> dict[UUID, Stretch]:
    """Return how long each of these took, as at a moment and as known at one."""
    keys = cases.order_by().values("pk")
    confirmed = _confirmed(keys, times)
    told = {
        row[0]: row[1:] for row in UseCase.objects.filter(pk__in=keys).values_list("pk", *_FRAME)
    }
    moves = stage_changes(times).filter(use_case__in=keys)
    moves = moves.exclude(use_case__in=void_cases(times).values("use_case"))
    rows = moves.order_by("use_case", "happened_on", "row").values_list(
        "use_case", "to_stage", in_zone("happened_on", _ZONE), "precision", "verb"
    )
    at = times.as_at or timezone.now()
    found = {}
    for key, group in groupby(rows.iterator(20_000), key=itemgetter(0)):
        zone = ZoneInfo(told[key][-1])
        steps = [Step(s, shown(when, zone), is_exact(p), v) for _key, s, when, p, v in group]
        found[key] = stretch_of(steps, _frame(told[key], confirmed.get(key, []), zone, at))
    return found


def _frame(
    told: tuple[Any, ...], confirmed: list[tuple[str, datetime]], zone: ZoneInfo, at: datetime
) -> Frame:
    closes, precision, stops, target, planned, _zone = told
    return Frame(
        now=local(at, zone),
        closes=local(closes, zone) if closes else None,
        closing_known=closes is None or is_exact(precision),
        clock_stops=stops,
        target=target,
        planned_to=planned,
        confirmed=confirmations(confirmed, zone),
    )


def _confirmed(keys: Any, times: Times) -> dict[UUID, list[tuple[str, datetime]]]:
    """Return which decisions were confirmed when, of those that are released; the last one last."""
    rows = Decision.objects.filter(
        times.by("released_at", "released_at"), use_case__in=keys, released_at__isnull=False
    )
    rows = rows.filter(confirmed_at__isnull=False).exclude(outcome=DecisionOutcome.WAITLIST)
    found: dict[UUID, list[tuple[str, datetime]]] = {}
    ordered = rows.order_by("released_at", "pk")
    for key, outcome, moment in ordered.values_list("use_case", "outcome", "confirmed_at"):
        if moment is not None:
            found.setdefault(key, []).append((outcome, moment))
    return found


def timed_filters(
    rows: QuerySet[UseCase], wanted: dict[str, Any], times: Times, happened: Period
) -> QuerySet[UseCase]:
    """Apply `measured`, `unmeasured` and `decision_target`; of a period, what came about then."""
    measured, unmeasured = (set(wanted.get(name) or ()) for name in TIMED[:2])
    targets = set(wanted.get("decision_target") or ())
    if not (measured or unmeasured or targets):
        return rows
    kept = []
    for key, found in stretches(rows, times).items():
        asked = [(measured, measured & set(found.took)), (unmeasured, unmeasured & found.unknown)]
        asked.append((targets, {TARGET} if found.target in targets else set()))
        if all(not some or _any_in(found, told, happened) for some, told in asked):
            kept.append(key)
    return rows.filter(Q(pk__in=kept))


def _any_in(found: Stretch, told: set[str], period: Period) -> bool:
    return any(in_period(found, each, period) for each in told)


def in_period(found: Stretch, measure: str, period: Period) -> bool:
    """Whether something came about in a period; of an unknown day in none."""
    day = found.ends.get(measure)
    if not period.bounded:
        return True
    if day is None:
        return False
    return (period.first or day) <= day <= (period.last or day)
