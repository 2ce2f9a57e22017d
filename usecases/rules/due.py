"""Where what falls due in a trial stands: due, late, handed in, in time or not. Never stored."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from usecases.models.monitoring import Deliverable
from usecases.models.phases import Programme
from usecases.models.usecases import UseCase
from usecases.vocabulary.monitoring import EXPECTED, DeliverableState


def today_of(programme: Programme, at: datetime) -> date:
    """Return the day in the programme's time zone."""
    return at.astimezone(ZoneInfo(programme.time_zone)).date()


def due_day(deliverable: Deliverable) -> date:
    """Return by when it is due: as amended, else as fixed when the trial started."""
    return deliverable.amended_due_on or deliverable.due_on


def state_of(deliverable: Deliverable, case: UseCase, at: datetime) -> DeliverableState:
    """Return where it stands; the last day still counts, and after a trial's end by force or
    withdrawal nothing is due.
    """
    if deliverable.waived_at:
        return DeliverableState.WAIVED
    if deliverable.signed_off_at:
        return DeliverableState.SIGNED_OFF
    if deliverable.handed_in_at:
        return DeliverableState.HANDED_IN
    if case.stage not in EXPECTED:
        return DeliverableState.NO_LONGER_DUE
    if due_day(deliverable) < today_of(case.phase.programme, at):
        return DeliverableState.LATE
    return DeliverableState.DUE


def days_late(deliverable: Deliverable, programme: Programme, *, original: bool = False) -> int:
    """Return how many days after its day it was handed in; 0 in time, or not handed in yet.

    Against the amended day, or against the one fixed when the trial started.
    """
    if deliverable.handed_in_at is None:
        return 0
    day = deliverable.due_on if original else due_day(deliverable)
    return max(0, (today_of(programme, deliverable.handed_in_at) - day).days)


def days_overdue(deliverable: Deliverable, case: UseCase, at: datetime) -> int:
    """Return for how many days it has been late; 0 where it is not."""
    if state_of(deliverable, case, at) != DeliverableState.LATE:
        return 0
    return (today_of(case.phase.programme, at) - due_day(deliverable)).days
