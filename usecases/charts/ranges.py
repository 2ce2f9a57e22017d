"""Ranges: from the least to the most that was said, with the value beside it as a diamond."""

from usecases.charts.chart import Chart, Line, Point
from usecases.charts.drawing import HIT, Area, Drawing, Shape, Text
from usecases.charts.ground import BAND, STACK, Plot, finished, height_of, label, plot
from usecases.charts.measure import SIZE, width_of

_HALF, _ARROW, _DOT = 4.0, 9.0, 3.0


def ranges(chart: Chart, width: float) -> Drawing:
    """Draw, of each line, its first point as a diamond and its second from bound to bound."""
    told = [_told(chart, line) for line in chart.lines]
    said = [_in_lines(parts, width) for parts in told]
    under = max(width_of(text) for lines in said for text in lines)
    ground = plot(chart, width, chart.highest(), _ARROW, under=under)
    texts: list[Text] = []
    shapes: list[Shape] = []
    y = 4.0
    for line, names, words in zip(chart.lines, ground.labels, said, strict=True):
        both = (*names, *words)
        placed, top = label(ground, both, y, STACK)
        soft = [Text(each.x, each.y, each.text, each.anchor, "soft") for each in placed]
        texts += [*placed[: len(names)], *soft[len(names) :]]
        shapes += _drawn(chart, line, ground, top + STACK / 2)
        y += height_of(ground, both, STACK) + BAND
    return finished(chart, ground, width, words=texts, shapes=shapes)


def _told(chart: Chart, line: Line) -> list[str]:
    """Return both figures in words: nothing has to be read off the drawing."""
    pairs = zip(chart.series, line.points, strict=True)
    return [f"{name} {point.shown}" for name, point in pairs]


def _in_lines(parts: list[str], width: float) -> list[str]:
    """Return words in one line, or in two where one is wider than the drawing."""
    whole = " · ".join(parts)
    return [whole] if width_of(whole) <= width else parts


def _drawn(chart: Chart, line: Line, ground: Plot, middle: float) -> list[Shape]:
    known, said = line.points[0], line.points[1]
    found = []
    if said.low is not None or said.high is not None:
        path = _band(ground, said.low, said.high, middle)
        found.append(Shape("series-2", chart.described(line, 1), said.url, y=middle, d=path))
    found += [_dot(ground, each, middle) for each in line.dots if each.value is not None]
    if known.value is not None:
        x = ground.at(float(known.value))
        size = SIZE / 2 + 1
        path = (
            f"M{x} {middle - size:.1f}L{x + size:.1f} {middle}"
            f"L{x} {middle + size:.1f}L{x - size:.1f} {middle}Z"
        )
        area = Area(x - HIT / 2, middle - HIT / 2, HIT, HIT)
        title = chart.described(line, 0)
        found.append(Shape("series-1 outlined", title, known.url, y=middle, d=path, area=area))
    return found


def _dot(ground: Plot, point: Point, middle: float) -> Shape:
    """Return one of the figures behind a range, as a small ring upon it."""
    x = ground.at(float(point.value or 0))
    around = f"a{_DOT} {_DOT} 0 1 0 {2 * _DOT} 0a{_DOT} {_DOT} 0 1 0 -{2 * _DOT} 0Z"
    path = f"M{x - _DOT:.1f} {middle}{around}"
    return Shape("series-3 outlined", point.shown, y=middle, d=path)


def _band(ground: Plot, low: object, high: object, middle: float) -> str:
    """Return the path of a range; with no upper bound it ends in an arrow, as wide as the ground.

    An exact figure is a range without length, drawn as a short upright bar.
    """
    left = ground.at(float(str(low or 0)))
    top, bottom = middle - _HALF, middle + _HALF
    if high is None:
        right = ground.right
        return (
            f"M{left} {top}H{right - _ARROW:.1f}V{top - _HALF}L{right} {middle}"
            f"L{right - _ARROW:.1f} {bottom + _HALF}V{bottom}H{left}Z"
        )
    right = ground.at(float(str(high)))
    if right - left < _HALF:
        half = _HALF / 2
        return f"M{right - half:.1f} {top - 7}H{right + half:.1f}V{bottom + 7}H{right - half:.1f}Z"
    return f"M{left} {top}H{right}V{bottom}H{left}Z"
