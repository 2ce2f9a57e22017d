"""The calendar of deadlines: a month as a table, a week as an agenda, all of it as a file."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from usecases.admin.calendar_days import Day, days_of, month_of, named_month, named_week, weeks_of
from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.exchange.icalendar import Event, calendar
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.rules.visibility_register import phases_for
from usecases.selection.deadlines import Deadline, deadlines
from usecases.vocabulary.limits import TIME_ZONE
from usecases.workflow.viewings import exported

_BEHIND, _AHEAD = timedelta(days=31), timedelta(days=366)


@dataclass(frozen=True)
class Asked:
    """What the address asks for: a month or a week, of some phases or of all."""

    today: date
    first: date
    weekly: bool
    phases: tuple[str, ...]
    wrong: bool

    @property
    def last(self) -> date:
        """The last day on the page."""
        if self.weekly:
            return self.first + timedelta(days=6)
        return (self.first + timedelta(days=32)).replace(day=1) - timedelta(days=1)

    def address(self, day: date | None = None, *, weekly: bool | None = None) -> str:
        """Return the address of the month, or the week, that a day lies in."""
        by_week = self.weekly if weekly is None else weekly
        params: dict[str, Any] = {"phase": self.phases} if self.phases else {}
        if day:
            params["week" if by_week else "month"] = f"{day:%G-W%V}" if by_week else f"{day:%Y-%m}"
        return f"?{urlencode(params, doseq=True)}"


def asked_of(request: HttpRequest, codes: set[str]) -> Asked:
    """Read the address; what it says wrongly is said on the page, and this month is shown."""
    today = timezone.now().astimezone(ZoneInfo(TIME_ZONE)).date()
    week, month = request.GET.get("week"), request.GET.get("month")
    first = named_week(week) if week else named_month(month) if month else month_of(today)
    phases = tuple(dict.fromkeys(request.GET.getlist("phase")))
    unknown = bool(set(phases) - codes) or bool({*request.GET} - {"week", "month", "phase"})
    kept = tuple(code for code in phases if code in codes)
    weekly = bool(week) and first is not None
    return Asked(today, first or month_of(today), weekly, kept, unknown or first is None)


def calendar_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show what falls due in a month, or in a week."""
    person, phases = person_of(request), _phases(request)
    asked = asked_of(request, {each.code for each in phases})
    weeks = weeks_of(asked.first, asked.last)
    found = deadlines(person, weeks[0], weeks[-1] + timedelta(6), timezone.now(), asked.phases)
    grid = [days_of(week, asked.first, asked.last, asked.today, found) for week in weeks]
    agenda = [day for week in grid for day in week if day.inside and (day.items or asked.weekly)]
    context = {
        **site.each_context(request),
        "title": _title(asked),
        "asked": asked,
        "phases": phases,
        "grid": grid,
        "agenda": agenda,
        "number": sum(len(day.items) for day in agenda),
        **_ways(asked),
    }
    return TemplateResponse(request, "admin/calendar.html", context)


def _ways(asked: Asked) -> dict[str, str]:
    """Return the addresses of what lies beside."""
    return {
        "before": asked.address(asked.first - timedelta(days=1)),
        "after": asked.address(asked.last + timedelta(days=1)),
        "now": asked.address(asked.today),
        "other": asked.address(
            asked.today if asked.first <= asked.today <= asked.last else asked.first,
            weekly=not asked.weekly,
        ),
        "file": f"{reverse('admin:calendar-file')}{asked.address()}",
    }


def _title(asked: Asked) -> str:
    if asked.weekly:
        days = [date_format(day, "DATE_FORMAT") for day in (asked.first, asked.last)]
        return str(_("Deadlines, {first} to {last}")).format(first=days[0], last=days[1])
    month = date_format(asked.first, "YEAR_MONTH_FORMAT")
    return str(_("Deadlines, {month}")).format(month=month)


def _phases(request: HttpRequest) -> list[Phase]:
    return list(phases_for(person_of(request)).select_related("programme"))


def calendar_file(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Hand over a month past and a year ahead as a calendar file."""
    person = person_of(request)
    asked = asked_of(request, {each.code for each in _phases(request)})
    now = timezone.now()
    found = deadlines(person, asked.today - _BEHIND, asked.today + _AHEAD, now, asked.phases)
    events = [_event(request, each) for each in found]
    noted = {"calendar": ["deadlines"], "phase": list(asked.phases)}
    exported(UseCase, noted, len(events), by=person)
    text = calendar(str(_("Sandbox Tracker, deadlines")), events, now)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="deadlines.ics"'
    return answer


def _event(request: HttpRequest, deadline: Deadline) -> Event:
    name = f"{deadline.phase} {deadline.name}" if deadline.model == "phase" else deadline.name
    told = [str(_("Invented")) if deadline.invented else "", deadline.note]
    return Event(
        uid=f"{deadline.kind}-{deadline.record}@sandbox-tracker",
        day=deadline.day,
        summary=f"{deadline.kind.label}: {name}",
        description=" · ".join(filter(None, told)),
        url=request.build_absolute_uri(Day.address(deadline)),
        moment=deadline.moment,
    )


PAGES = (
    ConsolePage("calendar", "calendar/", calendar_view, _("Calendar"), _("Phases")),
    ConsolePage("calendar-file", "calendar/deadlines.ics", calendar_file),
)
