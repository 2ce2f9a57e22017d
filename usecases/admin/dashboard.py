"""The first page: what waits on the person, what is late, what falls due, what has come in."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from usecases.admin.calendar_days import Day
from usecases.admin.intake import Intake, intake
from usecases.admin.person import person_of
from usecases.admin.records import rows_for
from usecases.admin.report_charts import charts_of
from usecases.admin.report_charts_cases import STEPS
from usecases.admin.report_table import Cell, cell, newest_first
from usecases.admin.waiting import WaitingLink, waiting_links
from usecases.charts.chart import Chart
from usecases.models.access import RoleGrant, Token, User
from usecases.models.person import Person
from usecases.models.trail import Change, Viewing
from usecases.reporting.catalogue import REPORTS
from usecases.reporting.table import Column, Table
from usecases.rules.permissions import may
from usecases.selection.deadlines import Deadline, deadlines
from usecases.selection.phaseorder import PhaseInfo, recorded_phases
from usecases.vocabulary.actions import Action

_WEEK, _SOON = timedelta(days=7), timedelta(days=30)


@dataclass(frozen=True)
class Tile:
    """A number that opens its list."""

    label: Promise | str
    note: Promise | str
    number: int
    url: str


@dataclass(frozen=True)
class FunnelLine:
    """One phase: how many came how far."""

    phase: PhaseInfo
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Funnel:
    """The funnel across phases."""

    columns: tuple[Column, ...]
    lines: tuple[FunnelLine, ...]
    charts: tuple[Chart, ...]


@dataclass(frozen=True)
class FirstPage:
    """What the first page shows; empty where it is not the person's."""

    waits: list[WaitingLink]
    late: list[WaitingLink]
    week: list[tuple[Deadline, str]]
    watched: list[Tile]
    stands_in: list[RoleGrant]
    reads_cases: bool
    intake: list[Intake] = field(default_factory=list)
    funnel: Funnel | None = None


def first_page(request: HttpRequest) -> FirstPage:
    """Return what concerns the person who looks."""
    person, now = person_of(request), timezone.now()
    links = waiting_links(request)
    figures: dict[str, Any] = {}
    if may(person, Action.READ_REPORTS):
        table, phases = REPORTS["funnel"].run(person, {}), recorded_phases(person)
        rows = {row.values["phase"]: row for row in table.rows}
        figures = {"intake": intake(person, rows, now), "funnel": _funnel(table, person, phases)}
    return FirstPage(
        waits=[each for each in links if not each.late],
        late=[each for each in links if each.late],
        week=_week(person, now),
        watched=[*_people(person, now), *_trail(person, now)],
        stands_in=_stands_in(person),
        reads_cases=may(person, Action.READ_CASES),
        **figures,
    )


def _week(person: Person, now: datetime) -> list[tuple[Deadline, str]]:
    today = timezone.localdate(now)
    found = deadlines(person, today, today + timedelta(days=6), now)
    return [(each, Day.address(each)) for each in found]


def _stands_in(person: Person) -> list[RoleGrant]:
    keys = [each.pk for each in person.grants if each.deputy_for_id]
    return list(RoleGrant.objects.filter(pk__in=keys).select_related("deputy_for")) if keys else []


def _funnel(table: Table, person: Person, phases: list[PhaseInfo]) -> Funnel:
    known = {each.code: each for each in phases}
    named = {column.name: column for column in table.columns}
    columns = tuple(named[step] for step in STEPS)
    lines = tuple(
        FunnelLine(known[row.values["phase"]], tuple(cell(row, column) for column in columns))
        for row in newest_first(table.rows, phases)
    )
    return Funnel(columns, lines, tuple(charts_of(table, person, phases, {})))


def _people(person: Person, now: datetime) -> list[Tile]:
    """What those who look after people watch."""
    if not may(person, Action.READ_PEOPLE):
        return []
    first = timezone.localdate(now)
    soon, note = first + _SOON, _("in the next 30 days; extend them or let them end")
    roles = {"until__gte": first, "until__lt": soon}
    tokens = {"expires_at__gte": first, "expires_at__lt": soon, "revoked_at__isnull": True}
    return [
        _tile(person, User, _("People"), _("may sign in"), {"is_active__exact": True}),
        _tile(person, RoleGrant, _("Roles ending"), note, roles),
        _tile(person, Token, _("Tokens ending"), note, tokens),
    ]


def _trail(person: Person, now: datetime) -> list[Tile]:
    """What those who look over everybody's shoulder watch."""
    if not may(person, Action.READ_VIEWINGS):
        return []
    since = timezone.localdate(now) - _WEEK
    note = _("since a week ago")
    return [
        _tile(person, Change, _("Changes"), note, {"recorded_at__gte": since}),
        _tile(person, Viewing, _("Viewings"), note, {"hour__gte": since}),
    ]


def _tile(person: Person, model: Any, label: Promise, note: Promise, asked: dict[str, Any]) -> Tile:
    """Count rows by what their list is asked too; a day there is its first moment here."""
    values = {name: _start(v) if isinstance(v, date) else v for name, v in asked.items()}
    number = rows_for(model, person).filter(**values).count()
    address = reverse(f"admin:usecases_{model._meta.model_name}_changelist")
    words = {name: int(v) if v is True else v for name, v in asked.items()}
    return Tile(label, note, number, f"{address}?{urlencode(words)}")


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
