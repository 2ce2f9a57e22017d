"""Bars that lie, beside each other or in one row: long labels have room on their left."""

from itertools import pairwise

from usecases.charts.chart import Chart, Line
from usecases.charts.drawing import HIT, Area, Drawing, Shape, Text
from usecases.charts.ground import (
    BAND,
    PADDING,
    SPACE,
    STACK,
    Plot,
    finished,
    height_of,
    label,
    plot,
)
from usecases.charts.measure import SIZE, width_of

BAR, GAP = 20.0, 4.0


def beside(chart: Chart, width: float) -> Drawing:
    """Draw one bar a series, beside each other."""
    told = [[_told(chart, line, n) for n in range(len(chart.series))] for line in chart.lines]
    room = max(width_of(text) for texts in told for text in texts) + PADDING
    ground = plot(chart, width, chart.highest(), room)
    block = len(chart.series) * (BAR + GAP) - GAP
    texts: list[Text] = []
    shapes: list[Shape] = []
    y = SPACE
    for line, words, names in zip(chart.lines, told, ground.labels, strict=True):
        placed, top = label(ground, names, y, block)
        texts += placed
        for n, point in enumerate(line.points):
            start = round(top + n * (BAR + GAP), 1)
            end = ground.at(float(point.value or 0))
            value = Text(round(end + PADDING, 1), start + SIZE + 2, words[n])
            reach = round(value.x + width_of(words[n]) - ground.left, 1)
            shapes.append(
                Shape(
                    f"series-{n + 1}", chart.described(line, n), point.url,
                    ground.left, start, round(end - ground.left, 1), BAR, value=value,
                    area=Area(ground.left, start - GAP / 2, max(reach, HIT), BAR + GAP),
                )
            )  # fmt: skip
        y += height_of(ground, names, block) + BAND
    return finished(chart, ground, width, words=texts, shapes=shapes)


def stacked(chart: Chart, width: float) -> Drawing:
    """Draw the series of a line in one row, with their sum at its end."""
    sums = [sum(float(p.value or 0) for p in line.points) for line in chart.lines]
    room = max(width_of(f"{each:,.0f}") for each in sums) + PADDING
    ground = plot(chart, width, max(sums), room)
    texts: list[Text] = []
    shapes: list[Shape] = []
    y = SPACE
    for line, names, whole in zip(chart.lines, ground.labels, sums, strict=True):
        placed, top = label(ground, names, y, STACK)
        shapes += _segments(chart, line, ground, top)
        total = Text(round(ground.at(whole) + PADDING, 1), top + SIZE + 4, f"{whole:,.0f}")
        texts += [*placed, total]
        y += height_of(ground, names, STACK) + BAND
    return finished(chart, ground, width, words=texts, shapes=shapes)


def _segments(chart: Chart, line: Line, ground: Plot, y: float) -> list[Shape]:
    ends = [0.0]
    for point in line.points:
        ends.append(ends[-1] + float(point.value or 0))
    found = []
    for n, (low, high) in enumerate(pairwise(ends)):
        left, right = ground.at(low), ground.at(high)
        point = line.points[n]
        fits = width_of(point.shown) + SPACE * 2 <= right - left
        middle = Text(
            round((left + right) / 2, 1), y + SIZE + 4, point.shown, "middle", "on-series"
        )
        roomy = right - left >= HIT
        if high > low:
            found.append(
                Shape(
                    f"series-{n + 1}", chart.described(line, n), point.url,
                    left, y, round(right - left, 1), STACK, value=middle if fits else None,
                    area=Area(left, y, round(right - left, 1), STACK) if roomy else None,
                )
            )  # fmt: skip
    return found


def _told(chart: Chart, line: Line, number: int) -> str:
    """Return what stands at the end of a bar: its value, and its series where there are several."""
    shown = line.points[number].shown
    return f"{shown} · {chart.series[number]}" if len(chart.series) > 1 else shown
