"""The conditions behind what is monitored: what is late, open, handed in too late, lit red."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.db.models.functions import Coalesce, TruncDate
from django.db.models.lookups import GreaterThan

from usecases.models.phases import Programme
from usecases.models.usecases import UseCase
from usecases.rules.follow_ups import MONTHS, latest_completion
from usecases.rules.lights import lights_for
from usecases.selection.history import Times, any_of, stage_changes
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.monitoring import EXPECTED, RUNNING, DeliverableState
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.trials import NoteKind

_PROGRAMME = "use_case__phase__programme__time_zone"
_OPEN = Q(waived_at__isnull=True, signed_off_at__isnull=True)


def zones() -> list[str]:
    """Return the time zones in which programmes cut their days."""
    return list(Programme.objects.order_by().values_list("time_zone", flat=True).distinct())


def deliverable_is(state: str, at: datetime) -> Q:
    """The condition that a deliverable stands at a state; `rules.due.state_of` says the same."""
    expected = Q(use_case__stage__in=EXPECTED)
    waits = _OPEN & Q(handed_in_at__isnull=True)
    conditions: dict[str, Callable[[], Q]] = {
        DeliverableState.WAIVED: lambda: Q(waived_at__isnull=False),
        DeliverableState.SIGNED_OFF: lambda: Q(waived_at=None, signed_off_at__isnull=False),
        DeliverableState.HANDED_IN: lambda: _OPEN & Q(handed_in_at__isnull=False),
        DeliverableState.NO_LONGER_DUE: lambda: waits & ~expected,
        DeliverableState.LATE: lambda: waits & expected & _past_its_day(at),
        DeliverableState.DUE: lambda: waits & expected & ~_past_its_day(at),
    }
    return conditions[state]()


def _past_its_day(at: datetime) -> Q:
    return any_of([Q(**{_PROGRAMME: zone}) & _due_before(_today(at, zone)) for zone in zones()])


def handed_in_late() -> Q:
    """The condition that it was handed in after its day, as amended."""
    due = Coalesce("amended_due_on", "due_on")
    return any_of(
        [
            Q(**{_PROGRAMME: zone})
            & Q(GreaterThan(TruncDate("handed_in_at", tzinfo=ZoneInfo(zone)), due))
            for zone in zones()
        ]
    ) & Q(handed_in_at__isnull=False)


def note_is_late(at: datetime) -> Q:
    """What a note asks of a bank is past its day, neither answered nor closed."""
    open_ones = Q(closed_at__isnull=True, done="", due_on__isnull=False)
    asked = ~Q(kind=NoteKind.INTERNAL) & open_ones
    late = [Q(**{_PROGRAMME: zone}) & Q(due_on__lt=_today(at, zone)) for zone in zones()]
    return asked & any_of(late)


def follow_up_due(at: datetime) -> Q:
    """The condition on use cases that a follow-up has come due and nothing is written of it."""
    completed = stage_changes(Times()).filter(to_stage=Stage.COMPLETED)
    due = Q(pk__in=())
    for zone, months in product(zones(), MONTHS):
        end = _after(latest_completion(_today(at, zone), months), zone)
        over = completed.filter(happened_on__lt=end)
        told = UseCase.objects.filter(outcomes__follow_up=months)
        of_zone = Q(phase__programme__time_zone=zone)
        due |= of_zone & Q(pk__in=over.values("use_case")) & ~Q(pk__in=told.values("pk"))
    return Q(stage=Stage.COMPLETED, basis=Basis.LIVE) & due


def lit(colours: Iterable[str], at: datetime, path: str = "pk") -> Q:
    """The condition that the light of the running trial has one of these colours; `path` leads to
    the use case.

    A light is read from the records by `rules.lights`, so it is read here, of all that run.
    """
    wanted = set(colours)
    running = UseCase.objects.filter(stage__in=RUNNING, basis=Basis.LIVE)
    lights = lights_for(running.select_related("phase__programme"), at)
    found = [key for key, light in lights.items() if light.colour in wanted]
    return Q(**{f"{path}__in": found})


def _due_before(day: date) -> Q:
    return Q(amended_due_on__lt=day) | Q(amended_due_on__isnull=True, due_on__lt=day)


def _today(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def _after(day: date, zone: str) -> datetime:
    """Return the first moment after a day."""
    return datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(zone))
