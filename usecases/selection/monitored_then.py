"""What is monitored, as it stood at a moment (`as_at`) and was known at one (`known_at`).

What was written of a record later than `known_at` was not known: a moment counts only where nothing
touched it since. So a hand-in that was sent back counts as none.
"""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Replace, TruncDate
from django.db.models.lookups import GreaterThan, LessThan
from django.utils import timezone

from usecases.models.trail import Change
from usecases.models.trials import Amendment
from usecases.models.usecases import UseCase
from usecases.selection.history import Times, any_of, placed
from usecases.selection.monitored import zones
from usecases.vocabulary.monitoring import EXPECTED, DeliverableState

_ZONE = "use_case__phase__programme__time_zone"
_NO_HYPHENS = (Value("-"), Value(""))


def settled(kind: str, field: str, times: Times) -> Q:
    """The condition that a moment of a record had come by then, and was known to have."""
    come = Q(**{f"{field}__isnull": False}) & times.by(field, field)
    if times.known_at is None:
        return come
    key = Replace(Cast(OuterRef("pk"), CharField()), *_NO_HYPHENS)
    later = Change.objects.filter(
        kind=kind, use_case=OuterRef("use_case"), recorded_at__gt=times.known_at
    )
    touching = later.filter(Q(after__has_key=field))
    return come & ~Q(Exists(touching.alias(key=Replace("record", *_NO_HYPHENS)).filter(key=key)))


def standing_at(stages: tuple[str, ...], times: Times) -> Q:
    """The condition that the case of a record stood at one of these stages."""
    if times.now:
        return Q(use_case__stage__in=stages)
    cases = placed(UseCase.objects.all(), times).filter(Q(stage_then__in=stages))
    return Q(use_case__in=cases.order_by().values("pk"))


def deliverable_was(state: str, times: Times) -> Q:
    """The condition that a deliverable stood at a state; now it is what `monitored` says."""
    waived, signed, handed = (
        settled("deliverable", f"{name}_at", times)
        for name in ("waived", "signed_off", "handed_in")
    )
    waits = ~waived & ~signed & ~handed
    conditions: dict[str, Callable[[], Q]] = {
        DeliverableState.WAIVED: lambda: waived,
        DeliverableState.SIGNED_OFF: lambda: ~waived & signed,
        DeliverableState.HANDED_IN: lambda: ~waived & ~signed & handed,
        DeliverableState.NO_LONGER_DUE: lambda: waits & ~standing_at(EXPECTED, times),
        DeliverableState.LATE: lambda: waits & standing_at(EXPECTED, times) & _past(times),
        DeliverableState.DUE: lambda: waits & standing_at(EXPECTED, times) & ~_past(times),
    }
    return conditions[state]()


def handed_in_by_its_day(times: Times, *, in_time: bool, at_first: bool = False) -> Q:
    """The condition that it was handed in by its day, or after it: as amended by then, or as it
    was fixed at first.
    """
    due = F("due_on") if at_first else due_then(times)
    return settled("deliverable", "handed_in_at", times) & on_day("handed_in_at", due, in_time)


def due_then(times: Times) -> Combinable:
    """Return the day on which a deliverable was due, as amended by then."""
    if times.now:
        return Coalesce("amended_due_on", "due_on")
    amended = Amendment.objects.filter(
        times.by("amended_at"), deliverable=OuterRef("pk"), field="due_on"
    ).exclude(before="")
    after = amended.order_by("-amended_at", "-recorded_at").values("after")[:1]
    return Coalesce(Cast(Subquery(after), DateField()), F("due_on"))


def on_day(moment: str, day: Combinable, in_time: bool) -> Q:
    """The condition that a moment lies on a day or before it, or after it, in its programme."""
    late = any_of(
        [
            Q(**{_ZONE: zone}) & Q(GreaterThan(TruncDate(moment, tzinfo=ZoneInfo(zone)), day))
            for zone in zones()
        ]
    )
    return ~late if in_time else late


def _past(times: Times) -> Q:
    return day_over(due_then(times), times)


def day_over(day: Combinable, times: Times) -> Q:
    """The condition that a day was over: the last day itself still counts."""
    at = times.as_at or timezone.now()
    return any_of(
        [Q(**{_ZONE: zone}) & Q(LessThan(day, Value(_today(at, zone)))) for zone in zones()]
    )


def _today(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()
