"""Draws a chart: in a page, twice, for wide and for narrow screens; or as a file of its own."""

from dataclasses import replace
from typing import Any

from django import template

from usecases.charts.chart import Chart
from usecases.charts.draw import draw, key_of
from usecases.charts.drawing import NARROW, WIDE

register = template.Library()
_HEAD, _FOOT, _EDGE = 54.0, 8.0, 16.0


@register.inclusion_tag("charts/figure.html")
def chart(chart: Chart, *, table: bool = True) -> dict[str, Any]:
    """Draw a chart with its title, key and source; the table behind it unless the page has it."""
    return {
        "chart": chart,
        "drawings": (("wide", draw(chart, WIDE)), ("narrow", draw(chart, NARROW))),
        "drawn_by": template_of(chart),
        "table": table,
    }


def template_of(chart: Chart) -> str:
    """Return the template that draws this kind."""
    return f"charts/{chart.kind}.svg"


def standing_alone(chart: Chart) -> dict[str, Any]:
    """Return what `charts/file.svg` draws: title, note and key above the chart."""
    chart = _without_addresses(chart)
    drawing = draw(chart, WIDE)
    keys, high = key_of(chart, WIDE, top=_HEAD)
    below = _HEAD + high + _FOOT
    return {
        "chart": chart,
        "drawing": drawing,
        "drawn_by": template_of(chart),
        "keys": keys,
        "below": below,
        "edge": _EDGE,
        "width": WIDE + 2 * _EDGE,
        "height": below + drawing.height + 2 * _EDGE,
    }


def _without_addresses(chart: Chart) -> Chart:
    """Return the chart without its links, which lead nowhere from a file."""
    lines = [
        replace(line, points=tuple(replace(point, url="") for point in line.points))
        for line in chart.lines
    ]
    return replace(chart, lines=tuple(lines))
