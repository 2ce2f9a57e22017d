"""What of a report is drawn: the newest phases side by side."""

from collections.abc import Callable
from dataclasses import replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from usecases.admin.report_charts_cases import funnel, matrix
from usecases.admin.report_charts_ends import durations, lineage, outcomes
from usecases.admin.report_drawn import USE_CASES, Drawn, point
from usecases.admin.report_evidence import performance
from usecases.admin.report_monitored import compliance, compute, incidents, workload
from usecases.admin.report_series import series_charts
from usecases.admin.report_table import newest_first
from usecases.charts.chart import Chart, Kind, Line, Point
from usecases.models.person import Person
from usecases.reporting.partnership import BY as PARTNER
from usecases.reporting.table import Row, Table
from usecases.selection.phaseorder import PhaseInfo
from usecases.selection.subjects import SUBJECTS
from usecases.vocabulary.terms import Measure

_MOST_PARTNERS = 12
_SOURCE = _("Sandbox Tracker")


def charts_of(
    table: Table, person: Person, phases: list[PhaseInfo], words: dict[str, str]
) -> list[Chart]:
    """Return the charts of a report."""
    rows = newest_first(table.rows, phases)
    invented = frozenset(each.code for each in phases if each.invented)
    drawn = Drawn(replace(table, rows=rows), person, words, invented)
    found = series_charts(drawn) if "period" in drawn.columns else _KINDS[table.name](drawn)
    day = date_format(timezone.localtime(table.as_at or timezone.now()), "DATE_FORMAT")
    return [replace(chart, source=_SOURCE, date=day) for chart in found]


def participation(drawn: Drawn) -> list[Chart]:
    """Who was new and who returned; or in how many phases each took part."""
    columns = drawn.columns
    if PARTNER in columns:
        return _partners(drawn)
    if "phase" not in columns:
        taken = [
            Line(str(row.values["phases_taken"]), (point(row, "institutions"),))
            for row in drawn.rows
        ]
        return [
            Chart(
                "taken",
                Kind.BAR,
                _("In how many phases institutions took part"),
                _("institutions"),
                columns["phases_taken"].label,
                (str(columns["institutions"].label),),
                tuple(taken),
            )
        ]
    names = ("new", "returning")
    lines = [
        Line(drawn.phase(row.values["phase"]), tuple(point(row, name) for name in names))
        for row in drawn.rows
    ]
    return [
        Chart(
            "standing",
            Kind.STACKED,
            _("Institutions new to the programme, and returning"),
            _("institutions"),
            _("Phase"),
            tuple(str(columns[name].label) for name in names),
            tuple(lines),
        )
    ]


def _partners(drawn: Drawn) -> list[Chart]:
    """Which technology partners have most use cases."""
    lines = tuple(
        Line(row.values["name"], (point(row, "use_cases"),)) for row in drawn.rows[:_MOST_PARTNERS]
    )
    title, label = _("Use cases by technology partner"), drawn.columns["use_cases"].label
    return [Chart("partners", Kind.BAR, title, USE_CASES, _("Partner"), (str(label),), lines)]


def phases(drawn: Drawn) -> list[Chart]:
    """What is recorded beside the bounds of what was announced."""
    bounds = _bounds(drawn)
    lines = [
        Line(
            drawn.phase(row.values["phase"]),
            (point(row, "use_cases"), _announced(row, bounds.get(row.values["phase"]))),
        )
        for row in drawn.rows
    ]
    return [
        Chart(
            "announced",
            Kind.RANGE,
            _("Use cases recorded, beside what was announced"),
            USE_CASES,
            _("Phase"),
            (str(_("Recorded")), str(_("Announced"))),
            tuple(lines),
        )
    ]


def _bounds(drawn: Drawn) -> dict[str, tuple[int | None, int | None]]:
    asked = {"measure": [Measure.USE_CASES.value], "superseded": ["false"]}
    rows = SUBJECTS["published-figures"].select(drawn.person, asked).filter(phase__isnull=False)
    found = rows.values_list("phase__code", "lower", "upper")
    return {code: (lower, upper) for code, lower, upper in found}


def _announced(row: Row, bounds: tuple[int | None, int | None] | None) -> Point:
    text = row.values["announced_use_cases"]
    if text is None or bounds is None:
        return Point(text=str(_("not published")))
    return Point(text=text, low=bounds[0], high=bounds[1])


_KINDS: dict[str, Callable[[Drawn], list[Chart]]] = {
    "compliance": compliance,
    "compute": compute,
    "durations": durations,
    "funnel": funnel,
    "incidents": incidents,
    "lineage": lineage,
    "matrix": matrix,
    "outcomes": outcomes,
    "participation": participation,
    "performance": performance,
    "phases": phases,
    "workload": workload,
}
