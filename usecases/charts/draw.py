"""Draws a chart of any kind for a width, and its key for a drawing that stands alone."""

from collections.abc import Callable

from usecases.charts.bars import beside, stacked
from usecases.charts.chart import SERIES, STROKES, Chart, Kind
from usecases.charts.drawing import Drawing, Key
from usecases.charts.lines import lines
from usecases.charts.measure import LEADING, width_of
from usecases.charts.ranges import ranges

KINDS: dict[Kind, Callable[[Chart, float], Drawing]] = {
    Kind.BAR: beside,
    Kind.STACKED: stacked,
    Kind.LINE: lines,
    Kind.RANGE: ranges,
}
_SWATCH, _GAP = 18.0, 20.0


def draw(chart: Chart, width: float) -> Drawing:
    """Return the drawing; of nothing an empty one."""
    most = STROKES if chart.kind == Kind.LINE else SERIES
    if len(chart.series) > most:
        raise ValueError(f"A chart of this kind shows at most {most} series.")
    return Drawing(chart, width, 0) if chart.empty else KINDS[chart.kind](chart, width)


def key_of(chart: Chart, width: float, top: float = 0) -> tuple[tuple[Key, ...], float]:
    """Return the key in rows that fit, and how high it is; one series needs none."""
    if len(chart.series) < 2:  # noqa: PLR2004 - two can be mistaken for each other
        return (), 0.0
    keys, x, y = [], 0.0, top
    for n, name in enumerate(chart.series):
        taken = _SWATCH + width_of(name) + _GAP
        if x and x + taken > width:
            x, y = 0.0, y + LEADING
        keys.append(Key(name, f"series-{n + 1}", round(x, 1), y))
        x += taken
    return tuple(keys), y - top + LEADING
