"""Whether a moment lies inside a trial: not before it started, not after it ended."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from usecases.audit.writing import current
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.rules.trial_clock import Clock, clock_of
from usecases.workflow.errors import invalid


def clock(case: UseCase) -> Clock:
    """Return the clock of the trial as it stands."""
    moves = StageChange.objects.standing().filter(use_case=case)
    return clock_of(moves, current().moment)


def not_future(field: str, moment: datetime) -> None:
    """Refuse a moment that has not come."""
    if moment > current().moment:
        raise invalid(field, "future", _("This date is in the future."))


def since_start(field: str, moment: datetime, of: Clock) -> None:
    """Refuse a moment before the trial started, and one that has not come."""
    not_future(field, moment)
    if of.began is None or moment < of.began.happened_on:
        raise invalid(field, "before-start", _("The trial had not started then."))


def inside(field: str, moment: datetime, of: Clock) -> None:
    """Refuse a moment outside the trial."""
    since_start(field, moment, of)
    if of.ended is not None and moment > of.ended.happened_on:
        raise invalid(field, "after-end", _("The trial had ended by then."))
