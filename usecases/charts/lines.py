"""Lines over evenly spaced moments."""

from usecases.charts.axis import Axis, axis_to
from usecases.charts.chart import STROKES, Chart
from usecases.charts.drawing import NARROW, Drawing, Rule, Shape, Text
from usecases.charts.measure import LEADING, shortened, width_of

_HIGH, _LOW = 220.0, 180.0
_TOP, _MARGIN, _DOT = 10.0, 8.0, 3.0
_DOTS = 14


class _Ground:
    """Where the moments and the values lie."""

    def __init__(self, chart: Chart, width: float) -> None:
        wide = width > NARROW
        self.height = _HIGH if wide else _LOW
        self.axis: Axis = axis_to(chart.highest(), 5)
        self.left = round(max(map(width_of, self.axis.labels)) + _MARGIN, 1)
        ends = max(width_of(name) for name in chart.series) + _MARGIN * 2
        self.names = len(chart.series) > 1 and ends <= width * 0.25
        self.right = round(width - (ends if self.names else _MARGIN), 1)
        self.count = len(chart.lines)

    def x(self, number: int) -> float:
        """Return where a moment lies; a single one lies in the middle."""
        if self.count == 1:
            return round((self.left + self.right) / 2, 1)
        return round(self.left + (self.right - self.left) * number / (self.count - 1), 1)

    def y(self, value: float) -> float:
        """Return where a value lies."""
        return round(_TOP + self.height * (1 - value / self.axis.top), 1)


def lines(chart: Chart, width: float) -> Drawing:
    """Draw one line a series, broken where a value is not known."""
    ground = _Ground(chart, width)
    drawn = range(min(len(chart.series), STROKES))
    paths = [Shape(f"stroke-{n + 1}", chart.series[n], d=_path(chart, n, ground)) for n in drawn]
    shapes = [each for n in drawn for each in _dots(chart, n, ground)]
    ends = _ends(chart, ground) if ground.names else []
    rules, texts = _grid(ground)
    return Drawing(
        chart,
        width,
        _TOP + ground.height + LEADING + _MARGIN * 2,
        rules=tuple(rules),
        texts=(*texts, *_moments(chart, ground), *ends),
        paths=tuple(paths),
        shapes=tuple(shapes),
    )


def _path(chart: Chart, number: int, ground: _Ground) -> str:
    parts, pen = [], "M"
    for at, line in enumerate(chart.lines):
        value = line.points[number].value
        if value is None:
            pen = "M"
            continue
        parts.append(f"{pen}{ground.x(at)} {ground.y(float(value))}")
        pen = "L"
    return "".join(parts)


def _dots(chart: Chart, number: int, ground: _Ground) -> list[Shape]:
    """Return a dot for each value that opens its records, and for one that stands alone."""
    found = []
    for at, line in enumerate(chart.lines):
        point = line.points[number]
        if point.value is None or (not point.url and len(chart.lines) > 1):
            continue
        if len(chart.lines) <= _DOTS or at == len(chart.lines) - 1:
            x, y = ground.x(at) - _DOT, ground.y(float(point.value)) - _DOT
            title, css = chart.described(line, number), f"series-{number + 1} outlined"
            size = _DOT * 2
            found.append(Shape(css, title, point.url, round(x, 1), round(y, 1), size, size))
    return found


def _grid(ground: _Ground) -> tuple[list[Rule], list[Text]]:
    rules, texts = [], []
    for tick, label in zip(ground.axis.ticks, ground.axis.labels, strict=True):
        y = ground.y(tick)
        rules.append(Rule(ground.left, y, ground.right, y, "grid" if tick else "axis"))
        texts.append(Text(ground.left - _MARGIN, y + 4, label, "end", "soft"))
    return rules, texts


def _moments(chart: Chart, ground: _Ground) -> list[Text]:
    """Return labels of the moments, as many as stand free of each other."""
    room = ground.right - ground.left
    names = [shortened(line.label, room / 2) for line in chart.lines]
    widest = max(map(width_of, names))
    step = max(1, ground.count - 1)
    every = next((n for n in range(1, step + 1) if room * n / step >= widest * 1.5 + _MARGIN), step)
    y, found = _TOP + ground.height + LEADING + 4, []
    for at in range(0, ground.count, every):
        anchor = "middle"
        if ground.count > 1:
            anchor = {0: "start", ground.count - 1: "end"}.get(at, "middle")
        found.append(Text(ground.x(at), y, names[at], anchor, "soft"))
    return found


def _ends(chart: Chart, ground: _Ground) -> list[Text]:
    """Return the names of the series at the ends of their lines, pushed apart."""
    last = []
    for n, name in enumerate(chart.series[:STROKES]):
        known = [line.points[n].value for line in chart.lines if line.points[n].value is not None]
        if known:
            last.append((ground.y(float(known[-1] or 0)) + 4, name))
    last.sort()
    lowest = _TOP + ground.height + 4
    places = [y for y, _name in last]
    for n in range(1, len(places)):
        places[n] = max(places[n], places[n - 1] + LEADING)
    for n in range(len(places) - 1, -1, -1):
        limit = lowest if n == len(places) - 1 else places[n + 1] - LEADING
        places[n] = round(min(places[n], limit), 1)
    x = ground.right + _MARGIN
    return [Text(x, y, name) for y, (_y, name) in zip(places, last, strict=True)]
