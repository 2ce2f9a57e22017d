"""What a phase's dates say: its state, and whether a submission may come in."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from usecases.models.phases import Phase, Programme


class PhaseState(TextChoices):
    """Derived, never stored."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open")
    ASSESSING = "assessing", _("Assessing")
    TRIALLING = "trialling", _("Trialling")
    REPORTING = "reporting", _("Reporting")
    CLOSED = "closed", _("Closed")


def day_end(day: date, programme: Programme) -> datetime:
    """Return the last moment of a day in the programme's time zone."""
    return datetime.combine(day, time.max, ZoneInfo(programme.time_zone))


def day_start(day: date, programme: Programme) -> datetime:
    """Return the first moment of a day in the programme's time zone."""
    return datetime.combine(day, time.min, ZoneInfo(programme.time_zone))


def state(phase: Phase, at: datetime) -> PhaseState:
    """Return the state at a moment; a date that is missing has passed when any later one has."""
    zone = phase.programme
    steps = (
        (PhaseState.OPEN, phase.opens_at),
        (PhaseState.ASSESSING, phase.closes_at),
        (PhaseState.ASSESSING, phase.announced_on and day_end(phase.announced_on, zone)),
        (PhaseState.TRIALLING, phase.trials_from and day_start(phase.trials_from, zone)),
        (PhaseState.REPORTING, phase.trials_to and day_end(phase.trials_to, zone)),
        (PhaseState.CLOSED, phase.report_due_on and day_end(phase.report_due_on, zone)),
    )
    reached = PhaseState.PLANNED
    for name, moment in steps:
        if moment is not None and moment <= at:
            reached = name
    return reached


def is_open(phase: Phase, at: datetime) -> bool:
    """Return whether a submission may come in at this moment; the last moment still counts."""
    if phase.opens_at is None:
        return False
    if phase.closes_at is not None:
        return phase.opens_at <= at <= phase.closes_at
    return state(phase, at) == PhaseState.OPEN
