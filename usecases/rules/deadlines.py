"""What a phase's dates say: its state, and whether a submission may come in."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from usecases.models.phases import Phase, Programme
from usecases.vocabulary.limits import TIME_ZONE


class PhaseState(TextChoices):
    """Derived, never stored."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open")
    ASSESSING = "assessing", _("Assessing")
    ANNOUNCED = "announced", _("Announced")
    TRIALLING = "trialling", _("Trialling")
    REPORTING = "reporting", _("Reporting")
    CLOSED = "closed", _("Closed")


def day_end(day: date, programme: Programme | None) -> datetime:
    """Return the last moment of a day in the programme's time zone, else in the usual one."""
    zone = programme.time_zone if programme else TIME_ZONE
    return datetime.combine(day, time.max, ZoneInfo(zone))


def day_start(day: date, programme: Programme) -> datetime:
    """Return the first moment of a day in the programme's time zone."""
    return datetime.combine(day, time.min, ZoneInfo(programme.time_zone))


def state(phase: Phase, at: datetime) -> PhaseState:
    """Return the state at a moment; a date that is missing has passed when any later one has.

    The last moment before a closing still belongs to what it closes.
    """
    zone = phase.programme
    begins = phase.trials_from and day_start(phase.trials_from, zone)
    steps = (
        (PhaseState.OPEN, phase.opens_at and phase.opens_at <= at),
        (PhaseState.ASSESSING, phase.closes_at and phase.closes_at < at),
        (PhaseState.ANNOUNCED, phase.announced_on and day_end(phase.announced_on, zone) < at),
        (PhaseState.TRIALLING, begins and begins <= at),
        (PhaseState.REPORTING, phase.trials_to and day_end(phase.trials_to, zone) < at),
        (PhaseState.CLOSED, phase.report_due_on and day_end(phase.report_due_on, zone) < at),
    )
    passed = [name for name, has_passed in steps if has_passed]
    return passed[-1] if passed else PhaseState.PLANNED


def is_open(phase: Phase, at: datetime) -> bool:
    """Return whether a submission may come in at this moment; the last moment still counts."""
    if phase.opens_at is None:
        return False
    if phase.closes_at is not None:
        return phase.opens_at <= at <= phase.closes_at
    return state(phase, at) == PhaseState.OPEN


def decision_due(phase: Phase, handed_in: datetime | None) -> datetime | None:
    """Return by when a decision is due: so many days after the later of submission and closing."""
    target = phase.programme.target_days
    if target is None or handed_in is None:
        return None
    return max(handed_in, phase.closes_at or handed_in) + timedelta(days=target)
