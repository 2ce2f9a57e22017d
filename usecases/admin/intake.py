"""The intake of open phases: what came in, what is being written, against the capacity."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from usecases.admin.figures import figure_url
from usecases.charts.chart import Chart, Kind, Line, Point
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.reporting.table import Row
from usecases.rules.drafts import UnderWay, under_way
from usecases.selection.intake import came_in, open_phases

_MOST_POINTS = 27
_NEAR = timedelta(days=7)


@dataclass(frozen=True)
class Intake:
    """An open phase: how many came in, how many are written, and the way there."""

    phase: Phase
    received: int
    url: str
    drafts: UnderWay | None
    days_left: int | None
    chart: Chart

    @property
    def closes_soon(self) -> bool:
        """Whether drafts are still written a week before the close."""
        near = self.days_left is not None and self.days_left <= _NEAR.days
        return near and self.drafts is not None


def intake(person: Person, funnel: dict[str, Row], now: datetime) -> list[Intake]:
    """Return the open phases; the figure of each is that of the funnel."""
    phases = open_phases(person, now)
    moments = came_in(person, phases)
    drafts = {each.phase.pk: each for each in under_way(person)}
    found = []
    for phase in phases:
        row = funnel[phase.code]
        left = None if phase.closes_at is None else (phase.closes_at - now).days
        url, known = figure_url(row.records["submitted"]), moments.get(phase.pk, [])
        received: int = row.values["submitted"]
        drawn = _chart(phase, known, now, url)
        found.append(Intake(phase, received, url, drafts.get(phase.pk), left, drawn))
    return found


def _chart(phase: Phase, moments: list[datetime], now: datetime, url: str) -> Chart:
    """Draw how it grew from the opening to the close, with what is still to come left open."""
    opened = phase.opens_at or now
    ends = _marks(opened, max(phase.closes_at or now, now), now)
    capacity = phase.capacity
    series = [str(_("Received")), *([str(_("Capacity"))] if capacity else [])]
    lines = []
    for end in ends:
        number = bisect_right(moments, end) if end <= now else None
        points = [Point(number, url=url if end == now else "")]
        points += [Point(capacity)] if capacity else []
        lines.append(Line(date_format(localtime(end), "j M Y"), tuple(points)))
    return Chart(
        f"intake-{phase.code}",
        Kind.LINE,
        format_lazy(_("{phase}: what has come in since it opened"), phase=phase.code),
        _("use cases"),
        _("Until"),
        tuple(series),
        tuple(lines),
        _("Sandbox Tracker"),
        date_format(localtime(now), "DATE_FORMAT"),
    )


def _marks(opened: datetime, last: datetime, now: datetime) -> list[datetime]:
    """Return evenly spaced moments through which the intake is told, this one among them."""
    step = timedelta(days=max(1, ceil((last - opened).days / _MOST_POINTS)))
    before = [now - step * n for n in range((now - opened) // step, -1, -1)]
    return before + [now + step * n for n in range(1, (last - now) // step + 1)]
