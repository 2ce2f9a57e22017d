"""The ground on which bars and ranges lie: labels on the left or above, a grid with its values."""

from dataclasses import dataclass

from usecases.charts.axis import Axis, axis_to
from usecases.charts.chart import Chart
from usecases.charts.drawing import NARROW, Drawing, Rule, Shape, Text
from usecases.charts.measure import LEADING, SIZE, width_of, wrapped

STACK, BAND, SPACE, PADDING = 24.0, 14.0, 4.0, 8.0
_MARGIN, _INSET = 10.0, 7.0
_COLUMN = 0.34


@dataclass(frozen=True)
class Plot:
    """The ground on which bars lie: labels left of it, or above each bar where it is narrow."""

    left: float
    right: float
    axis: Axis
    beside: bool
    labels: tuple[tuple[str, ...], ...]

    def at(self, value: float) -> float:
        """Return where a value lies."""
        return round(self.left + (self.right - self.left) * value / self.axis.top, 1)

    @staticmethod
    def bottoms(words: list[Text], shapes: list[Shape]) -> list[float]:
        """Return how far down the words and the shapes reach."""
        return [*(text.y for text in words), *(each.y + each.height for each in shapes)]


def plot(chart: Chart, width: float, highest: float, room: float, under: float = 0) -> Plot:
    """Lay out labels, bars and `room` for the values at their ends."""
    beside = width > NARROW + _MARGIN
    names = [line.label for line in chart.lines]
    column = min(max(map(width_of, names)), width * _COLUMN) if beside else width
    column = max(column, min(under, width))
    left = round(column + _MARGIN, 1) if beside else _INSET
    right = round(max(width - room - _MARGIN, left + 60), 1)
    mark = max(width_of(label) for label in axis_to(highest).labels)
    most = max(2, min(5, int((right - left) / (mark + 24))))
    labels = tuple(wrapped(name, column) or ("",) for name in names)
    return Plot(left, right, axis_to(highest, most), beside, labels)


def grid(ground: Plot, bottom: float) -> tuple[tuple[Rule, ...], tuple[Text, ...]]:
    """Return the lines of the grid with their values below."""
    places = [ground.at(tick) for tick in ground.axis.ticks]
    rules = [Rule(x, 0, x, bottom, "grid" if n else "axis") for n, x in enumerate(places)]
    texts = [
        Text(x, bottom + LEADING, label, "middle" if n or ground.beside else "start", "soft")
        for n, (x, label) in enumerate(zip(places, ground.axis.labels, strict=True))
    ]
    return tuple(rules), tuple(texts)


def label(ground: Plot, lines: tuple[str, ...], y: float, block: float) -> tuple[list[Text], float]:
    """Return a label, beside the middle of its block or above it, and where the block begins."""
    if ground.beside:
        first = y + max(0.0, (block - len(lines) * LEADING) / 2)
        x, anchor = ground.left - _MARGIN, "end"
    else:
        first, x, anchor = y, 0.0, "start"
    texts = [
        Text(x, round(first + SIZE + n * LEADING, 1), line, anchor) for n, line in enumerate(lines)
    ]
    taken = len(lines) * LEADING
    below = max(0.0, (taken - block) / 2) if ground.beside else taken + SPACE
    return texts, round(y + below, 1)


def height_of(ground: Plot, lines: tuple[str, ...], block: float) -> float:
    """Return how high a block with its label is."""
    taken = len(lines) * LEADING
    return max(taken, block) if ground.beside else taken + SPACE + block


def finished(
    chart: Chart, ground: Plot, width: float, *, words: list[Text], shapes: list[Shape]
) -> Drawing:
    """Return the drawing, with the grid below the lowest of what is on it."""
    below = max(ground.bottoms(words, shapes))
    rules, marks = grid(ground, below + PADDING)
    height = below + PADDING * 2 + LEADING
    return Drawing(chart, width, height, rules, (*marks, *words), shapes=tuple(shapes))
