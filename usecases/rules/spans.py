"""When a trial ran, as far as its stage changes tell, and which moments a date may stand for."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.vocabulary.basis import Precision
from usecases.vocabulary.stages import ENDED, Stage

_IN_TRIAL = frozenset({Stage.TRIALLING, Stage.SUSPENDED})


@dataclass(frozen=True)
class Span:
    """From the earliest moment at which a trial may have begun to the one at which it ended."""

    zone: ZoneInfo
    began: datetime | None = None
    ended: datetime | None = None

    @property
    def first_day(self) -> date | None:
        """The day on which it began, in the programme's zone."""
        return self.began.astimezone(self.zone).date() if self.began else None

    @property
    def last_day(self) -> date | None:
        """The day on which it ended."""
        return self.ended.astimezone(self.zone).date() if self.ended else None

    def end_of(self, day: date, at: datetime) -> datetime:
        """Return the moment that a day stands for: its end, of today so far as it has gone."""
        if day == at.astimezone(self.zone).date():
            return at
        return datetime.combine(day, time.max, self.zone)


def trial_span(case: UseCase) -> Span:
    """Return when the trial of a case ran; a trial that was taken up again has not ended."""
    zone = ZoneInfo(case.phase.programme.time_zone)
    began: datetime | None = None
    ended: datetime | None = None
    moves = StageChange.objects.standing().filter(use_case=case)
    for move in moves.order_by("happened_on", "row"):
        if move.to_stage in _IN_TRIAL:
            began = began or earliest(move.happened_on, move.precision, zone)
            ended = None
        elif move.to_stage in ENDED:
            ended = ended or move.happened_on
    return Span(zone, began, ended)


def earliest(moment: datetime, precision: str, zone: ZoneInfo) -> datetime:
    """Return the first moment that may be meant; the stored one is the end of its span."""
    if precision == Precision.MOMENT:
        return moment
    day = moment.astimezone(zone).date()
    if precision in (Precision.MONTH, Precision.YEAR):
        day = day.replace(day=1)
    if precision == Precision.YEAR:
        day = day.replace(month=1)
    return datetime.combine(day, time.min, zone)


def end_of_span(day: date, precision: str) -> date:
    """Return the last day of the month or year in which a day lies, or the day."""
    if precision == Precision.YEAR:
        return date(day.year, 12, 31)
    if precision == Precision.MONTH:
        following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        return following - timedelta(days=1)
    return day
