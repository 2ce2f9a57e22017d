"""A report as a series: periods side by side, and a line for what matters most over them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin.report_drawn import USE_CASES, Drawn, known
from usecases.charts.chart import Chart, Kind, Line, Point

_OF_CASES = _("Use cases by period"), USE_CASES
# What is drawn of each report, if one row stands for a period, with what its chart is called.
DRAWN: dict[str, tuple[tuple[Promise, Promise], tuple[str, ...]]] = {
    "funnel": (_OF_CASES, ("submitted", "accepted", "completed")),
    "outcomes": (_OF_CASES, ("completed", "in_production")),
    "matrix": (_OF_CASES, ()),
    "incidents": ((_("Incidents by period"), _("incidents")), ("incidents",)),
    "compliance": (
        (_("Deliverables by period"), _("deliverables")),
        ("on_time", "late", "missing"),
    ),
    "compute": ((_("Compute by period"), _("GPU hours")), ("granted", "used")),
}
_NOTHING = _OF_CASES, ()


def series_charts(drawn: Drawn) -> list[Chart]:
    """Return the one chart of a series; of what is broken down, the use cases of each period."""
    rows = [row for row in drawn.rows if row.values["period"]]
    (title, unit), wanted = DRAWN.get(drawn.table.name, _NOTHING)
    names = [name for name in wanted if name in drawn.columns]
    periods = list(dict.fromkeys(row.values["period"] for row in rows))
    if len(rows) == len(periods) and names:
        lines = [
            Line(row.values["period"], tuple(known(row, name) for name in names)) for row in rows
        ]
    elif drawn.table.name == "matrix":
        names = ["use_cases"]
        sums = dict.fromkeys(periods, 0)
        for row in rows:
            sums[row.values["period"]] += row.values["use_cases"]
        lines = [Line(period, (Point(number),)) for period, number in sums.items()]
    else:
        return []
    series = tuple(str(drawn.columns[name].label) for name in names)
    heading = drawn.columns["period"].label
    return [Chart("series", Kind.LINE, title, unit, heading, series, tuple(lines))]
