"""The first page: what waits on the person, what is late, what falls due, what has come in."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from usecases.admin.calendar_days import Entry, entries_of
from usecases.admin.first_assess import Assessing, assessing
from usecases.admin.intake import Intake, intake
from usecases.admin.person import person_of
from usecases.admin.report_charts import charts_of
from usecases.admin.report_charts_cases import STEPS
from usecases.admin.report_table import Cell, cell, newest_first
from usecases.admin.waiting import WaitingLink, waiting_links
from usecases.admin.watched import Tile, watched
from usecases.charts.chart import Chart
from usecases.models.access import RoleGrant
from usecases.models.person import Person
from usecases.reporting.catalogue import REPORTS
from usecases.reporting.table import Column, Table
from usecases.rules.permissions import may
from usecases.selection.deadlines import deadlines
from usecases.selection.phaseorder import PhaseInfo, recorded_phases
from usecases.vocabulary.actions import Action


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
    week: list[Entry]
    watched: list[Tile]
    stands_in: list[RoleGrant]
    reads_cases: bool
    assessing: Assessing | None = None
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
        watched=watched(person, now),
        stands_in=_stands_in(person),
        reads_cases=may(person, Action.READ_CASES),
        assessing=assessing(person, now),
        **figures,
    )


def _week(person: Person, now: datetime) -> list[Entry]:
    today = timezone.localdate(now)
    found = deadlines(person, today, today + timedelta(days=6), now)
    days = groupby(found, key=lambda each: each.day)
    return [entry for day, items in days for entry in entries_of(day, list(items))]


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
