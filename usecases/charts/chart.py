"""What a chart says, before anything is drawn: kind, series, lines of points."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise

Number = int | float | Decimal
Words = Promise | str

# There are so many colours, and strokes; what is more is left to the table.
SERIES, STROKES = 6, 3


class Kind(StrEnum):
    """The four kinds."""

    BAR = "bar"
    STACKED = "stacked"
    LINE = "line"
    RANGE = "range"


@dataclass(frozen=True)
class Point:
    """One figure: its value (None: not known), how it is written, and where its records are.

    A range has bounds in place of a value; a bound that is None is open.
    """

    value: Number | None = None
    text: str = ""
    url: str = ""
    low: Number | None = None
    high: Number | None = None

    @property
    def shown(self) -> str:
        """The figure as it is written; a dash where it is not known."""
        return self.text or ("–" if self.value is None else f"{self.value:,}")


@dataclass(frozen=True)
class Line:
    """One line of figures: a label and a point for every series, and what lies behind it."""

    label: str
    points: tuple[Point, ...]
    dots: tuple[Point, ...] = ()  # drawn upon a range, each by itself


@dataclass(frozen=True)
class Chart:
    """A chart and the table behind it."""

    name: str
    kind: Kind
    title: Words
    unit: Words
    heading: Words
    series: tuple[str, ...]
    lines: tuple[Line, ...]
    source: Words = ""
    date: Words = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.series or not self.lines

    def described(self, line: Line, number: int) -> str:
        """Say one figure in full, as whoever points at it reads it; its unit once."""
        name = self.series[number] if len(self.series) > 1 else ""
        where = f"{line.label}, {name}" if name else line.label
        shown, unit = line.points[number].shown, str(self.unit)
        return f"{where}: {shown if unit in shown else f'{shown} {unit}'}"

    def highest(self) -> float:
        """The largest value or bound of any point."""
        values = [
            float(each)
            for line in self.lines
            for point in line.points
            for each in (point.value, point.low, point.high)
            if each is not None
        ]
        return max(values, default=0.0)
