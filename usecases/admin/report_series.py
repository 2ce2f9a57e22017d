"""A report as a series: periods side by side, and a line for what matters most over them."""

from django.utils.translation import gettext_lazy as _

from usecases.admin.report_drawn import USE_CASES, Drawn, point
from usecases.charts.chart import Chart, Kind, Line, Point

# What is drawn of each report, if one row stands for a period.
DRAWN: dict[str, tuple[str, ...]] = {
    "funnel": ("submitted", "accepted", "completed"),
    "outcomes": ("completed", "in_production"),
}


def series_charts(drawn: Drawn) -> list[Chart]:
    """Return the one chart of a series; of what is broken down, the use cases of each period."""
    rows = [row for row in drawn.rows if row.values["period"]]
    names = [name for name in DRAWN.get(drawn.table.name, ()) if name in drawn.columns]
    periods = list(dict.fromkeys(row.values["period"] for row in rows))
    if len(rows) == len(periods) and names:
        lines = [
            Line(row.values["period"], tuple(point(row, name) for name in names)) for row in rows
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
    title = _("Use cases by period")
    heading = drawn.columns["period"].label
    return [Chart("series", Kind.LINE, title, USE_CASES, heading, series, tuple(lines))]
